import type { CaseCommand } from '../../src/domain/case/commands.ts';
import type { CaseDocument, DraftSite, LeakFinding } from '../../src/domain/case/document.ts';
import { emptySite } from '../../src/domain/case/emptyDocument.ts';
import { NO_CIRCUMSTANCES } from '../../src/domain/plan/circumstances.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { STANDARD_SCHEME, vertebraeOf } from '../../src/domain/vocabulary/scheme.ts';
import {
  after,
  answerHazard,
  answerSite,
  type CaseStep,
  click,
  CT,
  interspaceOf,
  labelledSpine,
  LEAK,
  markLeak,
  newCase,
  noHazards,
  planOf,
  pointBetween,
  SITE,
  siteAnswers,
} from './builders.ts';

const NOT_IN_PUBLICATION = 'The publication does not state it.';

const leak = (patch: Partial<Pick<LeakFinding, 'leakType' | 'compartment' | 'confidence'>>): CaseCommand => ({
  type: 'finding/update',
  id: LEAK,
  patch: {
    leakType: { system: 'none', type: 'not-stated' },
    compartment: 'not-stated',
    confidence: 'probable',
    sideDecision: { side: 'not-stated', reason: NOT_IN_PUBLICATION },
    ...patch,
  },
});

const patientCare: CaseCommand = {
  type: 'plan/set',
  patch: {
    conservativeTherapy: 'Bed rest, fluids and analgesics (median 10 days)',
    aftercare: 'Horizontal for at least 6 hours',
    circumstances: { ...NO_CIRCUMSTANCES, postProcedureCheck: 'CT of the leak zone for the spread of blood' },
  },
};

/** Neck labels, counted down from C2. */
const labelledNeck = (): CaseDocument =>
  after(
    newCase(),
    ...(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'T1'] as const).map((level) => click(level)),
    {
      type: 'numbering/set',
      patch: { countedFrom: 'C2', seriesUid: CT, statement: '' },
    },
  );

const aimed = (
  spine: CaseDocument,
  upper: Vertebra,
  site: Partial<Omit<DraftSite, 'id'>>,
  ...more: readonly CaseStep[]
): CaseDocument =>
  after(
    spine,
    markLeak(pointBetween(upper, nextVertebra(upper))),
    leak({}),
    { type: 'plan/prefill', newSiteId: SITE },
    answerSite({
      ...siteAnswers,
      access: interspaceOf(upper, nextVertebra(upper)),
      approach: 'not-stated',
      collection: 'not-stated',
      maximumVolumeMl: 'not-stated',
      ...site,
    }),
    patientCare,
    ...more,
  );

function nextVertebra(upper: Vertebra): Vertebra {
  const normal = vertebraeOf(STANDARD_SCHEME);
  const lower = normal[normal.indexOf(upper) + 1];
  if (lower === undefined) throw new Error(`There is no vertebra below ${upper}.`);
  return lower;
}

const lumbar = () => labelledSpine('S1', 'L5', 'L4', 'L3', 'L2', 'L1');

