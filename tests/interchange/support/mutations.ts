import type { NegativeFinding, PlanCircumstances } from '../../../src/domain/plan/circumstances.ts';
import type {
  PlanFinding,
  PlanRegion,
  PlanSite,
  TargetingPlan,
} from '../../../src/domain/plan/targetingPlan.ts';

/** One changed field: the kind of statement it changes, and the changed plan. */
export interface Mutation {
  readonly kind: string;
  readonly of: (plan: TargetingPlan) => TargetingPlan;
}

const plan = (name: string, patch: (plan: TargetingPlan) => Partial<TargetingPlan>): Mutation => ({
  kind: name,
  of: (before) => ({ ...before, ...patch(before) }),
});
const at = <T>(list: readonly T[], index: number, change: (one: T) => T): readonly T[] =>
  list.map((one, i) => (i === index ? change(one) : one));
const finding = (name: string, patch: (one: PlanFinding) => Partial<PlanFinding>, index = 0): Mutation =>
  plan(`finding.${name}`, ({ findings }) => ({
    findings: at(findings, index, (one) => ({ ...one, ...patch(one) })),
  }));
const region = (name: string, patch: (one: PlanRegion) => Partial<PlanRegion>, index = 0): Mutation =>
  plan(`region.${name}`, ({ regions }) => ({
    regions: at(regions, index, (one) => ({ ...one, ...patch(one) })),
  }));
const site = (name: string, patch: Partial<PlanSite>, index = 0): Mutation =>
  plan(`site.${name}`, ({ sites }) => ({ sites: at(sites, index, (one) => ({ ...one, ...patch })) }));

const around = (name: string, patch: (one: PlanCircumstances) => Partial<PlanCircumstances>): Mutation =>
  plan(name, ({ circumstances }) => ({ circumstances: { ...circumstances, ...patch(circumstances) } }));
const negative = (name: string, patch: Partial<NegativeFinding>): Mutation =>
  around(`negative.${name}`, ({ negatives }) => ({
    negatives: at(negatives, 0, (one) => ({ ...one, ...patch })),
  }));

const L5S1 = { kind: 'interspace', upper: 'L5', lower: 'S1' } as const;
const L3 = { kind: 'vertebra', level: 'L3' } as const;
/** Same two vertebrae as the interspace L2-L3, another spelling: only the words tell. */
const SAME_ENDS = { kind: 'range', from: 'L2', to: 'L3' } as const;
const volume = (patch: Partial<PlanRegion['measurement']>) => (one: PlanRegion) => ({
  measurement: { ...one.measurement, ...patch },
});
const place = (index: number, change: Record<string, unknown>, name: string): Mutation =>
  finding(name, (one) => ({ place: { ...one.place, ...change } }), index);

