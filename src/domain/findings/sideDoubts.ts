import type { LeakFinding } from '../case/document.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { CURVE_WITHOUT_ROLL } from './curvedSpine.ts';
import { IN_FRONT_OF_BODIES } from './inFrontOfBodies.ts';
import { LATERAL_UNVERIFIED } from './lateralReference.ts';
import { MIDLINE_UNCERTAIN } from './openMidline.ts';
import { TURNED_WITHOUT_ROLL } from './turnedBody.ts';
import type { Side } from '../vocabulary/terms.ts';

/** Problem of `locate`: 3 < |lateralMm| < 2σ (definitions.md). */
export const SIDE_UNCERTAIN = 'side-uncertain';

/**
 * Every problem of a location that leaves its side open. While a mark has one of them its side is no proof: nothing is
 * filled in from it, and signing waits for a person's word.
 */
export const SIDE_DOUBTS = [
  SIDE_UNCERTAIN,
  LATERAL_UNVERIFIED,
  IN_FRONT_OF_BODIES,
  CURVE_WITHOUT_ROLL,
  TURNED_WITHOUT_ROLL,
  MIDLINE_UNCERTAIN,
] as const;
export type SideDoubt = (typeof SIDE_DOUBTS)[number];

/** Of those, the ones in which the error of the measurement reaches over the middle: the mark says no side at all. */
const WITHIN_ERROR: readonly SideDoubt[] = [
  SIDE_UNCERTAIN,
  CURVE_WITHOUT_ROLL,
  TURNED_WITHOUT_ROLL,
  MIDLINE_UNCERTAIN,
];

/**
 * Does a person's word stand against the side of the mark? A side that stands is contradicted by every other one. In
 * doubt are the labels (`lateral-unverified`) or front and back (`in-front-of-bodies`): then the midline against a side
 * is what was asked for, and left against right is still a contradiction. Within the error nothing is.
 */
export function contradictsMark(
  { side, problems }: Pick<DerivedLocation, 'side' | 'problems'>,
  stated: Side,
): boolean {
  if (side === null || WITHIN_ERROR.some((doubt) => problems.includes(doubt))) return false;
  const opposite = (side === 'left' && stated === 'right') || (side === 'right' && stated === 'left');
  return isSideOpen({ problems }) ? opposite : sidesConflict(side, stated);
}

/** Left against right, either against midline, and a lateral leak of which no side is named. */
export function sidesConflict(known: Side, stated: Side): boolean {
  if (known === stated || stated === 'bilateral') return false;
  if (known === 'left' || known === 'right') return true;
  return known === 'midline' && (stated === 'left' || stated === 'right');
}

/** Does geometry leave the side of this mark to a person? */
export const isSideOpen = ({ problems }: Pick<DerivedLocation, 'problems'>): boolean =>
  SIDE_DOUBTS.some((doubt) => problems.includes(doubt));

/** Does the side of this leak still wait for a person's word? */
export const awaitsSide = (
  { sideDecision }: Pick<LeakFinding, 'sideDecision'>,
  location: Pick<DerivedLocation, 'problems'> | undefined,
): boolean => sideDecision === null && location !== undefined && isSideOpen(location);
