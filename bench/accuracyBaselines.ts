/** The two baselines of issue 5: the spacing table along the chord, and a conditional Gaussian of the increments. */
import { addScaled, mix, subtract, type Vec3 } from '../src/domain/geometry/vec3.ts';
import { backwardSolve, factorize, forwardSolve } from '../src/domain/spine/modelMatrix.ts';
import { spacingOf } from '../src/domain/spine/spacing.ts';
import { centresOf, LEARNED, type Scan } from './accuracyData.ts';
import { fitGaussian, type Gaussian } from './accuracyEm.ts';
import type { AnchorPattern } from './accuracyPatterns.ts';

export interface Placed {
  readonly pointLpsMm: Vec3;
  /** NaN where the method gives none. */
  readonly sdMm: number;
}

/** Places the targets of a pattern; null where the method cannot. */
export type Placer = (pattern: AnchorPattern, anchors: readonly Vec3[]) => readonly (Placed | null)[];

/** Mean spacings from C1, mm. */
const ALONG: readonly number[] = LEARNED.reduce<number[]>((along, level, i) => {
  const above = LEARNED[i - 1];
  const step = above === undefined ? 0 : (spacingOf(above, level)?.meanMm ?? Number.NaN);
  return [...along, (along.at(-1) ?? 0) + step];
}, []);

/** Straight lines through neighbouring anchors, shared out by the spacing table. */
export const straight: Placer = ({ anchors, targets }, points) =>
  targets.map((target) => {
    const below = anchors.findIndex((anchor) => anchor > target);
    const k = below === -1 ? anchors.length - 1 : Math.max(1, below);
    const [from, to] = [ALONG[anchors[k - 1] ?? 0] ?? 0, ALONG[anchors[k] ?? 0] ?? 0];
    const share = ((ALONG[target] ?? 0) - from) / (to - from);
    const [upper, lower] = [points[k - 1], points[k]];
    if (upper === undefined || lower === undefined) return null;
    return { pointLpsMm: mix(upper, lower, share), sdMm: Number.NaN };
  });

/** The increments between neighbours, LPS mm, of the learned levels; NaN where missing. */
function incrementsOf(scan: Scan): Float64Array {
  const centres = centresOf(scan);
  return Float64Array.from(
    centres.slice(1).flatMap((lower, i) => {
      const upper = centres[i];
      return upper === undefined || lower === undefined ? [NaN, NaN, NaN] : [...subtract(lower, upper)];
    }),
  );
}

export const fitIncrements = (scans: readonly Scan[]): Gaussian => {
  const rows = scans.map(incrementsOf).filter((row) => row.some((value) => !Number.isNaN(value)));
  return fitGaussian(rows, { rounds: 25, ridge: Array.from({ length: 69 }, () => 0.05) });
};

/** The steps from one centre to another, and the sign they are walked with. */
const between = (a: number, b: number): readonly { readonly step: number; readonly sign: number }[] =>
  Array.from({ length: Math.abs(b - a) }, (_, k) => ({ step: Math.min(a, b) + k, sign: b > a ? 1 : -1 }));

/** The conditional mean of all centres given the anchors, exactly through them. */
export function gaussianPlacer({ mean, covariance }: Gaussian): Placer {
  const size = mean.length;
  const cache = new Map<AnchorPattern, (points: readonly Vec3[]) => readonly Placed[]>();
  const prepare = ({ anchors, targets }: AnchorPattern): ((points: readonly Vec3[]) => readonly Placed[]) => {
    const root = anchors[0] ?? 0;
    const others = anchors.slice(1);
    const rowsOf = (nodes: readonly number[]): Float64Array => {
      const rows = new Float64Array(3 * nodes.length * size);
      for (const [k, node] of nodes.entries())
        for (const { step, sign } of between(root, node))
          for (let axis = 0; axis < 3; axis++) rows[(3 * k + axis) * size + 3 * step + axis] = sign;
      return rows;
    };
    const [seen, asked] = [rowsOf(others), rowsOf(targets)];
    const [n, m] = [3 * others.length, 3 * targets.length];
    const factor = product(seen, n, covariance, seen, n, size);
    factorize(factor, n);
    const weights = product(seen, n, covariance, asked, m, size);
    forwardSolve(factor, n, weights, m);
    backwardSolve(factor, n, weights, m);
    const meanAt = (node: number): Vec3 =>
      between(root, node).reduce<Vec3>(
        (sum, { step, sign }) =>
          addScaled(sum, [mean[3 * step] ?? 0, mean[3 * step + 1] ?? 0, mean[3 * step + 2] ?? 0], sign),
        [0, 0, 0],
      );
    const seenMean = others.map(meanAt);
    const askedMean = targets.map(meanAt);
    return (points) => {
      const origin = points[0] ?? [0, 0, 0];
      const off = others.flatMap((_, k) => [
        ...subtract(subtract(points[k + 1] ?? origin, origin), seenMean[k] ?? [0, 0, 0]),
      ]);
      return askedMean.map((expected, t) => {
        const turned = [0, 1, 2].map((axis) =>
          off.reduce((sum, value, r) => sum + value * (weights[r * m + 3 * t + axis] ?? 0), 0),
        );
        const offset: Vec3 = [turned[0] ?? 0, turned[1] ?? 0, turned[2] ?? 0];
        return { pointLpsMm: addScaled(addScaled(origin, expected, 1), offset, 1), sdMm: Number.NaN };
      });
    };
  };
  return (pattern, points) => {
    const place = cache.get(pattern) ?? prepare(pattern);
    cache.set(pattern, place);
    return place(points);
  };
}

/** A · C · Bᵀ for n and m rows over `size` columns. */
function product(
  a: Float64Array,
  n: number,
  c: Float64Array,
  b: Float64Array,
  m: number,
  size: number,
): Float64Array {
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    const row = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      const weight = a[i * size + k] ?? 0;
      if (weight === 0) continue;
      for (let l = 0; l < size; l++) row[l] = (row[l] ?? 0) + weight * (c[k * size + l] ?? 0);
    }
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < size; l++) sum += (row[l] ?? 0) * (b[j * size + l] ?? 0);
      out[i * m + j] = sum;
    }
  }
  return out;
}
