import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { nameParts, nameSpellings, tidyName } from '../../domain/vocabulary/personName.ts';
import { homeSeries } from '../dicom/header.ts';
import { header, hl7Time, segment } from './segments.ts';

/** MSH, PID and the moments both messages share. HL7 2.5.1; UTF-8. */
export const moment = (plan: TargetingPlan): string => hl7Time(plan.signature?.at ?? plan.createdAt);

/** Message control id (20 characters): stable for one plan version and one kind of message, so that a repeat is known. */
const controlId = (plan: TargetingPlan, kind: string): string =>
  `${kind}${plan.version}-${plan.planId}`.slice(0, 20);

export const messageHeader = (plan: TargetingPlan, kind: 'ORU' | 'MDM', type: readonly string[]): string =>
  header(
    'PATCHPOINT', '', '', '', moment(plan), '', type, controlId(plan, kind), 'P', '2.5.1',
    '', '', '', '', '', 'UNICODE UTF-8',
  ); // prettier-ignore

export function patientSegment({ patient }: TargetingPlan): string {
  return segment(
    'PID',
    '1',
    '',
    [patient.id, '', '', patient.issuer, 'MR'],
    '',
    { repetitions: nameRepetitions(patient.name) },
    '',
    patient.birthDate,
    patient.sex,
  );
}

/** XPN-8, name representation code (HL7 table 0465), by the spellings of a DICOM name. */
const REPRESENTATIONS = [
  ['alphabetic', 'A'],
  ['ideographic', 'I'],
  ['phonetic', 'P'],
] as const;

/** One XPN a spelling; its suffix stands before its prefix. A name spelled once in letters needs no code. */
function nameRepetitions(name: string): readonly (readonly string[])[] {
  const spellings = nameSpellings(name);
  const plain = tidyName(name) === spellings.alphabetic;
  return REPRESENTATIONS.filter(([spelling]) => spellings[spelling] !== '').map(([spelling, code]) => {
    const { family, given, middle, prefix, suffix } = nameParts(spellings[spelling]);
    return [family, given, middle, suffix, prefix, '', '', plain ? '' : code];
  });
}

export const accession = (plan: TargetingPlan): string => homeSeries(plan)?.accessionNumber ?? '';
