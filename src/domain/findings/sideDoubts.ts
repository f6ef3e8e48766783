import type { LeakFinding } from '../case/document.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { CURVE_WITHOUT_ROLL } from './curvedSpine.ts';
import { IN_FRONT_OF_BODIES } from './inFrontOfBodies.ts';
import { LATERAL_UNVERIFIED } from './lateralReference.ts';
import { TURNED_WITHOUT_ROLL } from './turnedBody.ts';

/** Problem of `locate`: 3 < |lateralMm| < 2σ (definitions.md). */
export const SIDE_UNCERTAIN = 'side-uncertain';

/**
 * Every problem of a location that leaves its side open. While a mark has one of them its side is no proof: nothing is
 * filled in from it, nothing is held against it, and signing waits for a person's word.
 */
export const SIDE_DOUBTS = [
  SIDE_UNCERTAIN,
  LATERAL_UNVERIFIED,
  IN_FRONT_OF_BODIES,
  CURVE_WITHOUT_ROLL,
  TURNED_WITHOUT_ROLL,
] as const;
export type SideDoubt = (typeof SIDE_DOUBTS)[number];

/** Does geometry leave the side of this mark to a person? */
export const isSideOpen = ({ problems }: Pick<DerivedLocation, 'problems'>): boolean =>
  SIDE_DOUBTS.some((doubt) => problems.includes(doubt));

/** Does the side of this leak still wait for a person's word? */
export const awaitsSide = (
  { sideDecision }: Pick<LeakFinding, 'sideDecision'>,
  location: Pick<DerivedLocation, 'problems'> | undefined,
): boolean => sideDecision === null && location !== undefined && isSideOpen(location);
