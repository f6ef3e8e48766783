import type { PlanPatient, PlanSignature } from '../../domain/plan/targetingPlan.ts';
import { dateWords, momentWords } from './reportWords.ts';
import { words } from '../../interchange/words.ts';

const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other sex' };

/** DICOM name as people read it, every representation that is there: "Yamada, Tarou (山田, 太郎)". */
export function personName(name: string): string {
  const groups = name
    .split('=')
    .map(groupWords)
    .filter((group) => group !== '');
  const [first, ...others] = groups;
  if (first === undefined) return 'Name not stated';
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
