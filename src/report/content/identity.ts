import type { PlanPatient, PlanSignature } from '../../domain/plan/targetingPlan.ts';
import { dateWords, momentWords } from './reportWords.ts';
import { words } from '../../interchange/words.ts';

const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other sex' };

/** Letters that the report's font lacks: Indic, Thai, Hangul, kana and Han. */
const UNPRINTABLE = /[\u0900-\u0E7F\u1100-\u11FF\u2E80-\uD7FF\uF900-\uFAFF]/;

/** DICOM name as people read it, every representation that can be printed: "Ivanov, Ivan (Иванов, Иван)". */
export function personName(name: string): string {
  const groups = name
    .split('=')
    .map(groupWords)
    .filter((group) => group !== '');
  if (groups.length === 0) return 'Name not stated';
  const [first, ...others] = groups.filter((group) => !UNPRINTABLE.test(group));
  if (first === undefined) return 'Name in letters that this report cannot print: go by the ID';
  return others.length === 0 ? first : `${first} (${others.join('; ')})`;
}

function groupWords(group: string): string {
  const [family = '', ...rest] = group.split('^').map((part) => part.trim());
  const given = rest
    .slice(0, 2)
    .filter((part) => part !== '')
    .join(' ');
  return [family, given].filter((part) => part !== '').join(', ');
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
