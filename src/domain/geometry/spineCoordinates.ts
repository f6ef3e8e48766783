import { curveThroughPoints } from './curve.ts';
import { addScaled, cross, distance, dot, mix, negate, reject, subtract, unit, type Vec3 } from './vec3.ts';

/** A place told along the spine, mm: along the label curve from its first point, and off the curve. */
export interface SpinePlace {
  /** 0 at the first point, positive toward the last; negative before the first. */
  readonly arcMm: number;
  /** Across the curve: + patient left, + posterior. */
  readonly leftMm: number;
  readonly posteriorMm: number;
}

/** Axes of the plane across the curve at one arc length; LPS, unit vectors at right angles to each other. */
export interface CurveAxes {
  readonly origin: Vec3;
  /** Along the curve, toward its last point. */
  readonly tangent: Vec3;
  readonly left: Vec3;
  readonly posterior: Vec3;
}

/** Two-way mapping between patient space and the space straightened along a curve. */
export interface SpineCoordinates {
  /** Range of `arcMm`: the curve and a straight piece beyond each end. */
  readonly startMm: number;
  readonly endMm: number;
  /** Arc length of each of the points the curve was made of, mm. */
  readonly knotsMm: readonly number[];
  /** Clamped to the range. */
  readonly axesAt: (arcMm: number) => CurveAxes;
  /** Length along the curve that one millimetre of arc is worth at a place: 1 on the curve, ≤ 0 where planes cross. */
  readonly stretchAt: (place: SpinePlace) => number;
  /** Below this stretch a place is not mapped: the planes crowd. */
  readonly leastStretch: number;
  /** LPS mm; null outside the range and where planes across the curve meet each other. */
  readonly toLps: (place: SpinePlace) => Vec3 | null;
  /** Inverse of `toLps`; null for a point that no plane of the range reaches singly. */
  readonly fromLps: (pointLpsMm: Vec3) => SpinePlace | null;
}

/** Step of the table, and how far the tangent is averaged: clicked centres are not smoother than that, mm. */
const STEP_MM = 1;
const SMOOTH_MM = 8;
/** About half a vertebra and a disc beyond the outermost centres. */
const BEYOND_MM = 30;
/** |x̂·t| above this: no side can be told (definitions.md "Level of a point"). */
const DEGENERATE_AXIS = 0.9;
const LEAST_STRETCH = 0.15;

/**
 * Coordinates along the curve through labelled body centres. In the plane across the curve, left is
 * l = unit(x̂ − (x̂·t)t) and posterior p = ±(l × t) as in definitions.md "Level of a point"; t is the smoothed tangent.
 *
 * @param centresLpsMm - two or more, head to foot or foot to head; LPS mm
 * @returns null where the curve runs along the left-right axis or has no length
 */
export function spineCoordinates(centresLpsMm: readonly Vec3[]): SpineCoordinates | null {
  const curve = curveThroughPoints(centresLpsMm);
  if (curve === null || curve.lengthMm < STEP_MM) return null;
  const table = axesTable(curve.sample(STEP_MM));
  if (table === null) return null;
  const stepMm = curve.lengthMm / (table.length - 1 - 2 * table.beyond);
  const startMm = -table.beyond * stepMm;
  const endMm = curve.lengthMm + table.beyond * stepMm;
  const last = table.length - 1;

  const axesAt = (arcMm: number): CurveAxes => {
    const at = Math.min(last, Math.max(0, (arcMm - startMm) / stepMm));
    const i = Math.min(last - 1, Math.floor(at));
    return axesBetween(table, i, at - i);
  };
  const stretchAt = ({ arcMm, leftMm, posteriorMm }: SpinePlace): number => {
    const h = stepMm;
    const [before, here, after] = [axesAt(arcMm - h), axesAt(arcMm), axesAt(arcMm + h)];
    const travel = subtract(placed(after, leftMm, posteriorMm), placed(before, leftMm, posteriorMm));
    const run = subtract(after.origin, before.origin);
    const along = dot(run, here.tangent);
    return along <= 0 ? 0 : dot(travel, here.tangent) / along;
  };
  const inside = (place: SpinePlace): boolean =>
    place.arcMm >= startMm && place.arcMm <= endMm && stretchAt(place) >= LEAST_STRETCH;

  const fromLps = (point: Vec3): SpinePlace | null => {
    let best: SpinePlace | null = null;
    let bestMm = Infinity;
    const ahead = (i: number): number => {
      const axes = table.at(i);
      return dot(subtract(point, axes.origin), axes.tangent);
    };
    for (let i = 0, here = ahead(0); i < last; i += 1) {
      const next = ahead(i + 1);
      if (here >= 0 && next <= 0 && here > next) {
        const place = refined(table, i, point, startMm, stepMm);
        const offMm = Math.hypot(place.leftMm, place.posteriorMm);
        if (offMm < bestMm && inside(place)) [best, bestMm] = [place, offMm];
      }
      here = next;
    }
    return best;
  };
  return {
    startMm,
    endMm,
    knotsMm: curve.knotsMm,
    axesAt,
    stretchAt,
    leastStretch: LEAST_STRETCH,
    toLps: (place) => (inside(place) ? placed(axesAt(place.arcMm), place.leftMm, place.posteriorMm) : null),
    fromLps,
  };
}

