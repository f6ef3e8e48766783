import { addScaled, distance, mix, scale, type Vec3 } from './vec3.ts';

/** A smooth curve through points, LPS mm, addressed by arc length. */
export interface Curve {
  readonly lengthMm: number;
  /** Arc length at which the curve meets each of the points it was made of, mm. */
  readonly knotsMm: readonly number[];
  /** Point at an arc length, clamped to the curve. */
  at(arcMm: number): Vec3;
  /** Points every `stepMm`, both ends included. */
  sample(stepMm: number): readonly Vec3[];
}

/** Straight pieces per span in the arc length table: error below 0.1 % for spines. */
const PIECES = 16;

/**
 * Centripetal Catmull-Rom curve through the points: passes through every one, makes no loops or cusps between them.
 *
 * @param points - two or more, LPS mm; repeated points are taken once
 * @returns null for fewer than two different points
 * Source: Yuksel, Schaefer, Keyser 2011 "Parameterization and applications of Catmull-Rom curves"
 */
export function curveThroughPoints(points: readonly Vec3[]): Curve | null {
  const knots = points.filter((point, i) => i === 0 || distance(point, points[i - 1] ?? point) > 1e-9);
  if (knots.length < 2) return null;
  const dense: Vec3[] = [];
  const arcs: number[] = [];
  const knotsMm: number[] = [0];
  for (let i = 0; i + 1 < knots.length; i++) {
    for (let step = i === 0 ? 0 : 1; step <= PIECES; step++) {
      const point = spanPoint(knots, i, step / PIECES);
      const last = dense.at(-1);
      arcs.push((arcs.at(-1) ?? 0) + (last === undefined ? 0 : distance(last, point)));
      dense.push(point);
    }
    knotsMm.push(arcs.at(-1) ?? 0);
  }
  const lengthMm = arcs.at(-1) ?? 0;
  const at = (arcMm: number): Vec3 => interpolateTable(dense, arcs, Math.min(lengthMm, Math.max(0, arcMm)));
  const sample = (stepMm: number): readonly Vec3[] => {
    const count = Math.max(1, Math.ceil(lengthMm / stepMm));
    return Array.from({ length: count + 1 }, (_, i) => at((lengthMm * i) / count));
  };
  return { lengthMm, knotsMm, at, sample };
}

/** Barry–Goldman evaluation of span i at 0..1; the ends continue with the bend they have. */
function spanPoint(points: readonly Vec3[], i: number, f: number): Vec3 {
  const origin: Vec3 = [0, 0, 0];
  const p1 = points[i] ?? origin;
  const p2 = points[i + 1] ?? p1;
  const p0 = points[i - 1] ?? beyond(p1, p2, points[i + 2]);
  const p3 = points[i + 2] ?? beyond(p2, p1, points[i - 1]);
  const t1 = Math.sqrt(distance(p0, p1));
  const t2 = t1 + Math.sqrt(distance(p1, p2));
  const t3 = t2 + Math.sqrt(distance(p2, p3));
  const t = t1 + (t2 - t1) * f;
  const a1 = mix(p0, p1, t / t1);
  const a2 = mix(p1, p2, (t - t1) / (t2 - t1));
  const a3 = mix(p2, p3, (t - t2) / (t3 - t2));
  const b1 = mix(a1, a2, t / t2);
  const b2 = mix(a2, a3, (t - t1) / (t3 - t1));
  return mix(b1, b2, (t - t1) / (t2 - t1));
}

/** The point that would precede `end`: quadratic through three points, mirrored where there are only two. */
function beyond(end: Vec3, next: Vec3, afterNext: Vec3 | undefined): Vec3 {
  const mirrored = addScaled(scale(end, 2), next, -1);
  if (afterNext === undefined) return mirrored;
  const bent = addScaled(addScaled(scale(end, 3), next, -3), afterNext, 1);
  return distance(bent, end) > distance(end, next) / 10 ? bent : mirrored;
}

function interpolateTable(points: readonly Vec3[], arcs: readonly number[], arcMm: number): Vec3 {
  let [low, high] = [0, arcs.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((arcs[middle] ?? 0) <= arcMm) low = middle;
    else high = middle;
  }
  const [a, b] = [arcs[low] ?? 0, arcs[high] ?? 0];
  const from = points[low] ?? [0, 0, 0];
  return mix(from, points[high] ?? from, b > a ? (arcMm - a) / (b - a) : 0);
}
