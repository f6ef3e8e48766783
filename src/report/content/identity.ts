import type { PlanPatient, PlanSignature } from '../../domain/plan/targetingPlan.ts';
import { nameWords, tidyName } from '../../domain/vocabulary/personName.ts';
import { dateWords, momentWords } from './reportWords.ts';
import { words } from '../../interchange/words.ts';

const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other sex' };

/** Letters that the report's font lacks: Indic, Thai, Hangul, kana and Han. */
const UNPRINTABLE = /[\u0900-\u0E7F\u1100-\u11FF\u2E80-\uD7FF\uF900-\uFAFF\uFF65-\uFFDC]|[\uD840-\uD888]/;

/** The spellings of a DICOM name that the font has letters for; what cannot be printed is said. */
export function printedName(name: string): string {
  if (!UNPRINTABLE.test(name)) return nameWords(name);
  const printed = tidyName(
    name
      .split('=')
      .map((spelling) => (UNPRINTABLE.test(spelling) ? '' : spelling))
      .join('='),
  );
  return printed === ''
    ? 'Name in letters that this report cannot print: go by the ID'
    : `${nameWords(printed)} (and in letters not printable here)`;
}

export function patientLine(patient: PlanPatient): string {
  const issuer = patient.issuer.trim();
  return [
    patient.id.trim() === '' ? 'no patient ID' : `ID ${patient.id.trim()}`,
    ...(issuer === '' ? [] : [`issuer ${issuer}`]),
    `born ${dateWords(patient.birthDate)}`,
    SEXES[patient.sex.trim().toUpperCase()] ?? 'sex not stated',
  ].join(' · ');
}

/** "Dr. A (radiologist), 2026-11-21 14:05 UTC, not authenticated" */
export const signatureWords = ({ name, role, at, authenticated }: PlanSignature): string =>
  `${name} (${words(role)}), ${momentWords(at)}${authenticated ? '' : ', not authenticated'}`;
