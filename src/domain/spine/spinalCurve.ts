import { solveLinear } from '../geometry/linear.ts';
import type { Vec3 } from '../geometry/vec3.ts';

/** Expected distance from an arbitrary start along the spine, mm, and where a person saw it. */
export interface CurveAnchor {
  readonly alongMm: number;
  readonly pointLpsMm: Vec3;
  /** Variance beyond a click's own, mm² per axis. */
  readonly extraVarianceMm2: number;
}

/** How far real spines stray from the curve; see `data/curveSpread.ts`. */
export interface CurveSpread {
  /** Of one centre, mm² per axis. */
  readonly nuggetMm2: number;
  /** Growth of a random walk of the centres, mm² per mm. */
  readonly walkMm2PerMm: number;
  /** Growth of a random walk of the direction (integrated), mm² per mm³. */
  readonly bendMm2PerMm3: number;
}

export interface CurvePoint {
  readonly pointLpsMm: Vec3;
  /** Per axis, mm². */
  readonly varianceMm2: number;
}

/**
 * The curve through the anchors that a spine with this spread most probably follows, and its variance: universal
 * kriging with a linear trend and generalised covariance K(h) = −walk·|h| + bend·|h|³ (with walk = 0 it is the natural
 * cubic spline). Two anchors give the chord. Beyond the anchors it runs on straight while the variance grows.
 *
 * @param anchors - at least two, at different `alongMm`
 * @returns a function of alongMm; null where the anchors coincide
 * Source: Matheron 1973, intrinsic random functions of order 1; Wahba 1990 ch. 1 (splines as kriging)
 */
export function curveThrough(
  anchors: readonly CurveAnchor[],
  spread: CurveSpread,
): ((alongMm: number) => CurvePoint) | null {
  const first = anchors[0];
  if (first === undefined || anchors.length < 2) return null;
  // Centred and in units of 100 mm: the cubes stay well conditioned.
  const u = anchors.map((anchor) => (anchor.alongMm - first.alongMm) / UNIT_MM);
  const covariance = (h: number): number =>
    -spread.walkMm2PerMm * UNIT_MM * Math.abs(h) + spread.bendMm2PerMm3 * UNIT_MM ** 3 * Math.abs(h) ** 3;
  const system = u.map((ui, i) => [
    ...u.map((uj, j) =>
      i === j ? spread.nuggetMm2 + (anchors[i]?.extraVarianceMm2 ?? 0) : covariance(ui - uj),
    ),
    1,
    ui,
  ]);
  system.push([...u.map(() => 1), 0, 0], [...u, 0, 0]);
  const inverse = solveLinear(
    system,
    system.map((_, i) => system.map((__, j) => (i === j ? 1 : 0))),
  );
  if (inverse === null) return null;
  return (alongMm) => {
    const at = (alongMm - first.alongMm) / UNIT_MM;
    const target = [...u.map((ui) => covariance(at - ui)), 1, at];
    const solution = inverse.map((row) => row.reduce((sum, value, k) => sum + value * (target[k] ?? 0), 0));
    const pointLpsMm = anchors.reduce<Vec3>(
      (sum, anchor, k) => {
        const weight = solution[k] ?? 0;
        const [x, y, z] = anchor.pointLpsMm;
        return [sum[0] + weight * x, sum[1] + weight * y, sum[2] + weight * z];
      },
      [0, 0, 0],
    );
    const explained = solution.reduce((sum, value, k) => sum + value * (target[k] ?? 0), 0);
    return { pointLpsMm, varianceMm2: Math.max(0, spread.nuggetMm2 - explained) };
  };
}

const UNIT_MM = 100;