/** One draft per style of the published cases (seed-cases.json): what a publication does not state is `not-stated`. */
export const SEED_DRAFTS = {
  /** S004-P1: lumbar, facet injection, side and location not assigned. */
  lumbarSideNotStated: () => aimed(lumbar(), 'L2', {}, ...noHazards()),
  /** S004-P4: cervical, 20 mL. */
  cervical: () =>
    aimed(
      labelledNeck(),
      'C6',
      { plannedVolumeMl: 20 },
      ...noHazards(),
      answerHazard('H7', 'Awake patient, needle tip seen dorsal to the sac on each CT fluoroscopy image.'),
      answerHazard('H18', 'As published: 20 mL without complication.'),
    ),
  /** S004-P6: C1-C2, which has no disc and is a known false localizer. */
  atlantoaxial: () =>
    aimed(
      labelledNeck(),
      'C1',
      { plannedVolumeMl: 10 },
      ...noHazards(),
      answerHazard('H7', 'Awake patient, CT fluoroscopy.'),
      answerHazard('H18', 'As published.'),
      answerHazard('H14', 'Lower cervical and thoracic spine read again: no other collection.', null),
    ),
  /** S001-1: right L1-L2, intrathecal catheter one interspace below. */
  intrathecalPump: () =>
    after(
      lumbar(),
      markLeak(pointBetween('L1', 'L2', { leftMm: -8, backMm: 12 })),
      leak({ leakType: { system: 'cause', type: 'iatrogenic' }, compartment: 'dorsal' }),
      { type: 'finding/update', id: LEAK, patch: { sideDecision: null } },
      { type: 'plan/prefill', newSiteId: SITE },
      answerSite({
        ...siteAnswers,
        access: interspaceOf('L1', 'L2'),
        approach: 'not-stated',
        collection: 'not-stated',
        guidance: 'portable-xray',
        needle: { type: 'Tuohy', gaugeG: 'not-stated', lengthMm: 'not-stated' },
        plannedVolumeMl: 'not-stated',
        maximumVolumeMl: 'not-stated',
        contrastAdmixture: 'not-stated',
        position: 'right-lateral-decubitus',
        stopCriterion: 'not-stated',
      }),
      { type: 'plan/set', patch: { conservativeTherapy: 'not-stated', aftercare: 'not-stated' } },
      ...noHazards('H4'),
      {
        type: 'hazard/declare',
        hazard: { id: 'H4', present: 'yes', level: interspaceOf('L2', 'L3'), note: '' },
      },
      answerHazard('H4', 'Needle one interspace above the catheter, lateral film before injection.'),
    ),
  /** S003-1: caudal catheter to L4-L5, 26 cm, fibrosis at the target. */
  caudalCatheter: () =>
    aimed(
      lumbar(),
      'L4',
      {
        approach: 'caudal',
        access: 'sacral-hiatus',
        delivery: 'catheter',
        catheterTip: interspaceOf('L4', 'L5'),
        catheter: { type: 'epidural', gaugeG: 'not-stated', insertionLengthMm: 260 },
        needle: { type: 'Tuohy', gaugeG: 18, lengthMm: 'not-stated' },
        guidance: 'fluoroscopy',
        plannedVolumeMl: 20,
        aliquotMl: 3,
        contrastAdmixture: 'none',
      },
      ...noHazards(),
      {
        type: 'hazard/declare',
        hazard: {
          id: 'H5',
          present: 'yes',
          level: { kind: 'range', from: 'L3', to: 'L5' },
          note: 'Decompression',
        },
      },
      answerHazard('H5', 'Caudal access avoids the scar.'),
      answerHazard('H13', 'Direct access is unsafe through the scar.'),
      answerHazard('H21', 'As published; the tip is placed under fluoroscopy.'),
    ),
  /** S000-1: prophylactic at the puncture interspace, no leak, lateral with the side not stated. */
  prophylactic: () =>
    after(
      newCase(),
      { type: 'numbering/set', patch: { countedFrom: 'sacrum', seriesUid: CT, statement: '' } },
      {
        type: 'plan/set',
        patch: {
          kind: 'prophylactic',
          conservativeTherapy: 'not-stated',
          aftercare: 'Observed for 45 minutes',
          circumstances: { ...NO_CIRCUMSTANCES, csfDrainedMl: 25 },
        },
      },
      { type: 'site/add', id: SITE, findingId: null },
      answerSite({
        ...withoutId(emptySite(SITE, null)),
        ...siteAnswers,
        target: interspaceOf('L3', 'L4'),
        access: interspaceOf('L3', 'L4'),
        defect: 'not-stated',
        collection: 'none',
        side: 'not-applicable',
        approach: 'not-stated',
        delivery: 'needle',
        catheter: 'not-applicable',
        catheterTip: 'not-applicable',
        guidance: 'fluoroscopy',
        position: 'lateral-decubitus-side-not-stated',
      }),
      ...noHazards(),
    ),
} as const satisfies Readonly<Record<string, () => CaseDocument>>;

export type SeedStyle = keyof typeof SEED_DRAFTS;
export const seedPlan = (style: SeedStyle): TargetingPlan => planOf(SEED_DRAFTS[style]());

function withoutId({ id: _id, ...rest }: DraftSite): Omit<DraftSite, 'id'> {
  return rest;
}
