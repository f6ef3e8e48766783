import type { Answer } from '../../domain/case/document.ts';
import {
  DISCLOSURES,
  type NegativeFinding,
  type PlanCircumstances,
} from '../../domain/plan/circumstances.ts';
import type { PlanFinding, PlanRegion, PlanSite, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { numberingWords } from '../../domain/plan/words.ts';
import type { Level } from '../../domain/vocabulary/level.ts';
import {
  APPROACH_CODES,
  COMPARTMENT_CODES,
  CONCEPTS,
  CONFIDENCE_CODES,
  COUNTED_FROM_CODES,
  GUIDANCE_CODES,
  leakTypeCode,
  levelCodes,
  PATCH_CODES,
  POSITION_CODES,
  SIDE_CODES,
  type Code,
} from '../codes/codes.ts';
import {
  AROUND,
  DISCLOSURE_CONCEPTS,
  ENDPOINT_CODES,
  PRESENCE_CODES,
} from '../codes/circumstanceConcepts.ts';
import { designatorOf, PLAN, SR } from '../codes/planConcepts.ts';
import { levelWords, sideWords } from '../words.ts';
import { accession, messageHeader, moment, patientSegment } from './envelope.ts';
import { message, segment, type Field } from './segments.ts';

interface Observation {
  readonly type: 'CWE' | 'NM' | 'ST' | 'TX';
  readonly name: Code;
  readonly sub: string;
  readonly value: Field;
  readonly unit?: string;
}

/**
 * The plan as ORU^R01 (HL7 2.5.1): one OBX a statement, grouped by sub-id (LEAK-1, EXTRAV-1, SITE-1, PLAN); coded values
 * as CWE with the words beside, amounts as NM with UCUM units. Preliminary until signed; a later version is a correction.
 */
export function planToOru(plan: TargetingPlan): string {
  const status = plan.signature === null ? 'P' : plan.replacesVersion === null ? 'F' : 'C';
  const id = `${plan.planId}.v${plan.version}`;
  const { code, display } = CONCEPTS.diagnosticImaging;
  const obr = segment(
    'OBR', '1', accession(plan), [id, 'PATCHPOINT'], [code, display, 'LN'], '', '', moment(plan), '', '', '', '', '',
    '', '', '', '', '', '', '', '', '', moment(plan), '', '', status,
  ); // prettier-ignore
  const rows = [
    ...planRows(plan),
    ...plan.findings.flatMap(findingRows),
    ...plan.regions.flatMap(regionRows),
    ...plan.sites.flatMap((site, index) => siteRows(plan, site, index + 1)),
    ...plan.circumstances.negatives.flatMap((negative, index) => negativeRows(negative, index + 1)),
  ];
  return message([
    messageHeader(plan, 'ORU', ['ORU', 'R01', 'ORU_R01']),
    patientSegment(plan),
    obr,
    ...rows.map(
      (row, index) =>
      segment(
        'OBX', String(index + 1), row.type, [row.name.code, row.name.display, designatorOf(row.name)], row.sub,
        row.value, row.unit === undefined ? '' : [row.unit, '', 'UCUM'], '', '', '', '', status,
      ), // prettier-ignore
    ),
  ]);
}

const st = (sub: string, name: Code, value: string): Observation => ({ type: 'ST', name, sub, value });
const nm = (sub: string, name: Code, value: number, unit?: string): Observation =>
  unit === undefined
    ? { type: 'NM', name, sub, value: String(value) }
    : { type: 'NM', name, sub, value: String(value), unit };
const tx = (sub: string, name: Code, value: string): readonly Observation[] =>
  value.trim() === '' ? [] : [{ type: 'TX', name, sub, value }];
/** Code, display, scheme; the ninth component is the original text (HL7 2.5.1 CWE). */
const cwe = (sub: string, name: Code, value: Code | null, words: string): Observation => {
  const code = value ?? PLAN.notStated;
  return {
    type: 'CWE',
    name,
    sub,
    value: [code.code, code.display, designatorOf(code), '', '', '', '', '', words],
  };
};
const amount = (sub: string, name: Code, value: Answer<number>, unit: string): Observation =>
  value === 'not-stated' ? cwe(sub, name, null, 'not stated') : nm(sub, name, value, unit);

function planRows(plan: TargetingPlan): readonly Observation[] {
  const { numbering, signature } = plan;
  const sub = 'PLAN';
  return [
    st(sub, PLAN.planId, plan.planId),
    nm(sub, PLAN.planVersion, plan.version),
    ...(plan.replacesVersion === null ? [] : [nm(sub, PLAN.planReplaces, plan.replacesVersion)]),
    cwe(sub, PLAN.planKind, PATCH_CODES[plan.kind], plan.kind),
    cwe(
      sub,
      CONCEPTS.numberingMethod,
      COUNTED_FROM_CODES[numbering.countedFrom] ?? PLAN.unverifiedNumbering,
      numbering.countedFrom,
    ),
    ...tx(sub, PLAN.statement, numberingWords(numbering)),
    ...tx(sub, PLAN.relative, numbering.relative ?? ''),
    ...tx(sub, PLAN.rationale, plan.rationale),
    ...tx(sub, PLAN.conservative, plan.conservativeTherapy),
    ...tx(sub, PLAN.aftercare, plan.aftercare),
    ...circumstanceRows(sub, plan.circumstances),
    ...tx(sub, PLAN.notice, plan.notice),
    ...plan.hazards.map((hazard): Observation => ({
      type: 'TX',
      name: PLAN.hazard,
      sub,
      value: `${hazard.id} ${hazard.severity} ${hazard.siteId ?? 'plan'}\n${hazard.message}`,
    })),
    ...plan.hazardAnswers.flatMap((answer) =>
      tx(sub, PLAN.hazardAnswer, `${answer.id} ${answer.siteId ?? 'plan'}: ${answer.reason}`),
    ),
    ...(signature === null
      ? []
      : [
          st(sub, PLAN.signedBy, signature.name),
          st(sub, PLAN.signedRole, signature.role),
          st(sub, PLAN.signedAt, signature.at),
          cwe(
            sub,
            PLAN.signedFlag,
            signature.authenticated ? PLAN.authenticated : PLAN.notAuthenticated,
            signature.authenticated ? 'authenticated' : 'not authenticated',
          ),
        ]),
    ...plan.series
      .flatMap((series) => series.instances)
      .map((instance) => st(sub, PLAN.image, instance.sopInstanceUid)),
  ];
}

function circumstanceRows(sub: string, circumstances: PlanCircumstances): readonly Observation[] {
  const { disclosures, csfDrainedMl: drained, postProcedureCheck: check } = circumstances;
  return [
    ...DISCLOSURES.flatMap((name) => {
      const answer = disclosures[name];
      return answer === null ? [] : [cwe(sub, DISCLOSURE_CONCEPTS[name], PRESENCE_CODES[answer], answer)];
    }),
    ...(drained === null
      ? []
      : drained === 'none'
        ? [cwe(sub, AROUND.csfDrained, PLAN.none, 'none')]
        : [amount(sub, AROUND.csfDrained, drained, 'mL')]),
    ...tx(sub, AROUND.check, check ?? ''),
  ];
}

function negativeRows(
  { posture, coverage, seriesUid, note }: NegativeFinding,
  ordinal: number,
): readonly Observation[] {
  const sub = `NEG-${ordinal}`;
  return [
    cwe(sub, SR.finding, AROUND.negative, AROUND.negative.display),
    ...levelRows(sub, SR.site, coverage),
    cwe(sub, AROUND.posture, POSITION_CODES[posture], posture),
    ...(seriesUid === null ? [] : [st(sub, SR.seriesUid, seriesUid)]),
    ...tx(sub, SR.comment, note),
  ];
}

/** Level in codes, and as spelled; side as coded and as answered. */
function levelRows(sub: string, name: Code, level: Level | string | null): readonly Observation[] {
  const spelled = level === null ? 'not derived' : typeof level === 'string' ? level : levelWords(level);
  const codes = level === null || typeof level === 'string' ? [] : levelCodes(level);
  return codes.length === 0
    ? [cwe(sub, name, PLAN.none, spelled)]
    : codes.map((code) => cwe(sub, name, code, spelled));
}

function findingRows(finding: PlanFinding): readonly Observation[] {
  const sub = `LEAK-${finding.ordinal}`;
  const { place, derived } = finding;
  return [
    cwe(sub, SR.finding, CONCEPTS.csfLeak, 'Spinal CSF leak'),
    st(sub, SR.trackingUid, finding.trackingUid),
    ...levelRows(sub, SR.site, finding.level),
    cwe(sub, CONCEPTS.laterality, SIDE_CODES[finding.side], finding.side),
    cwe(sub, CONCEPTS.topographicalModifier, COMPARTMENT_CODES[finding.compartment], finding.compartment),
    cwe(sub, CONCEPTS.leakType, leakTypeCode(finding.leakType), finding.leakType.type),
    cwe(sub, CONCEPTS.confidence, CONFIDENCE_CODES[finding.confidence], finding.confidence),
    ...(derived.exitingRoot === null ? [] : [st(sub, CONCEPTS.exitingRoot, derived.exitingRoot)]),
    st(sub, SR.seriesUid, place.seriesUid),
    ...(place.kind === 'patient'
      ? [
          st(sub, PLAN.frameOfReference, place.frameOfReferenceUid),
          st(sub, PLAN.pointMm, place.pointLpsMm.join(' ')),
        ]
      : [
          st(sub, PLAN.image, place.sopInstanceUid),
          nm(sub, PLAN.frame, place.frame),
          st(sub, PLAN.pointPx, place.pointPx.join(' ')),
        ]),
    ...tx(sub, SR.comment, finding.note),
  ];
}

function regionRows(region: PlanRegion): readonly Observation[] {
  const sub = `EXTRAV-${region.ordinal}`;
  const { measurement } = region;
  return [
    cwe(sub, SR.finding, CONCEPTS.extravasation, 'Extravasation'),
    st(sub, SR.trackingUid, region.trackingUid),
    ...levelRows(sub, CONCEPTS.extent, region.extent),
    ...(measurement.volumeMl === null ? [] : [nm(sub, CONCEPTS.volume, measurement.volumeMl, 'mL')]),
    measurement.unit === 'HU'
      ? nm(sub, CONCEPTS.attenuation, measurement.mean, "[hnsf'U]")
      : nm(sub, CONCEPTS.signal, measurement.mean, '1'),
    st(sub, SR.seriesUid, region.seriesUid),
    st(sub, PLAN.frameOfReference, region.frameOfReferenceUid),
  ];
}

function siteRows(plan: TargetingPlan, site: PlanSite, ordinal: number): readonly Observation[] {
  const sub = `SITE-${ordinal}`;
  const { needle, catheter, contrastAdmixture: admixture } = site;
  const aimsAt = plan.findings.find((finding) => finding.id === site.findingId);
  return [
    ...(aimsAt === undefined ? [] : [nm(sub, PLAN.findingOrdinal, aimsAt.ordinal)]),
    ...levelRows(sub, PLAN.defect, site.defect),
    ...levelRows(sub, PLAN.collection, site.collection),
    ...levelRows(sub, PLAN.target, site.target),
    ...levelRows(sub, PLAN.access, site.access),
    ...levelRows(sub, PLAN.catheterTip, site.catheterTip),
    cwe(sub, CONCEPTS.laterality, SIDE_CODES[site.side], sideWords(site.side)),
    cwe(sub, CONCEPTS.approach, APPROACH_CODES[site.approach], site.approach),
    cwe(sub, PLAN.delivery, site.delivery === 'needle' ? PLAN.byNeedle : PLAN.byCatheter, site.delivery),
    cwe(sub, CONCEPTS.guidance, GUIDANCE_CODES[site.guidance], site.guidance),
    cwe(sub, CONCEPTS.position, POSITION_CODES[site.position], site.position),
    ...(typeof needle === 'string'
      ? [st(sub, PLAN.needleType, needle)]
      : [
          ...tx(sub, PLAN.needleType, needle.type),
          amount(sub, SR.needleGauge, needle.gaugeG, '{gauge}'),
          amount(sub, SR.needleLength, needle.lengthMm, 'mm'),
        ]),
    ...(typeof catheter === 'string'
      ? [st(sub, PLAN.catheterType, catheter)]
      : [
          ...tx(sub, PLAN.catheterType, catheter.type),
          amount(sub, PLAN.catheterGauge, catheter.gaugeG, '{gauge}'),
          amount(sub, PLAN.catheterInsertion, catheter.insertionLengthMm, 'mm'),
        ]),
    amount(sub, CONCEPTS.plannedVolume, site.plannedVolumeMl, 'mL'),
    amount(sub, PLAN.maximumVolume, site.maximumVolumeMl, 'mL'),
    amount(sub, PLAN.aliquot, site.aliquotMl, 'mL'),
    ...(typeof admixture === 'string'
      ? [st(sub, PLAN.contrastAgent, admixture)]
      : [
          ...tx(sub, PLAN.contrastAgent, admixture.agent),
          amount(sub, PLAN.contrastVolume, admixture.volumeMl, 'mL'),
        ]),
    ...tx(sub, PLAN.stop, site.stopCriterion),
    ...(site.endpoint === null
      ? []
      : [cwe(sub, AROUND.endpoint, ENDPOINT_CODES[site.endpoint], site.endpoint)]),
    ...tx(sub, AROUND.approachReason, site.approachReason),
  ];
}
