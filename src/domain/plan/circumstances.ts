import type { Answer } from '../vocabulary/answer.ts';
import type { Level } from '../vocabulary/level.ts';
import type { PatientPosition } from '../vocabulary/terms.ts';

/** What a patient is asked to disclose before the procedure (EBP patient information page). */
export const DISCLOSURES = ['anticoagulant', 'pregnancy', 'fever'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];
export const PRESENCES = ['yes', 'no', 'not-stated'] as const;
export type Presence = (typeof PRESENCES)[number];

/** An examination that showed no leak: "right decubitus negative, T1..T12" (clinical.md 4). */
export interface NegativeFinding {
  readonly id: string;
  /** The series that was read; null when it is not among the opened ones. */
  readonly seriesUid: string | null;
  readonly posture: PatientPosition;
  /** The part of the spine that was covered and read. */
  readonly coverage: Answer<Level>;
  readonly note: string;
}

/**
 * Around the injection: what was disclosed, what was excluded, and what is checked afterwards. Null is unanswered and is
 * shown as such: it does not keep a plan from being signed, and is never turned into "not stated".
 */
export interface PlanCircumstances {
  readonly disclosures: Readonly<Record<Disclosure, Presence | null>>;
  /** CSF let off before the patch, mL. */
  readonly csfDrainedMl: Answer<number> | 'none' | null;
  /** How the spread of the blood is checked: "CT of the leak zone". */
  readonly postProcedureCheck: Answer<string> | null;
  readonly negatives: readonly NegativeFinding[];
}

export const NO_CIRCUMSTANCES: PlanCircumstances = {
  disclosures: { anticoagulant: null, pregnancy: null, fever: null },
  csfDrainedMl: null,
  postProcedureCheck: null,
  negatives: [],
};

/** What ends the injection when all goes well (clinical.md 6); when to break off is the stop criterion. */
export const ENDPOINTS = [
  'pressure-or-pain',
  'pressure',
  'planned-volume',
  'spread-on-imaging',
  'not-stated',
] as const;
export type Endpoint = (typeof ENDPOINTS)[number];
