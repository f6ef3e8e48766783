import { applyCommand } from '../../src/domain/case/apply.ts';
import type { CaseCommand } from '../../src/domain/case/commands.ts';
import type { SeriesContext } from '../../src/domain/case/derive.ts';
import type { CaseDocument, DraftSite, PointLps, RegionMeasurement } from '../../src/domain/case/document.ts';
import { deriveCase } from '../../src/domain/case/deriveCase.ts';
import { emptyDocument } from '../../src/domain/case/emptyDocument.ts';
import { answeredNow } from '../../src/domain/plan/hazardAnswers.ts';
import { planFromDraft, type PlanContext } from '../../src/domain/plan/planFromDraft.ts';
import type { PlanPatient, PlanSeries, TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { DEFAULT_LIMITS, type RuleLimits } from '../../src/domain/plan/rules/limits.ts';
import { RULES_VERSION } from '../../src/domain/plan/rules/ruleHistory.ts';
import { spacingOf } from '../../src/domain/spine/spacing.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { STANDARD_SCHEME, vertebraeOf } from '../../src/domain/vocabulary/scheme.ts';
import type { HazardId } from '../../src/domain/vocabulary/terms.ts';

/** One patient's worth of identifiers, as they look in DICOM. */
export const CT = '2.25.1001';
export const CT_FRAME = '2.25.1002';
export const MR = '2.25.2001';
export const MR_FRAME = '2.25.2002';
export const XA = '2.25.3001';
export const XA_IMAGE = '2.25.3002';
export const LEAK = 'leak-1';
export const SITE = 'site-1';

/** Where the sacrum lies: the S1 body centre, LPS mm. */
const SACRUM: PointLps = [0, -110, 217];
/** Spacing where no table knows one (sacral segments, supernumerary vertebrae), mm. */
const UNKNOWN_SPACING_MM = 24;

/** Body centre of a vertebra in a straight upright spine without anomalies, LPS mm. */
export function bodyCentre(level: Vertebra): PointLps {
  const normal = vertebraeOf(STANDARD_SCHEME);
  const [at, sacrum] = [normal.indexOf(level), normal.indexOf('S1')];
  let z = SACRUM[2];
  for (let i = Math.min(at, sacrum); i < Math.max(at, sacrum); i++) {
    const [upper, lower] = [normal[i], normal[i + 1]];
    if (upper === undefined || lower === undefined) break;
    const mm = spacingOf(upper, lower)?.meanMm ?? UNKNOWN_SPACING_MM;
    z += at < sacrum ? mm : -mm;
  }
  return [SACRUM[0], SACRUM[1], z];
}

/** A point between two neighbours: `fraction` of the way down, `leftMm` to the patient's left, `backMm` behind. */
export function pointBetween(
  upper: Vertebra,
  lower: Vertebra,
  { fraction = 0.5, leftMm = 0, backMm = 10 } = {},
): PointLps {
  const [a, b] = [bodyCentre(upper), bodyCentre(lower)];
  return [a[0] + leftMm, a[1] + backMm, (1 - fraction) * a[2] + fraction * b[2]];
}

export const interspaceOf = (upper: Vertebra, lower: Vertebra) =>
  ({ kind: 'interspace', upper, lower }) as const;

/** A command, or one that depends on the case it meets. */
export type CaseStep = CaseCommand | ((doc: CaseDocument) => CaseCommand);

/** Applies commands that must all be accepted. */
export function after(doc: CaseDocument, ...steps: readonly CaseStep[]): CaseDocument {
  return steps.reduce<CaseDocument>((current, step) => {
    const command = typeof step === 'function' ? step(current) : step;
    const applied = applyCommand(current, command);
    if (!applied.ok) throw new Error(`${command.type} was refused: ${applied.error.message}`);
    return applied.value;
  }, doc);
}

/** A person answers what fires now: an override or acknowledgement bound to its facts. */
export const answerHazard =
  (
    id: HazardId,
    reason: string,
    siteId: string | null = SITE,
    limits: RuleLimits = DEFAULT_LIMITS,
  ): CaseStep =>
  (doc) => ({
    type: 'hazard/answer',
    answer: {
      id,
      siteId,
      reason,
      answered: answeredNow(
        deriveCase(doc, [ctSeries()], TODAY, { version: RULES_VERSION, limits }).hazards.filter(
          (hazard) => hazard.id === id && hazard.siteId === siteId,
        ),
      ),
    },
  });

export const newCase = (): CaseDocument => emptyDocument('case-1');

export const click = (level: Vertebra, pointLpsMm: PointLps = bodyCentre(level)): CaseCommand => ({
  type: 'label/place',
  seriesUid: CT,
  frameOfReferenceUid: CT_FRAME,
  level,
  pointLpsMm,
  clickedOn: 'axial',
});

/** The spine clicked vertebra by vertebra on the CT, counted up from the sacrum. */
export const labelledSpine = (...levels: readonly Vertebra[]): CaseDocument =>
  after(newCase(), ...levels.map((level) => click(level)), {
    type: 'numbering/set',
    patch: { countedFrom: 'sacrum', seriesUid: CT, statement: 'Five lumbar vertebrae, counted from S1.' },
  });

export const markLeak = (
  pointLpsMm: PointLps,
  { id = LEAK, seriesUid = CT, frameOfReferenceUid = CT_FRAME } = {},
): CaseCommand => ({
  type: 'finding/add',
  id,
  trackingUid: `2.25.9${id.length}${id.replaceAll(/\D/g, '')}`,
  place: { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm },
});

export const measured = (cranialLpsMm: PointLps, caudalLpsMm: PointLps): RegionMeasurement => ({
  voxelCount: 6400,
  volumeMl: 3.2,
  volumeProblem: null,
  mean: 420,
  sd: 60,
  min: 250,
  max: 780,
  unit: 'HU',
  minLpsMm: [-12, cranialLpsMm[1] - 6, caudalLpsMm[2]],
  maxLpsMm: [12, cranialLpsMm[1] + 6, cranialLpsMm[2]],
  cranialLpsMm,
  caudalLpsMm,
  touchesBounds: false,
});

/** A grown region from one point of the spine to another. */
export const growRegion = (cranialLpsMm: PointLps, caudalLpsMm: PointLps, id = 'region-1'): CaseCommand => ({
  type: 'region/add',
  region: {
    id,
    trackingUid: `2.25.8${id.replaceAll(/\D/g, '')}`,
    seriesUid: CT,
    frameOfReferenceUid: CT_FRAME,
    shape: {
      kind: 'grow',
      seedLpsMm: cranialLpsMm,
      lower: 250,
      upper: 1500,
      boundsMinLpsMm: [-20, cranialLpsMm[1] - 15, caudalLpsMm[2] - 5],
      boundsMaxLpsMm: [20, cranialLpsMm[1] + 15, cranialLpsMm[2] + 5],
    },
    measurement: measured(cranialLpsMm, caudalLpsMm),
    note: '',
  },
});

export const TODAY = '20240612';

export const ctSeries = (patch: Partial<SeriesContext> = {}): SeriesContext => ({
  seriesUid: CT,
  modality: 'CT',
  class: 'ct-myelography',
  frameOfReferenceUid: CT_FRAME,
  patientPosition: 'HFP',
  volumeAllowed: true,
  studyDate: '20240611',
  ...patch,
});

/** Answers to the safety questions: nothing present. */
export const noHazards = (...except: readonly HazardId[]): readonly CaseCommand[] =>
  (['H1', 'H2', 'H3', 'H4', 'H8', 'H9'] as const)
    .filter((id) => !except.includes(id))
    .map((id) => ({ type: 'hazard/declare', hazard: { id, present: 'no', level: null, note: '' } }));

/** A complete site as the CT series of the literature did it: 20G coaxial needle, 15 mL, prone, CT fluoroscopy. */
export const siteAnswers: Partial<Omit<DraftSite, 'id'>> = {
  approach: 'interlaminar',
  delivery: 'needle',
  guidance: 'ct-fluoroscopy',
  needle: { type: 'coaxial, Quincke bevel', gaugeG: 20, lengthMm: 'not-stated' },
  plannedVolumeMl: 15,
  maximumVolumeMl: 20,
  aliquotMl: 'not-stated',
  contrastAdmixture: { agent: 'iopamidol 250', volumeMl: 1 },
  position: 'prone',
  stopCriterion: 'Local pressure or pain',
};

export const answerSite = (patch: Partial<Omit<DraftSite, 'id'>>, id = SITE): CaseCommand => ({
  type: 'site/set',
  id,
  patch,
});

/** A right L2-L3 leak, 9 mm off the midline, with its collection, planned and complete: nothing blocks signing. */
export const rightL2L3Draft = (): CaseDocument =>
  after(
    labelledSpine('S1', 'L5', 'L4', 'L3', 'L2', 'L1'),
    markLeak(pointBetween('L2', 'L3', { fraction: 0.43, leftMm: -9 })),
    {
      type: 'finding/update',
      id: LEAK,
      patch: {
        leakType: { system: 'cause', type: 'iatrogenic' },
        compartment: 'dorsal',
        confidence: 'definite',
      },
    },
    growRegion(pointBetween('L2', 'L3', { fraction: 0.1 }), pointBetween('L3', 'L4', { fraction: 0.8 })),
    { type: 'plan/prefill', newSiteId: SITE },
    answerSite({ ...siteAnswers, access: interspaceOf('L2', 'L3') }),
    {
      type: 'plan/set',
      patch: { conservativeTherapy: 'Bed rest for 10 days', aftercare: 'Horizontal for 6 hours' },
    },
    ...noHazards(),
  );

export const PATIENT: PlanPatient = {
  id: 'PHANTOM-01',
  issuer: 'PATCHPOINT',
  name: 'PHANTOM^LUMBAR',
  birthDate: '19800101',
  sex: 'F',
};

export const ctPlanSeries: PlanSeries = {
  studyInstanceUid: '2.25.1000',
  seriesInstanceUid: CT,
  modality: 'CT',
  class: 'ct-myelography',
  description: 'CT myelogram 1.25 mm',
  studyDate: '20240611',
  accessionNumber: 'A1',
  frameOfReferenceUid: CT_FRAME,
  patientPosition: 'HFP',
  instances: [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.2', sopInstanceUid: '2.25.1010' }],
};

export const planContext: PlanContext = {
  patient: PATIENT,
  series: [ctPlanSeries],
  planId: 'plan-1',
  version: 1,
  replacesVersion: null,
  createdAt: '2024-06-12T09:30:00.000Z',
  softwareVersion: '0.1.0',
};

/** The plan of a complete draft; throws with the blockers when there are any. */
export function planOf(doc: CaseDocument, context: Partial<PlanContext> = {}): TargetingPlan {
  const plan = planFromDraft(doc, { ...planContext, ...context });
  if (!plan.ok)
    throw new Error(
      plan.error.map((blocker) => `${blocker.code} ${blocker.path ?? ''}: ${blocker.message}`).join('\n'),
    );
  return plan.value;
}

/** A complete, valid plan of a right L2-L3 leak. */
export const planFixture = (patch: Partial<TargetingPlan> = {}): TargetingPlan => ({
  ...planOf(rightL2L3Draft()),
  ...patch,
});
