import { CASES } from '../../../sample-data/cases/index.ts';
import type { CaseDefinition } from '../../../sample-data/cases/caseDefinition.ts';
import type { Publication } from '../../../sample-data/cases/publication.ts';
import type {
  Anomaly,
  Compartment,
  CountedFrom,
  HazardId,
  Side,
} from '../../../src/domain/vocabulary/terms.ts';
import type { PlanAnswers } from '../support/planForm.ts';
import { catheterOf, publishedPlan } from './publishedPlan.ts';
import type { Volume } from './truth.ts';

/** What the radiologist says of one leak beside its place. */
export interface LeakWords {
  /** Place in the truth's list. */
  readonly index: number;
  /** `cause:iatrogenic`, as the list of types has it. */
  readonly type: string;
  readonly compartment: Compartment;
  /** Level or side that the person states against geometry, with the reason: only where a case is about that. */
  readonly side?: { readonly side: Side; readonly reason: string };
  readonly level?: { readonly level: string; readonly reason: string };
}

/** One sample case as a person goes through it. */
export interface ReplayCase {
  readonly id: string;
  readonly patientId: string;
  /** Where the leak is marked. */
  readonly on: Volume | 'run';
  /** Vertebrae clicked in the short form, the rest interpolated between them and confirmed. */
  readonly anchors: readonly string[];
  /** Vertebrae of the fluoroscopy that are labelled in 2D as well. */
  readonly onRun: readonly string[];
  readonly countedFrom: CountedFrom;
  readonly anomalies: readonly Anomaly[];
  readonly leaks: readonly LeakWords[];
  readonly plan: PlanAnswers;
  /** Hazards that block until both roles have overridden them. */
  readonly blocking: readonly HazardId[];
}

type Words = Omit<ReplayCase, 'id' | 'patientId' | 'plan'> & {
  readonly plan: (publication: Publication) => PlanAnswers;
};

const definitionOf = (id: string): CaseDefinition => {
  const found = CASES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
};
export const patientIdOf = (id: string): string => `PHANTOM-${definitionOf(id).patient}`;

function published(id: string, { plan, ...words }: Words): ReplayCase {
  const { publication } = definitionOf(id);
  if (publication === null) throw new Error(`${id} is not published`);
  return { id, patientId: patientIdOf(id), ...words, plan: plan(publication) };
}

const UNCLASSIFIED = 'none:not-stated';
const LUMBAR = {
  on: 'ct',
  anchors: ['S1', 'L3', 'T12'],
  onRun: [],
  countedFrom: 'sacrum',
  anomalies: [],
  blocking: [],
  plan: (publication: Publication) => publishedPlan(publication),
} as const;
const NECK = { ...LUMBAR, anchors: ['C2', 'C4', 'C5', 'C6', 'C7', 'T1'], countedFrom: 'C2' } as const;
const oneLeak = (type: string, compartment: Compartment): readonly LeakWords[] => [
  { index: 0, type, compartment },
];

/** The eleven published procedures, in the order in which one patient's second follows the first. */
export const PUBLISHED: readonly ReplayCase[] = [
  published('S004-P1', { ...LUMBAR, leaks: oneLeak('cause:iatrogenic', 'not-stated') }),
  published('S004-P2', { ...LUMBAR, leaks: oneLeak('cause:iatrogenic', 'not-stated') }),
  published('S004-P3', { ...LUMBAR, leaks: oneLeak('cause:iatrogenic', 'not-stated') }),
  published('S004-P3-EBP2', { ...LUMBAR, leaks: oneLeak('cause:iatrogenic', 'not-stated') }),
  published('S004-P4', { ...NECK, leaks: oneLeak(UNCLASSIFIED, 'circumferential') }),
  published('S004-P5', { ...NECK, leaks: oneLeak(UNCLASSIFIED, 'circumferential') }),
  published('S004-P6', {
    ...NECK,
    anchors: ['C1', 'C2', 'C3', 'C5'],
    leaks: oneLeak(UNCLASSIFIED, 'circumferential'),
  }),
  published('S004-P7', { ...LUMBAR, leaks: oneLeak(UNCLASSIFIED, 'not-stated') }),
  published('S000-1', {
    ...LUMBAR,
    on: 'run',
    anchors: [],
    onRun: ['L5', 'L4', 'L3', 'L2'],
    leaks: [],
    plan: (publication) =>
      publishedPlan(publication, {
        kind: 'prophylactic',
        hazards: { H10: { present: 'yes' } },
        site: {
          target: publication.targetLevel,
          side: 'not-applicable',
          defect: 'not-stated',
          collection: 'none',
        },
      }),
  }),
  published('S001-1', {
    ...LUMBAR,
    on: 'mr',
    anchors: ['L5', 'L3', 'L1', 'T11'],
    leaks: [
      {
        index: 0,
        type: 'cause:iatrogenic',
        compartment: 'dorsal',
        side: { side: 'right', reason: 'The axial picture shows the fluid right of the midline.' },
      },
    ],
    blocking: ['H4'],
    plan: (publication) =>
      publishedPlan(publication, { hazards: { H4: { present: 'yes', level: 'L2-L3' } } }),
  }),
  published('S003-1', {
    ...LUMBAR,
    on: 'mr',
    anchors: ['S1', 'L3', 'L1'],
    onRun: ['L5', 'L4', 'L3'],
    leaks: oneLeak('cause:postoperative', 'dorsal'),
    plan: (publication) =>
      publishedPlan(publication, {
        hazards: { H5: { present: 'yes', level: 'L3..L5' } },
        rationale: 'Caudal catheter: fibrosis and adhesions make direct access unsafe.',
        site: {
          catheter: catheterOf(publication),
          catheterTip: publication.targetLevel,
        },
      }),
  }),
];
