import { addScaled, add, dot, scale, subtract, type Vec3 } from '../geometry/vec3.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { isAdjacent } from '../vocabulary/scheme.ts';
import { alongNodeMm, axesBetween, type Spine, type SpineNode } from './spineFrame.ts';
import { levelsOf, positionOf } from './spinePosition.ts';

/**
 * A place told by the patient's own spine: the only coordinate that survives from MR to CT to fluoroscopy, which share
 * no frame of reference and no posture.
 *
 * Lateral and posterior offsets are millimetres and are never scaled from series to series: a vertebra is rigid bone of
 * one patient, and CT and MR both show it in true millimetres. The local interspace length differs between series
 * because discs and lordosis give way with posture, which says nothing of the width of a canal.
 * Source: definitions.md "Level of a point"; field.md 3.1
 */
export interface SpineCoordinate {
  readonly upper: Vertebra;
  readonly lower: Vertebra;
  /** 0 at the centre of the upper body, 1 at that of the lower. */
  readonly fraction: number;
  /** From the body line, + patient left. */
  readonly lateralMm: number;
  /** From the body line, + posterior. */
  readonly posteriorMm: number;
}

/**
 * LPS → spine coordinate.
 *
 * @param pointLpsMm - LPS mm, frame of reference of the labels
 * @returns err where the labels do not hold the point between two neighbours, or give no left and right
 */
export function toSpineCoordinate(spine: Spine, pointLpsMm: Vec3): Result<SpineCoordinate> {
  const position = positionOf(spine, pointLpsMm);
  if (position === null || position.kind === 'outside')
    return err(issue('outside-labels', 'Outside the labelled part of the spine: extend the labels.'));
  const { upper, lower, fraction } = position;
  const [numbering] = levelsOf(spine, position).interspace === null ? levelsOf(spine, position).problems : [];
  if (numbering !== undefined)
    return err(issue(numbering, 'The labels beside this place are not neighbours in the numbering.'));
  const axes = axesBetween(spine, upper, lower, fraction);
  if (axes === null)
    return err(issue('axis-degenerate', 'The body line runs across the patient here: no left and right.'));
  const offset = subtract(pointLpsMm, axes.origin);
  return ok({
    upper: upper.level,
    lower: lower.level,
    fraction,
    lateralMm: dot(offset, axes.left),
    posteriorMm: dot(offset, axes.posterior),
  });
}

/**
 * Spine coordinate → LPS: exact inverse of `toSpineCoordinate`.
 *
 * A fraction f is the plane (1 − f)·s_i(x) + f·s_{i+1}(x) = 0, whose normal (1 − f)·t_i + f·t_{i+1} is the frame's own
 * tangent t. So x = o + lateral·l + posterior·p + h·t, with one h for the whole plane.
 *
 * @returns err where the two levels are not labelled neighbours, or the place lies beyond the centre of curvature, where
 *   planes of several levels cross and the way back would name another one
 */
export function fromSpineCoordinate(spine: Spine, at: SpineCoordinate): Result<Vec3> {
  const pair = pairOf(spine, at);
  if (pair === null)
    return err(
      issue('level-not-labelled', `${at.upper} and ${at.lower} are not both labelled on this series.`),
    );
  const [upper, lower] = pair;
  const { fraction } = at;
  const axes = axesBetween(spine, upper, lower, fraction);
  if (axes === null)
    return err(issue('axis-degenerate', 'The body line runs across the patient here: no left and right.'));
  const { origin, left, posterior, tangent } = axes;
  const normal = add(scale(upper.tangent, 1 - fraction), scale(lower.tangent, fraction));
  const plane =
    (1 - fraction) * dot(upper.centre, upper.tangent) + fraction * dot(lower.centre, lower.tangent);
  const heightMm = (plane - dot(origin, normal)) / dot(tangent, normal);
  const inPlane = addScaled(addScaled(origin, left, at.lateralMm), posterior, at.posteriorMm);
  const point = addScaled(inPlane, tangent, heightMm);
  return leadsBack(spine, point, upper, lower)
    ? ok(point)
    : err(
        issue('beyond-curvature', 'So far off the body line the levels cross: no one place is meant here.'),
      );
}

/** Rounding may put a place on a body's own plane (f = 0 or 1) a hair beyond it. */
const ON_PLANE_MM = 1e-6;

/** Does the rule read the same pair at the place? On a body's plane, the pair on its other side is the same place. */
function leadsBack(spine: Spine, point: Vec3, upper: SpineNode, lower: SpineNode): boolean {
  const back = positionOf(spine, point);
  if (back?.kind === 'between' && back.upper === upper && back.lower === lower) return true;
  const touched = [upper, lower].filter((node) => Math.abs(alongNodeMm(node, point)) < ON_PLANE_MM);
  return touched.some((node) =>
    back?.kind === 'between' ? back.upper === node || back.lower === node : back?.end === node,
  );
}

/** The two labels of a coordinate where they are neighbours, in the row and in the numbering. */
export function pairOf(
  spine: Spine,
  { upper, lower }: Pick<SpineCoordinate, 'upper' | 'lower'>,
): readonly [SpineNode, SpineNode] | null {
  const i = spine.nodes.findIndex((node) => node.level === upper);
  const [a, b] = [spine.nodes[i], spine.nodes[i + 1]];
  if (a === undefined || b === undefined || b.level !== lower) return null;
  return isAdjacent(spine.scheme, upper, lower) ? [a, b] : null;
}
