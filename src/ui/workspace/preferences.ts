import { useStore } from 'zustand';
import { createPreferences, type Preferences } from '../../app/workspace/preferences.ts';

/** One set of preferences a page; private windows without storage keep it for the page alone. */
function pageStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
export const preferences = createPreferences(pageStorage());

export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return useStore(preferences, select);
}
