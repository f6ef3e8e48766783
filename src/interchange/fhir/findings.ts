import type { BundleEntry, Identifier, ObservationComponent } from '@medplum/fhirtypes';
import type { PlanFinding, PlanRegion, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import {
  COMPARTMENT_CODES,
  CONCEPTS,
  CONFIDENCE_CODES,
  leakTypeCode,
  levelCodes,
  SIDE_CODES,
  type Code,
} from '../codes/codes.ts';
import { leakTypeWords, levelWords, sideWords, words } from '../words.ts';
import { concept, concepts, createOnce, identifier, narrative, planKey, reference } from './entries.ts';
import { patientKey, studyKey } from './subjects.ts';

/** Leak findings and extravasation regions: one BodyStructure and one Observation each. */

export const observationKey = (plan: TargetingPlan, id: string): string =>
  `Observation/${planKey(plan)}/${id}`;
const structureKey = (plan: TargetingPlan, id: string): string => `BodyStructure/${planKey(plan)}/${id}`;

/** HL7 dicom-sr IG: the tracking UID identifies the finding; the plan version keeps one statement apart from the next. */
const trackingIdentifier = (trackingUid: string): Identifier => ({
  type: { coding: [{ ...CONCEPTS.trackingUid }] },
  system: 'urn:dicom:uid',
  value: `urn:oid:${trackingUid}`,
});

const text = (code: Code, value: string): ObservationComponent => ({
  code: concept(code, code.display),
  valueString: value,
});
const coded = (code: Code, value: Code | null, wording: string): ObservationComponent => ({
  code: concept(code, code.display),
  valueCodeableConcept: concept(value, wording),
});
const quantity = (code: Code, value: number, unit: string, ucum: string): ObservationComponent => ({
  code: concept(code, code.display),
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: ucum },
});

export function findingEntries(plan: TargetingPlan, finding: PlanFinding): readonly BundleEntry[] {
  const summary =
    `Leak ${finding.ordinal}: ${levelWords(finding.level)}, ${sideWords(finding.side)}, ` +
    `${words(finding.compartment)}, ${finding.confidence}. ${finding.derived.words}`;
  const structureId = identifier('body-structure', `${planKey(plan)}.${finding.id}`);
  const observationId = identifier('finding', `${planKey(plan)}.${finding.id}`);
  const site = concepts(finding.level === null ? [] : levelCodes(finding.level), levelWords(finding.level));
  const study = studyOf(plan, finding.place.seriesUid);
  return [
    createOnce(
      structureKey(plan, finding.id),
      {
        resourceType: 'BodyStructure',
        text: narrative(summary),
        identifier: [structureId, trackingIdentifier(finding.trackingUid)],
        active: true,
        morphology: concept(CONCEPTS.csfLeak, 'Spinal CSF leak'),
        location: site,
        locationQualifier: [
          concept(SIDE_CODES[finding.side], sideWords(finding.side)),
          concept(COMPARTMENT_CODES[finding.compartment], words(finding.compartment)),
        ],
        description: summary,
        patient: reference(patientKey(plan)),
      },
      structureId,
    ),
    createOnce(
      observationKey(plan, finding.id),
      {
        resourceType: 'Observation',
        text: narrative(summary),
        identifier: [observationId, trackingIdentifier(finding.trackingUid)],
        status: 'final',
        category: [imagingCategory],
        code: concept(CONCEPTS.finding, 'Finding'),
        subject: reference(patientKey(plan)),
        effectiveDateTime: plan.createdAt,
        valueCodeableConcept: concept(CONCEPTS.csfLeak, 'Spinal CSF leak'),
        bodySite: site,
        ...(study === undefined ? {} : { derivedFrom: [reference(studyKey(study))] }),
        ...(finding.note === '' ? {} : { note: [{ text: finding.note }] }),
        component: findingComponents(finding),
      },
      observationId,
    ),
  ];
}

function findingComponents(finding: PlanFinding): ObservationComponent[] {
  const { derived } = finding;
  return [
    coded(CONCEPTS.laterality, SIDE_CODES[finding.side], sideWords(finding.side)),
    coded(CONCEPTS.topographicalModifier, COMPARTMENT_CODES[finding.compartment], words(finding.compartment)),
    coded(CONCEPTS.leakType, leakTypeCode(finding.leakType), leakTypeWords(finding)),
    coded(CONCEPTS.confidence, CONFIDENCE_CODES[finding.confidence], finding.confidence),
    ...(derived.vertebra === null ? [] : [text(CONCEPTS.vertebra, derived.vertebra)]),
    ...(derived.exitingRoot === null ? [] : [text(CONCEPTS.exitingRoot, derived.exitingRoot)]),
    ...(derived.lateralMm === null
      ? []
      : [quantity(CONCEPTS.lateralOffset, round1(derived.lateralMm), 'mm', 'mm')]),
  ];
}

export function regionEntries(plan: TargetingPlan, region: PlanRegion): readonly BundleEntry[] {
  const { measurement } = region;
  const id = identifier('region', `${planKey(plan)}.${region.id}`);
  const volume =
    measurement.volumeMl === null
      ? `volume not computed: ${measurement.volumeProblem ?? 'not stated'}`
      : `${measurement.volumeMl.toFixed(2)} mL`;
  const summary = `Extravasation ${region.ordinal}: ${levelWords(region.extent)}, ${volume}`;
  const study = studyOf(plan, region.seriesUid);
  return [
    createOnce(
      observationKey(plan, region.id),
      {
        resourceType: 'Observation',
        text: narrative(summary),
        identifier: [id, trackingIdentifier(region.trackingUid)],
        status: 'final',
        category: [imagingCategory],
        code: concept(CONCEPTS.finding, 'Finding'),
        subject: reference(patientKey(plan)),
        effectiveDateTime: plan.createdAt,
        valueCodeableConcept: concept(CONCEPTS.extravasation, 'Extravasated contrast or extradural CSF'),
        bodySite: concepts(
          region.extent === null ? [] : levelCodes(region.extent),
          levelWords(region.extent),
        ),
        ...(study === undefined ? {} : { derivedFrom: [reference(studyKey(study))] }),
        ...(region.note === '' ? {} : { note: [{ text: region.note }] }),
        component: [
          text(CONCEPTS.extent, levelWords(region.extent)),
          ...(measurement.volumeMl === null
            ? []
            : [quantity(CONCEPTS.volume, measurement.volumeMl, 'mL', 'mL')]),
          measurement.unit === 'HU'
            ? quantity(CONCEPTS.attenuation, measurement.mean, 'HU', "[hnsf'U]")
            : quantity(CONCEPTS.signal, measurement.mean, 'signal', '1'),
        ],
      },
      id,
    ),
  ];
}

const imagingCategory = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/observation-category',
      code: 'imaging',
      display: 'Imaging',
    },
  ],
};

export const studyOf = (plan: TargetingPlan, seriesUid: string): string | undefined =>
  plan.series.find((series) => series.seriesInstanceUid === seriesUid)?.studyInstanceUid;

const round1 = (value: number): number => Math.round(value * 10) / 10;