const placed = (axes: CurveAxes, leftMm: number, posteriorMm: number): Vec3 =>
  addScaled(addScaled(axes.origin, axes.left, leftMm), axes.posterior, posteriorMm);

interface AxesTable {
  readonly length: number;
  /** Entries before and after the curve itself. */
  readonly beyond: number;
  readonly at: (i: number) => CurveAxes;
}

function axesTable(points: readonly Vec3[]): AxesTable | null {
  const [first, second] = [points[0], points[1]];
  const [last, beforeLast] = [points.at(-1), points.at(-2)];
  if (first === undefined || second === undefined || last === undefined || beforeLast === undefined)
    return null;
  const stepMm = Math.max(distance(first, second), STEP_MM / 2);
  const beyond = Math.ceil(BEYOND_MM / stepMm);
  const reach = Math.max(1, Math.round(SMOOTH_MM / stepMm));
  const headward = unit(subtract(first, points[Math.min(points.length - 1, reach)] ?? second));
  const footward = unit(subtract(last, points[Math.max(0, points.length - 1 - reach)] ?? beforeLast));
  if (headward === null || footward === null) return null;
  const line = [
    ...Array.from({ length: beyond }, (_, i) => addScaled(first, headward, (beyond - i) * stepMm)),
    ...points,
    ...Array.from({ length: beyond }, (_, i) => addScaled(last, footward, (i + 1) * stepMm)),
  ];
  const at = (list: readonly Vec3[], i: number): Vec3 =>
    list[Math.min(list.length - 1, Math.max(0, i))] ?? first;
  const chords = line.map((_, i) => subtract(at(line, i + reach), at(line, i - reach)));
  const axes: CurveAxes[] = [];
  for (const [i, origin] of line.entries()) {
    // Averaged once more: the bend then changes smoothly too, and the planes fan out evenly.
    let mean: Vec3 = [0, 0, 0];
    for (let k = -reach; k <= reach; k += 1) mean = addScaled(mean, at(chords, i + k), 1);
    const tangent = unit(mean);
    const made = tangent === null ? null : axesAcross(origin, tangent);
    if (made === null) return null;
    axes.push(made);
  }
  return {
    length: axes.length,
    beyond,
    at: (i) => {
      const found = axes[i];
      if (found === undefined) throw new Error('spineCoordinates: outside the table');
      return found;
    },
  };
}

function axesAcross(origin: Vec3, tangent: Vec3): CurveAxes | null {
  if (Math.abs(tangent[0]) > DEGENERATE_AXIS) return null;
  const left = unit(reject([1, 0, 0], tangent));
  if (left === null) return null;
  const perpendicular = cross(left, tangent);
  return { origin, tangent, left, posterior: perpendicular[1] < 0 ? negate(perpendicular) : perpendicular };
}

function axesBetween(table: AxesTable, i: number, f: number): CurveAxes {
  const [a, b] = [table.at(i), table.at(i + 1)];
  const tangent = unit(mix(a.tangent, b.tangent, f)) ?? a.tangent;
  const left = unit(reject([1, 0, 0], tangent)) ?? a.left;
  const perpendicular = cross(left, tangent);
  // The sign of the nearer entry, so that the direction cannot flip within a step.
  const posterior = dot(perpendicular, a.posterior) < 0 ? negate(perpendicular) : perpendicular;
  return { origin: mix(a.origin, b.origin, f), tangent, left, posterior };
}

/** The plane between entries i and i + 1 that holds the point, by bisection; and where on it the point lies. */
function refined(table: AxesTable, i: number, point: Vec3, startMm: number, stepMm: number): SpinePlace {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 44; turn += 1) {
    const f = (low + high) / 2;
    const axes = axesBetween(table, i, f);
    if (dot(subtract(point, axes.origin), axes.tangent) >= 0) low = f;
    else high = f;
  }
  const f = (low + high) / 2;
  const axes = axesBetween(table, i, f);
  const offset = subtract(point, axes.origin);
  return {
    arcMm: startMm + (i + f) * stepMm,
    leftMm: dot(offset, axes.left),
    posteriorMm: dot(offset, axes.posterior),
  };
}
