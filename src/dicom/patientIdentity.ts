import { leadingSpelling } from '../domain/vocabulary/personName.ts';
import type { PatientHeader } from './model.ts';

/**
 * What tells one patient's case from another's: patient id and issuer; where the id is empty, name, birth date and sex.
 *
 * @returns null when the images carry neither an id nor a name with a birth date: two people of one name, or two
 *   anonymised ones, must not share a case
 */
export function patientKey(patient: PatientHeader): string | null {
  const id = patient.id.trim();
  if (id !== '') return JSON.stringify(['id', id, patient.issuer.trim()]);
  // One spelling: another carrier of the same study may lack the others.
  const name = leadingSpelling(patient.name);
  if (name.replaceAll('^', '').trim() === '' || patient.birthDate.trim() === '') return null;
  return JSON.stringify(['name', name, patient.birthDate, patient.sex]);
}

/**
 * Same key and same birth date. An id can be used twice; where one of two studies states no birth date, nothing says
 * that they are of one person, so they are not taken for one. Names change and are written in many ways.
 */
export const samePerson = (a: PatientHeader, b: PatientHeader): boolean =>
  patientKey(a) === patientKey(b) && a.birthDate === b.birthDate;
