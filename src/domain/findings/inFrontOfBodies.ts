import type { DerivedLocation } from '../plan/targetingPlan.ts';

/**
 * A mark this far in front of the line of body centres cannot lie in the canal, whose front wall is about half a body
 * (12 to 20 mm) behind that line. Either the mark is not the leak, or front and back are exchanged, and left and right
 * with them (clinical.md 12.3).
 */
const FRONT_LIMIT_MM = 15;

/** Problem of a finding's location inside the app: its side does not count before a person has said it. */
export const IN_FRONT_OF_BODIES = 'in-front-of-bodies';

/** @param location - `apMm`: from the line of body centres, + toward the back, mm */
export const liesInFront = ({ apMm }: Pick<DerivedLocation, 'apMm'>): boolean =>
  apMm !== null && apMm < -FRONT_LIMIT_MM;
