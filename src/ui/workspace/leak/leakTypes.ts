import type { LeakType, LeakSystem } from '../../../domain/vocabulary/terms.ts';
import { LEAK_SYSTEMS, LEAK_TYPES } from '../../../domain/vocabulary/terms.ts';

/** Type always with its system: "type 4" and "type 2" differ between the two (clinical.md 3). */
const SYSTEM_WORDS: Readonly<Record<LeakSystem, string>> = {
  schievink: 'Schievink 2016',
  farb: 'Farb 2019',
  freiburg: 'Freiburg',
  cause: 'By cause',
  none: 'No classification',
};
const TYPE_WORDS: Readonly<Record<string, string>> = {
  'schievink:1a': '1a: ventral dural tear',
  'schievink:1b': '1b: posterolateral dural tear',
  'schievink:2a': '2a: simple meningeal diverticulum',
  'schievink:2b': '2b: complex diverticulum, dural ectasia',
  'schievink:3': '3: CSF-venous fistula',
  'schievink:indeterminate': 'indeterminate ("type 4")',
  'farb:1': '1: ventral dural tear',
  'farb:2': '2: lateral dural tear, proximal sleeve',
  'farb:3': '3: CSF-venous fistula',
  'farb:4': '4: distal nerve root sleeve tear',
};

export const leakChoice = ({ system, type }: LeakType): string => `${system}:${type}`;

export const leakTypeOf = (choice: string | null): LeakType | null => {
  if (choice === null) return null;
  const [name, type = ''] = choice.split(':');
  const system = LEAK_SYSTEMS.find((one) => one === name);
  return system === undefined ? null : { system, type };
};

export const LEAK_CHOICES = LEAK_SYSTEMS.map((system) => ({
  group: SYSTEM_WORDS[system],
  items: LEAK_TYPES[system].map((type) => {
    const value = `${system}:${type}`;
    const plain = type.replaceAll('-', ' ');
    const words = TYPE_WORDS[value] ?? plain[0]?.toUpperCase() + plain.slice(1);
    return {
      value,
      label: system === 'schievink' || system === 'farb' ? `${SYSTEM_WORDS[system]}, ${words}` : words,
    };
  }),
}));
