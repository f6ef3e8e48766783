import { subtract } from '../geometry/vec3.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
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
/** Standard deviation of a body line from clicked centres, mm (definitions.md). */
const CENTRE_SD_MM = 1.5;

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
  location: Pick<DerivedLocation, 'interspace' | 'vertebra' | 'lateralMm' | 'apMm'>,
): number | null {
  const { lateralMm, apMm } = location;
  if (lateralMm === null || apMm === null) return null;
  const { nodes } = spineOf(input);
  const indexOf = (level: string | undefined): number => nodes.findIndex((node) => node.level === level);
  const upper = indexOf(location.interspace?.upper ?? location.vertebra ?? undefined);
  const lower = indexOf(location.interspace?.lower ?? location.vertebra ?? undefined);
  if (upper < 0 || lower < 0) return null;
  if (nodes[upper]?.rollRad != null || nodes[lower]?.rollRad != null) return null;
  const bend = sidewaysBendDeg(nodes, upper, lower);
  const sigmaMm = Math.hypot(CENTRE_SD_MM, apMm * Math.tan((ROLL_SD_IN_CURVE_DEG * Math.PI) / 180));
  return bend >= BEND_DEG && Math.abs(lateralMm) < 2 * sigmaMm ? bend : null;
}

/** Angle in the coronal plane between the chords that end at `upper` and begin at `lower`, degrees; 0 at the ends. */
export function sidewaysBendDeg(nodes: readonly SpineNode[], upper: number, lower: number): number {
  const head = nodes[Math.max(0, upper - CHORD_LEVELS)];
  const foot = nodes[Math.min(nodes.length - 1, lower + CHORD_LEVELS)];
  const [above, below] = [nodes[upper], nodes[lower]];
  if (!head || !foot || !above || !below || head === above || foot === below) return 0;
  return Math.abs(leanDeg(head, above) - leanDeg(below, foot));
}

/** Lean of a chord to the patient's left as it goes down, degrees. */
function leanDeg(from: SpineNode, to: SpineNode): number {
  const [left, , up] = subtract(to.centre, from.centre);
  return (Math.atan2(left, -up) * 180) / Math.PI;
}
