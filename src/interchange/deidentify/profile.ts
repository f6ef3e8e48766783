import { vrOfTag } from '../../dicom/vr.ts';
import table from './tableE11.json' with { type: 'json' };

/**
 * Action codes of PS3.15 Table E.1-1a. `D` dummy value, `Z` empty or dummy, `X` removed, `K` kept, `C` cleaned,
 * `U` replaced by another UID, the same everywhere.
 */
export type Action = 'D' | 'Z' | 'X' | 'K' | 'C' | 'U';

/** Options of the profile (PS3.15 E.3) that may be retained, with their codes (CID 7050). */
export const OPTIONS = {
  'retain-dates': ['113106', 'Retain Longitudinal Temporal Information Full Dates Option'],
  'retain-patient': ['113108', 'Retain Patient Characteristics Option'],
  'retain-uids': ['113110', 'Retain UIDs Option'],
  'clean-descriptors': ['113105', 'Clean Descriptors Option'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
export type Option = keyof typeof OPTIONS;

const ROWS: Readonly<Record<string, readonly string[]>> = table.rows;
/** Age, sex, size, weight, ethnic group, smoking, pregnancy, neutered (PS3.15 E.3.3). */
const PATIENT: ReadonlySet<number> = new Set([
  0x00101010, 0x00100040, 0x00101020, 0x00101030, 0x00102160, 0x001021a0, 0x001021c0, 0x00102203,
]);
/** Study, series and protocol description: what a reader needs to know a series by (PS3.15 E.3.5). */
const DESCRIPTORS: ReadonlySet<number> = new Set([0x00081030, 0x0008103e, 0x00181030]);
const TIMES: ReadonlySet<string> = new Set(['DA', 'TM', 'DT']);

/**
 * What the basic profile, with the options given, does to an attribute; null for one the table does not name (kept).
 * Where the table leaves a choice by type ("X/Z/D"), the one that keeps every object valid is taken: D before Z before
 * X; a sequence of references stays, its UIDs are replaced. Private attributes are removed (E.3.10 not offered).
 *
 * Source: PS3.15 2026c E.2, E.3, Table E.1-1.
 */
export function actionOf(tag: number, options: ReadonlySet<Option>): Action | null {
  if (Math.floor(tag / 0x10000) % 2 === 1) return 'X';
  const basic = basicAction(tag);
  if (basic === null) return null;
  if (options.has('retain-uids') && basic === 'U') return 'K';
  if (options.has('retain-dates') && TIMES.has(vrOfTag(tag))) return 'K';
  if (options.has('retain-patient') && PATIENT.has(tag)) return 'K';
  if (options.has('clean-descriptors') && DESCRIPTORS.has(tag)) return 'C';
  return basic;
}

function basicAction(tag: number): Action | null {
  const key = tag.toString(16).padStart(8, '0').toUpperCase();
  const row = ROWS[key] ?? ROWS[`${key.slice(0, 2)}xx${key.slice(4)}`] ?? ROWS[`${key.slice(0, 2)}xxxxxx`];
  const codes = (row?.[0] ?? '').split('/');
  // Sequences of references hold nothing but UIDs: they stay, and each UID inside is replaced.
  if (codes.includes('U*')) return 'K';
  for (const action of ['D', 'Z', 'X', 'U'] as const) if (codes.includes(action)) return action;
  return null;
}
