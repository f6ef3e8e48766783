import type { CountedFrom, Severity, Side } from '../../domain/vocabulary/terms.ts';
import { words } from '../../interchange/words.ts';

/** Words of the report that no other text of the room has. */

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
/** A term of a closed list: "ct-fluoroscopy" → "CT fluoroscopy". */
export const capitalWords = (term: string): string =>
  capital(
    words(term)
      .replace(/^(ct|mr)\b/, (letters) => letters.toUpperCase())
      .replace('xray', 'X-ray'),
  );

export const countedWords: Readonly<Record<CountedFrom, string>> = {
  C2: 'counted down from C2',
  sacrum: 'counted up from the sacrum',
  'last-rib': 'counted from the last rib',
  segmentation: 'numbered by a segmentation',
  unverified: 'numbering not verified',
};
export const severityWords: Readonly<Record<Severity, string>> = {
  block: 'blocks until overridden',
  acknowledge: 'needs acknowledgement',
  inform: 'for information',
};
/** Beside the word, never instead of it. */
export const sideLetters: Readonly<Record<Side, string>> = {
  left: 'L',
  right: 'R',
  bilateral: 'R + L',
  midline: 'M',
  'not-stated': '?',
  'not-applicable': '–',
};

export const orNotStated = (text: string): string => (text.trim() === '' ? 'Not stated' : text);

/** Numbers of the case rounded to what is known: 0.1 mm. */
export const mm = (value: number): string => `${value.toFixed(1).replace('-', '−')} mm`;
export const signedMm = (value: number): string => (value > 0 ? `+${mm(value)}` : mm(value));
export const pointMm = (point: readonly [number, number, number]): string =>
  `(${point.map((value) => value.toFixed(1).replace('-', '−')).join(', ')}) mm LPS`;

/** ISO 8601 to the minute with its zone: "2026-11-21 14:05 UTC". */
export const momentWords = (iso: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso)
    ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} ${iso.endsWith('Z') ? 'UTC' : iso.slice(19).replace(/^\.\d+/, '')}`
    : iso;
/** DICOM DA as ISO 8601; anything else as it came, empty as "not stated". */
export const dateWords = (date: string): string =>
  date.trim() === '' ? 'not stated' : date.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
