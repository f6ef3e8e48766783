import type { PatientHeader } from '../../app/workspace.ts';

/** DICOM DA `YYYYMMDD` as ISO 8601; anything else is shown as it came, empty as "not stated". */
export function dicomDate(date: string): string {
  if (date.trim() === '') return 'not stated';
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(date.trim());
  return match === null ? date : `${match[1]}-${match[2]}-${match[3]}`;
}

const sexWords: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other' };

export const sexOf = (sex: string): string => sexWords[sex.trim().toUpperCase()] ?? 'sex not stated';

export function patientLine(patient: PatientHeader): string {
  const id = patient.id === '' ? 'no patient ID' : `ID ${patient.id}`;
  const born = patient.birthDate === '' ? 'birth date not stated' : `born ${dicomDate(patient.birthDate)}`;
  return `${id} · ${born} · ${sexOf(patient.sex)}`;
}

export const patientKey = (patient: PatientHeader): string =>
  `${patient.issuer}|${patient.id}|${patient.name}`;
