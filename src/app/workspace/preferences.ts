import { createStore, type StoreApi } from 'zustand/vanilla';
import { isKeyAction, type KeyAction } from './keyMap.ts';

/** How a person has set up the workspace on this browser; nothing of a patient. */
export interface Preferences {
  readonly stripOpen: boolean;
  readonly panelOpen: boolean;
  /** Single-letter keys can be switched off: they surprise people who dictate or use speech input (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly keys: Readonly<Partial<Record<KeyAction, string>>>;
}

const DEFAULTS: Preferences = { stripOpen: true, panelOpen: true, singleKeys: true, keys: {} };
const STORAGE_KEY = 'patchpoint.workspace';

export interface KeptText {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Kept in `storage`; what cannot be read back is replaced by the defaults. */
export function createPreferences(storage: KeptText | null): StoreApi<Preferences> {
  const store = createStore<Preferences>(() => parsePreferences(readText(storage)));
  store.subscribe((state) => {
    try {
      storage?.setItem(STORAGE_KEY, JSON.stringify(state));
    } catch {
      // A full or forbidden storage: the setting holds for this page and is asked for again on the next.
    }
  });
  return store;
}

export function parsePreferences(text: string | null): Preferences {
  let value: unknown;
  try {
    value = text === null ? null : JSON.parse(text);
  } catch {
    return DEFAULTS;
  }
  if (typeof value !== 'object' || value === null) return DEFAULTS;
  const flag = (key: 'stripOpen' | 'panelOpen' | 'singleKeys'): boolean => {
    const stored: unknown = Reflect.get(value, key);
    return typeof stored === 'boolean' ? stored : DEFAULTS[key];
  };
  const keys = 'keys' in value && typeof value.keys === 'object' && value.keys !== null ? value.keys : {};
  const bound = Object.entries(keys).filter(
    (entry): entry is [KeyAction, string] => isKeyAction(entry[0]) && typeof entry[1] === 'string',
  );
  return {
    stripOpen: flag('stripOpen'),
    panelOpen: flag('panelOpen'),
    singleKeys: flag('singleKeys'),
    keys: Object.fromEntries(bound),
  };
}

function readText(storage: KeptText | null): string | null {
  try {
    return storage?.getItem(STORAGE_KEY) ?? null;
  } catch {
    return null;
  }
}
