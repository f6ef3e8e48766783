import { add, dot, scale, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { Compartment } from '../vocabulary/terms.ts';
import type { LevelPoint } from './spineFrame.ts';
import { axesAt, axesBetween, type Spine, type SpineNode } from './spineFrame.ts';
import { positionOf } from './spinePosition.ts';

/** Where a mark lies around the canal's centre. */
export interface CanalPlace {
  /** Canal centre at the height of the mark, LPS mm. */
  readonly centreLpsMm: Vec3;
  /** From the canal's centre, + patient left and + posterior, in the local roll; mm. */
  readonly lateralMm: number;
  readonly posteriorMm: number;
  /** As on an axial image seen from the feet: 12 in front, 3 at the patient's left, 6 behind, 9 at the right; 1–12. */
  readonly clock: number | null;
  /** Proposed, never filled in by itself; null where the place alone does not tell. */
  readonly compartment: Compartment | null;
  readonly words: string;
}

/** Nearer to the centre than this the direction is noise. */
const CENTRAL_MM = 3;
/** Half the width of a lumbar canal, mm: past it foramen, sleeve and vein share one place (clinical.md 4). */
const CANAL_HALF_WIDTH_MM = 13;
const CANAL_HALF_DEPTH_MM = 13;

/**
 * Compartment and clock position of a mark about the centre of the canal.
 *
 * @param canal - canal centres per level; both levels beside the mark are needed, or the end level for a mark outside
 * @returns null where the canal is not known beside the mark: the compartment is then asked for
 * Source: issue 5 C; decisions/0009-canal-and-roll.md
 */
export function placeInCanal(
  spine: Spine,
  canal: readonly LevelPoint[],
  pointLpsMm: Vec3,
): CanalPlace | null {
  const position = positionOf(spine, pointLpsMm);
  if (position === null || (position.kind === 'outside' && !position.within)) return null;
  const [upper, lower, fraction] =
    position.kind === 'between'
      ? [position.upper, position.lower, position.fraction]
      : [position.end, position.end, 0];
  const axes = axesBetween(spine, upper, lower, fraction);
  const [above, below] = [offsetAt(canal, upper), offsetAt(canal, lower)];
  if (axes === null || axes.rollRad === null || above === null || below === null) return null;
  const plain = axesAt(axes.origin, axes.tangent, null);
  if (plain === null) return null;
  const leftMm = (1 - fraction) * above.leftMm + fraction * below.leftMm;
  const backMm = (1 - fraction) * above.posteriorMm + fraction * below.posteriorMm;
  const centreLpsMm = add(axes.origin, add(scale(plain.left, leftMm), scale(plain.posterior, backMm)));
  const offset = subtract(pointLpsMm, centreLpsMm);
  const [lateralMm, posteriorMm] = [dot(offset, axes.left), dot(offset, axes.posterior)];
  return { centreLpsMm, lateralMm, posteriorMm, ...told(lateralMm, posteriorMm) };
}

/** Offset of a level's canal centre from the body line, in axes that follow patient x. */
function offsetAt(
  canal: readonly LevelPoint[],
  node: SpineNode,
): { readonly leftMm: number; readonly posteriorMm: number } | null {
  const point = canal.find((one) => one.level === node.level);
  const axes = axesAt(node.centre, node.tangent, null);
  if (point === undefined || axes === null) return null;
  const offset = subtract(point.pointLpsMm, node.centre);
  return { leftMm: dot(offset, axes.left), posteriorMm: dot(offset, axes.posterior) };
}

function told(lateralMm: number, posteriorMm: number): Pick<CanalPlace, 'clock' | 'compartment' | 'words'> {
  const fromCentreMm = Math.hypot(lateralMm, posteriorMm);
  const off = `${fromCentreMm.toFixed(0)} mm from the centre of the canal`;
  if (fromCentreMm < CENTRAL_MM) return { clock: null, compartment: null, words: `${off}: no direction` };
  const hours = (Math.atan2(lateralMm, -posteriorMm) / (2 * Math.PI)) * 12;
  const clock = ((Math.round(hours) + 11) % 12) + 1;
  const at = `${off}, at ${clock} o'clock`;
  if (Math.abs(lateralMm) > CANAL_HALF_WIDTH_MM)
    return { clock, compartment: null, words: `${at}, beside the canal: foramen, sleeve or vein` };
  if (Math.abs(posteriorMm) > CANAL_HALF_DEPTH_MM)
    return {
      clock,
      compartment: null,
      words: `${at}, ${posteriorMm > 0 ? 'behind' : 'in front of'} the canal`,
    };
  const compartment =
    Math.abs(lateralMm) > Math.abs(posteriorMm) ? 'lateral' : posteriorMm > 0 ? 'dorsal' : 'ventral';
  return { clock, compartment, words: `${at}: ${compartment}` };
}