/** The stated list: one change a statement that a file can make (`CARRIED`), the dangerous ones in several ways. */
export const MUTATIONS: readonly Mutation[] = [
  plan('patient.id', (p) => ({ patient: { ...p.patient, id: 'PHANTOM-02' } })),
  plan('patient.issuer', (p) => ({ patient: { ...p.patient, issuer: 'OTHER' } })),
  plan('patient.name', (p) => ({ patient: { ...p.patient, name: 'PHANTOM^OTHER' } })),
  plan('patient.birthDate', (p) => ({ patient: { ...p.patient, birthDate: '19800102' } })),
  plan('patient.sex', (p) => ({ patient: { ...p.patient, sex: 'M' } })),
  plan('plan.document', () => ({ createdAt: '2024-06-12T09:31:00.000Z' })),
  plan('plan.document', (p) => ({ rules: { ...p.rules, limits: { ...p.rules.limits, volumeMl: 15 } } })),
  plan('plan.id', () => ({ planId: 'plan-2' })),
  plan('plan.version', () => ({ version: 3 })),
  plan('plan.replaces', () => ({ replacesVersion: null })),
  plan('plan.kind', () => ({ kind: 'targeted' })),
  plan('plan.countedFrom', (p) => ({ numbering: { ...p.numbering, countedFrom: 'C2' } })),
  plan('plan.countedFrom', (p) => ({ numbering: { ...p.numbering, countedFrom: 'unverified' } })),
  plan('plan.statement', (p) => ({ numbering: { ...p.numbering, statement: 'Six lumbar vertebrae.' } })),
  plan('plan.relative', (p) => ({ numbering: { ...p.numbering, relative: 'first interspace above the sacrum' } })),
  plan('plan.rationale', () => ({ rationale: 'Another' })),
  plan('plan.conservativeTherapy', () => ({ conservativeTherapy: 'not-stated' })),
  plan('plan.aftercare', () => ({ aftercare: 'Horizontal for 2 hours' })),
  around('plan.anticoagulant', (c) => ({ disclosures: { ...c.disclosures, anticoagulant: 'yes' } })),
  around('plan.anticoagulant', (c) => ({ disclosures: { ...c.disclosures, anticoagulant: null } })),
  around('plan.pregnancy', (c) => ({ disclosures: { ...c.disclosures, pregnancy: 'no' } })),
  around('plan.fever', (c) => ({ disclosures: { ...c.disclosures, fever: 'not-stated' } })),
  around('plan.csfDrainedMl', () => ({ csfDrainedMl: 12 })),
  around('plan.csfDrainedMl', () => ({ csfDrainedMl: 'none' })),
  around('plan.csfDrainedMl', () => ({ csfDrainedMl: null })),
  around('plan.check', () => ({ postProcedureCheck: 'not-stated' })),
  around('plan.negatives', (c) => ({ negatives: c.negatives.slice(0, 1) })),
  negative('posture', { posture: 'left-lateral-decubitus' }),
  negative('posture', { posture: 'not-stated' }),
  negative('coverage', { coverage: { kind: 'range', from: 'T1', to: 'T11' } }),
  negative('coverageEnds', { coverage: { kind: 'range', from: 'T2', to: 'T12' } }),
  negative('series', { seriesUid: null }),
  negative('note', { note: 'Read once.' }),
  plan('plan.notice', () => ({ notice: 'Research use only, not a medical device.' })),
  plan('plan.findings', (p) => ({ findings: p.findings.slice(0, 1), sites: p.sites.map((s) => ({ ...s, findingId: null })) })),
  plan('plan.sites', (p) => ({ sites: p.sites.slice(0, 1) })),
  plan('plan.regions', (p) => ({ regions: p.regions.slice(0, 1) })),
  plan('signature.name', (p) => ({ signature: p.signature === null ? null : { ...p.signature, name: 'B Other' } })),
  plan('signature.role', (p) => ({ signature: p.signature === null ? null : { ...p.signature, role: 'pain-physician' } })),
  plan('signature.at', (p) => ({ signature: p.signature === null ? null : { ...p.signature, at: '2024-06-13T10:00:00.000Z' } })),
  plan('signature.authenticated', (p) => ({ signature: p.signature === null ? null : { ...p.signature, authenticated: true } })),
  plan('images', (p) => ({
    series: at(p.series, 0, (one) => ({ ...one, instances: [...one.instances, { sopClassUid: '1.2.840.10008.5.1.4.1.1.2', sopInstanceUid: '2.25.1999' }] })),
  })),
  finding('trackingUid', () => ({ trackingUid: '2.25.99' })),
  finding('level', () => ({ level: L5S1 })),
  finding('level', () => ({ level: SAME_ENDS })),
  finding('levelEnds', () => ({ level: { kind: 'interspace', upper: 'L3', lower: 'L4' } })),
  finding('side', () => ({ side: 'left' })),
  finding('side', () => ({ side: 'not-stated' })),
  finding('sideCode', () => ({ side: 'midline' })),
  finding('compartment', () => ({ compartment: 'ventral' })),
  finding('confidence', () => ({ confidence: 'possible' })),
  finding('leakType', () => ({ leakType: { system: 'schievink', type: '2a' } })),
  finding('leakType', () => ({ leakType: { system: 'none', type: 'not-stated' } })),
  finding('exitingRoot', (one) => ({ derived: { ...one.derived, exitingRoot: 'L3' } })),
  finding('note', () => ({ note: 'Another note' })),
  place(0, { seriesUid: '2.25.1999' }, 'series'),
  place(0, { frameOfReferenceUid: '2.25.1998' }, 'frameOfReference'),
  finding('pointMm', (one) => ({
    place: one.place.kind === 'patient' ? { ...one.place, pointLpsMm: [one.place.pointLpsMm[0] + 1, one.place.pointLpsMm[1], one.place.pointLpsMm[2]] } : one.place,
  })),
  finding('pointMm', (one) => ({
    place: one.place.kind === 'patient' ? { ...one.place, pointLpsMm: [one.place.pointLpsMm[0], one.place.pointLpsMm[1], one.place.pointLpsMm[2] - 0.2] } : one.place,
  })),
  place(1, { sopInstanceUid: '2.25.1010' }, 'image'),
  place(1, { frame: 8 }, 'frame'),
  place(1, { pointPx: [101.25, 50.5] }, 'pointPx'),
  region('trackingUid', () => ({ trackingUid: '2.25.98' })),
  region('extent', () => ({ extent: { kind: 'range', from: 'L2', to: 'L5' } })),
  region('extentEnds', () => ({ extent: L3 })),
  region('series', () => ({ seriesUid: '2.25.1999' })),
  region('frameOfReference', () => ({ frameOfReferenceUid: '2.25.1998' })),
  region('volumeMl', volume({ volumeMl: 3.4 })),
  region('volumeMl', volume({ volumeMl: null, volumeProblem: 'gap' })),
  region('mean', volume({ mean: 421 })),
  region('unit', volume({ unit: 'signal' })),
  region('voxels', volume({ voxelCount: 6399 })),
  region('shape', (one) => ({ shape: { kind: 'ellipse', centreLpsMm: [0, 0, 0], semiAxisALpsMm: [1, 0, 0], semiAxisBLpsMm: [0, 1, 0] }, note: one.note })),
  region('pointsMm', (one) => ({ shape: one.shape.kind === 'grow' ? { ...one.shape, seedLpsMm: [0, -99, 340] } : one.shape })),
  site('finding', { findingId: 'leak-2' }),
  site('defect', { defect: L3 }),
  site('defect', { defect: 'not-stated' }),
  site('defectEnds', { defect: L5S1 }),
  site('collection', { collection: { kind: 'range', from: 'L1', to: 'L5' } }),
  site('collection', { collection: 'none' }),
  site('collectionEnds', { collection: L3 }),
  site('target', { target: L5S1 }),
  site('target', { target: { kind: 'interspace', upper: 'L3', lower: 'L4' } }),
  site('targetEnds', { target: L3 }),
  site('access', { access: L5S1 }),
  site('access', { access: 'sacral-hiatus' }),
  site('accessEnds', { access: L3 }),
  site('catheterTip', { catheterTip: L5S1 }),
  site('catheterTipEnds', { catheterTip: L3 }, 1),
  site('side', { side: 'left' }),
  site('side', { side: 'not-applicable' }),
  site('sideCode', { side: 'bilateral' }),
  site('approach', { approach: 'interlaminar-paramedian' }),
  site('approach', { approach: 'not-stated' }),
  site('delivery', { delivery: 'catheter' }),
  site('guidance', { guidance: 'ct' }),
  site('position', { position: 'supine' }),
  site('needleType', { needle: { type: 'Tuohy', gaugeG: 20, lengthMm: 'not-stated' } }),
  site('needleGaugeG', { needle: { type: 'coaxial, Quincke bevel', gaugeG: 22, lengthMm: 'not-stated' } }),
  site('needleLengthMm', { needle: { type: 'coaxial, Quincke bevel', gaugeG: 20, lengthMm: 90 } }),
  site('catheterType', { catheter: { type: 'Arrow', gaugeG: 19, insertionLengthMm: 260 } }, 1),
  site('catheterGaugeG', { catheter: { type: 'Racz', gaugeG: 20, insertionLengthMm: 260 } }, 1),
  site('catheterInsertionMm', { catheter: { type: 'Racz', gaugeG: 19, insertionLengthMm: 26 } }, 1),
  site('plannedVolumeMl', { plannedVolumeMl: 20 }),
  site('plannedVolumeMl', { plannedVolumeMl: 'not-stated' }),
  site('maximumVolumeMl', { maximumVolumeMl: 30 }),
  site('aliquotMl', { aliquotMl: 5 }),
  site('admixtureAgent', { contrastAdmixture: { agent: 'gadolinium', volumeMl: 1 } }),
  site('admixtureMl', { contrastAdmixture: { agent: 'iopamidol 250', volumeMl: 2 } }),
  site('stopCriterion', { stopCriterion: 'not-stated' }),
  site('endpoint', { endpoint: 'not-stated' }),
  site('endpoint', { endpoint: 'spread-on-imaging' }),
  site('approachReason', { approachReason: 'Another reason' }),
  plan('label.pointMm', (p) => ({
    labelings: at(p.labelings, 0, (one) => ({ ...one, labels: at(one.labels, 0, (label) => ({ ...label, pointLpsMm: [1, 2, 3] })) })),
  })),
  plan('projectionLabel.pointPx', (p) => ({
    projectionLabelings: at(p.projectionLabelings, 0, (one) => ({ ...one, labels: at(one.labels, 0, (label) => ({ ...label, pointPx: [1, 2] })) })),
  })),
  plan('hazard.statement', (p) => ({ hazards: at(p.hazards, 0, (one) => ({ ...one, severity: 'inform' })) })),
  plan('hazardAnswer.statement', (p) => ({ hazardAnswers: at(p.hazardAnswers, 0, (one) => ({ ...one, reason: 'No' })) })),
  plan('keyImage.image', (p) => ({ keyImages: at(p.keyImages, 0, (one) => ({ ...one, sopInstanceUid: null, frame: null })) })),
  plan('keyImage.frame', (p) => ({ keyImages: at(p.keyImages, 0, (one) => ({ ...one, frame: 2 })) })),
  plan('keyImage.caption', (p) => ({ keyImages: at(p.keyImages, 0, (one) => ({ ...one, caption: 'Leak 1, L2-L3 left' })) })),
  plan('keyImage.sha256', (p) => ({ keyImages: at(p.keyImages, 0, (one) => ({ ...one, sha256: 'b'.repeat(64) })) })),
  plan('keyImage.clean', (p) => ({ keyImages: at(p.keyImages, 0, (one) => ({ ...one, clean: { id: 'clean-1', sha256: 'c'.repeat(64) } })) })),
  plan('keyImage.clean', (p) => ({ keyImages: at(p.keyImages, 0, ({ clean: _clean, ...one }) => one) })),
  plan('keyImage.lossy', (p) => ({ keyImages: at(p.keyImages, 0, (one) => ({ ...one, lossy: true })) })),
  plan('keyImage.sheet', (p) => ({ keyImages: p.keyImages.flatMap((one) => [one, { ...one }]) })),
  plan('keyImage.sizePx', (p) => ({ keyImages: at(p.keyImages, 0, (one) => ({ ...one, widthPx: 6 })) })),
]; // prettier-ignore
