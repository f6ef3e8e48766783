import type { BundleEntry, HumanName, Identifier, ImagingStudySeries, Patient } from '@medplum/fhirtypes';
import type { PlanPatient, PlanSeries, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { nameParts, nameSpellings, tidyName } from '../../domain/vocabulary/personName.ts';
import { DCM } from '../codes/codes.ts';
import { createOnce, dicomUid, IDENTIFIER_BASE, narrative, reference } from './entries.ts';

/** Patient and ImagingStudy: what the plan is about. Both are conditional: an existing resource is used as it is. */

export const patientKey = (plan: TargetingPlan): string =>
  `Patient/${plan.patient.issuer}/${plan.patient.id}`;

/** Patient ids are unique only within their issuer, so the issuer is part of the system. */
export const patientIdentifier = (patient: PlanPatient): Identifier => ({
  system:
    patient.issuer === ''
      ? `${IDENTIFIER_BASE}/patient-without-issuer`
      : `${IDENTIFIER_BASE}/patient/${encodeURIComponent(patient.issuer)}`,
  // Without an id the words of the header stand for the person: an empty value would match anybody of that system.
  value: patient.id === '' ? `no-id.${patient.name}.${patient.birthDate}.${patient.sex}` : patient.id,
});

const GENDERS: Readonly<Record<string, NonNullable<Patient['gender']>>> = {
  M: 'male',
  F: 'female',
  O: 'other',
};

/** DICOM DA `YYYYMMDD` → FHIR date, or nothing when it is not a whole date. */
export function fhirDate(da: string): string | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(da);
  return parts === null ? undefined : `${parts[1]}-${parts[2]}-${parts[3]}`;
}

export function patientEntry(plan: TargetingPlan): BundleEntry {
  const { patient } = plan;
  const birthDate = fhirDate(patient.birthDate);
  const gender = GENDERS[patient.sex];
  const resource: Patient = {
    resourceType: 'Patient',
    text: narrative(`Patient of the imaging studies`),
    identifier: [patientIdentifier(patient)],
    ...(tidyName(patient.name) === '' ? {} : { name: humanNames(patient.name) }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(gender === undefined ? {} : { gender }),
  };
  return createOnce(patientKey(plan), resource, patientIdentifier(patient));
}

/** How a name is spelled (HL7 V3 value set EntityNamePartRepresentationUse), by the spellings of a DICOM name. */
const REPRESENTATIONS = [
  ['alphabetic', 'ABC'],
  ['ideographic', 'IDE'],
  ['phonetic', 'SYL'],
] as const;
const REPRESENTATION = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';

/** One HumanName a spelling; a name spelled once in letters needs no extension. */
function humanNames(name: string): HumanName[] {
  const spellings = nameSpellings(name);
  const plain = tidyName(name) === spellings.alphabetic;
  return REPRESENTATIONS.filter(([spelling]) => spellings[spelling] !== '').map(([spelling, valueCode]) => {
    const { family, given, middle, prefix, suffix } = nameParts(spellings[spelling]);
    const givens = [given, middle].filter((part) => part !== '');
    return {
      ...(plain ? {} : { extension: [{ url: REPRESENTATION, valueCode }] }),
      ...(family === '' ? {} : { family }),
      ...(givens.length === 0 ? {} : { given: givens }),
      ...(prefix === '' ? {} : { prefix: [prefix] }),
      ...(suffix === '' ? {} : { suffix: [suffix] }),
    };
  });
}

export const studyKey = (studyInstanceUid: string): string => `ImagingStudy/${studyInstanceUid}`;

export function studyUids(plan: TargetingPlan): readonly string[] {
  return [...new Set(plan.series.map((series) => series.studyInstanceUid))];
}

export function studyEntries(plan: TargetingPlan): readonly BundleEntry[] {
  return studyUids(plan).map((uid) => {
    const series = plan.series.filter((one) => one.studyInstanceUid === uid);
    const started = fhirDate(series[0]?.studyDate ?? '');
    const accession = series[0]?.accessionNumber ?? '';
    return createOnce(
      studyKey(uid),
      {
        resourceType: 'ImagingStudy',
        text: narrative(
          `Imaging study with ${series.length} series: ${series.map((s) => s.modality).join(', ')}`,
        ),
        identifier: [
          dicomUid(uid),
          ...(accession === ''
            ? []
            : [
                {
                  type: {
                    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'ACSN' }],
                  },
                  system: `${IDENTIFIER_BASE}/accession`,
                  value: accession,
                },
              ]),
        ],
        status: 'available',
        subject: reference(patientKey(plan)),
        ...(started === undefined ? {} : { started }),
        modality: [...new Set(series.map((one) => one.modality))].map((code) => ({ system: DCM, code })),
        series: series.map(toSeries),
      },
      dicomUid(uid),
    );
  });
}

function toSeries(series: PlanSeries): ImagingStudySeries {
  return {
    uid: series.seriesInstanceUid,
    modality: { system: DCM, code: series.modality },
    ...(series.description === '' ? {} : { description: series.description }),
    instance: series.instances.map((instance) => ({
      uid: instance.sopInstanceUid,
      sopClass: { system: 'urn:ietf:rfc:3986', code: `urn:oid:${instance.sopClassUid}` },
    })),
  };
}
