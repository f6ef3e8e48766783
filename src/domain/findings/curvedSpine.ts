import { subtract, type Vec3 } from '../geometry/vec3.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { CENTRE_SD_MM, rollAt } from '../spine/locate.ts';
import { positionOf } from '../spine/spinePosition.ts';
import { spineOf, type SpineInput, type SpineNode } from '../spine/spineFrame.ts';

/**
 * A spine that bends sideways turns its vertebrae as well: patient x is then not left of the vertebra. Over the pedicles
 * of 1,219 scans (`docs/accuracy.md`, "Sideways bend and roll") the roll has a standard deviation of 6.6° where the body
 * line bends by less than 10° and of 10.7° where it bends by more.
 */
const BEND_DEG = 10;
const ROLL_SD_IN_CURVE_DEG = 10.7;
/** The bend is that between the chords over so many levels headward and footward. */
const CHORD_LEVELS = 3;

/** Problem of a finding's location inside the app: in a curve, without the roll there, its side proves nothing. */
export const CURVE_WITHOUT_ROLL = 'curve-without-roll';

/**
 * Sideways bend at a mark whose side it leaves open: the roll is not known there, and 2σ with r = 10.7° reaches over it.
 * A mark called midline in such a curve is always open.
 *
 * @returns degrees; null where the side stands
 */
export function openBendDeg(
  input: Pick<SpineInput, 'labels' | 'scheme' | 'canal'>,
  { lateralMm, apMm }: Pick<DerivedLocation, 'lateralMm' | 'apMm'>,
  pointLpsMm: Vec3,
): number | null {
  if (lateralMm === null || apMm === null) return null;
  const spine = spineOf(input);
  const position = positionOf(spine, pointLpsMm);
  if (position === null || rollAt(spine, pointLpsMm) !== null) return null;
  const [upper, lower] =
    position.kind === 'between' ? [position.upper, position.lower] : [position.end, position.end];
  const bend = sidewaysBendDeg(spine.nodes, spine.nodes.indexOf(upper), spine.nodes.indexOf(lower));
  const sigmaMm = Math.hypot(CENTRE_SD_MM, apMm * Math.tan((ROLL_SD_IN_CURVE_DEG * Math.PI) / 180));
  return bend >= BEND_DEG && Math.abs(lateralMm) < 2 * sigmaMm ? bend : null;
}

/**
 * Angle in the coronal plane between the chords that end at `upper` and begin at `lower`, degrees. At the ends of the
 * labels, where one chord is missing, that of the nearest place with both; 0 where there are fewer than three labels.
 */
export function sidewaysBendDeg(nodes: readonly SpineNode[], upper: number, lower: number): number {
  const last = nodes.length - 1;
  if (last < 2) return 0;
  const above = Math.min(Math.max(upper, 1), last - 1);
  const below = Math.min(Math.max(lower, above), last - 1);
  const head = nodes[Math.max(0, above - CHORD_LEVELS)];
  const foot = nodes[Math.min(last, below + CHORD_LEVELS)];
  const [from, to] = [nodes[above], nodes[below]];
  if (!head || !foot || !from || !to) return 0;
  return Math.abs(leanDeg(head, from) - leanDeg(to, foot));
}

/** Lean of a chord to the patient's left as it goes down, degrees. */
function leanDeg(from: SpineNode, to: SpineNode): number {
  const [left, , up] = subtract(to.centre, from.centre);
  return (Math.atan2(left, -up) * 180) / Math.PI;
}
