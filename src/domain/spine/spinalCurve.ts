import { solveLinear } from '../geometry/linear.ts';
import { addScaled, subtract, type Vec3 } from '../geometry/vec3.ts';

/** A level on the average spine; stations run from head to foot. */
export interface CurveStation {
  /** Expected distance from an arbitrary start along the spine, mm, rising. */
  readonly alongMm: number;
  /** Where the average spine has it, LPS mm from an arbitrary origin. */
  readonly templateLpsMm: Vec3;
  /** Growth of the variance of direction over the step that ends here, rad² per mm. */
  readonly turnPerMm: number;
}

export interface CurveAnchor {
  /** Index of its station. */
  readonly station: number;
  readonly pointLpsMm: Vec3;
}

export interface CurvePoint {
  readonly pointLpsMm: Vec3;
  /** Per axis, mm². */
  readonly varianceMm2: number;
}

export interface CurveSpread {
  readonly nuggetMm2: number;
  readonly walkMm2PerMm: number;
}

/**
 * The average spine, led through the anchors as a spine with this spread most probably runs, and its variance.
 *
 * Universal kriging of what the anchors differ from the template by: a free linear trend (position, tilt, body size)
 * plus a random walk of position and an integrated random walk of direction, whose strength varies by region. Without
 * template and walk it is the natural cubic spline through the anchors; beyond them the variance grows.
 *
 * @param anchors - at least two, at different stations; LPS mm
 * @returns a function of the station's index; null where the anchors give no direction
 * Source: Wahba 1990 "Spline models for observational data" ch. 1; Matheron 1973
 */
export function curveThrough(
  stations: readonly CurveStation[],
  anchors: readonly CurveAnchor[],
  spread: CurveSpread,
): ((station: number) => CurvePoint | null) | null {
  if (anchors.length < 2) return null;
  const covariance = covarianceOf(stations, spread);
  const trend = (station: number): number => (stations[station]?.alongMm ?? 0) / TREND_UNIT_MM;
  const rows = anchors.map((a, i) => [
    ...anchors.map((b, j) => covariance(a.station, b.station) + (i === j ? spread.nuggetMm2 : 0)),
    1,
    trend(a.station),
  ]);
  rows.push([...anchors.map(() => 1), 0, 0], [...anchors.map((a) => trend(a.station)), 0, 0]);
  const inverse = solveLinear(
    rows,
    rows.map((_, i) => rows.map((__, j) => (i === j ? 1 : 0))),
  );
  if (inverse === null) return null;
  return (station) => {
    const here = stations[station];
    if (here === undefined) return null;
    const target = [...anchors.map((a) => covariance(a.station, station)), 1, trend(station)];
    const weights = inverse.map((row) => dotProduct(row, target));
    const pointLpsMm = anchors.reduce<Vec3>((sum, anchor, k) => {
      const template = stations[anchor.station]?.templateLpsMm ?? anchor.pointLpsMm;
      return addScaled(sum, subtract(anchor.pointLpsMm, template), weights[k] ?? 0);
    }, here.templateLpsMm);
    const prior = covariance(station, station) + spread.nuggetMm2;
    return { pointLpsMm, varianceMm2: Math.max(0, prior - dotProduct(weights, target)) };
  };
}

/** Keeps the trend's column near one. */
const TREND_UNIT_MM = 100;

const dotProduct = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);

/** walk·min(u,v) + ∫₀^min(u,v) turn(s)·(u−s)(v−s) ds with u, v the distances from the first station. */
function covarianceOf(
  stations: readonly CurveStation[],
  spread: CurveSpread,
): (i: number, j: number) => number {
  const start = stations[0]?.alongMm ?? 0;
  const along = stations.map((station) => station.alongMm - start);
  return (i, j) => {
    const [u, v] = [along[i] ?? 0, along[j] ?? 0];
    const integral = (s: number): number => u * v * s - ((u + v) * s * s) / 2 + (s * s * s) / 3;
    let sum = spread.walkMm2PerMm * Math.min(u, v);
    for (let k = 1; k <= Math.min(i, j); k++)
      sum += (stations[k]?.turnPerMm ?? 0) * (integral(along[k] ?? 0) - integral(along[k - 1] ?? 0));
    return sum;
  };
}
