/** Mean and covariance of a Gaussian from rows with missing blocks (expectation–maximisation). */
import { backwardSolve, factorize, forwardSolve } from '../src/domain/spine/modelMatrix.ts';

export interface Gaussian {
  readonly mean: Float64Array;
  /** Row-major, symmetric. */
  readonly covariance: Float64Array;
}

export interface EmSettings {
  readonly rounds: number;
  /** Added to every variance after each round. */
  readonly ridge: readonly number[];
  /** Inverse-Wishart centre and its weight in scans: what the covariance is drawn to where scans are few. */
  readonly prior?: { readonly covariance: Float64Array; readonly weight: number };
}

/** Rows with the same columns present. */
interface Pattern {
  readonly present: readonly number[];
  readonly missing: readonly number[];
  readonly rows: Float64Array[];
}

/**
 * @param rows - NaN where missing; at least one column present
 * Source: Dempster, Laird, Rubin 1977; Little & Rubin, "Statistical Analysis with Missing Data" 11.2
 */
export function fitGaussian(rows: readonly Float64Array[], settings: EmSettings): Gaussian {
  const size = rows[0]?.length ?? 0;
  const patterns = patternsOf(rows, size);
  let { mean, covariance } = startOf(rows, size, settings);
  for (let round = 0; round < settings.rounds; round++) {
    const first = new Float64Array(size);
    const second = new Float64Array(size * size);
    for (const pattern of patterns) expect(pattern, mean, covariance, first, second);
    const count = rows.length;
    mean = mean.map((value, i) => value + (first[i] ?? 0) / count);
    const { prior } = settings;
    covariance = second.map((sum, at) => {
      const [i, j] = [Math.floor(at / size), at % size];
      const centred = sum - ((first[i] ?? 0) * (first[j] ?? 0)) / count;
      const drawn =
        prior === undefined
          ? centred / count
          : (centred + prior.weight * (prior.covariance[at] ?? 0)) / (count + prior.weight);
      return drawn + (i === j ? (settings.ridge[i] ?? 0) : 0);
    });
  }
  return { mean, covariance };
}

function patternsOf(rows: readonly Float64Array[], size: number): readonly Pattern[] {
  const patterns = new Map<string, Pattern>();
  for (const row of rows) {
    const present = Array.from({ length: size }, (_, i) => i).filter((i) => !Number.isNaN(row[i]));
    const key = present.join();
    const pattern = patterns.get(key) ?? {
      present,
      missing: Array.from({ length: size }, (_, i) => i).filter((i) => Number.isNaN(row[i])),
      rows: [],
    };
    pattern.rows.push(row);
    patterns.set(key, pattern);
  }
  return [...patterns.values()];
}

function startOf(rows: readonly Float64Array[], size: number, settings: EmSettings): Gaussian {
  const mean = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const seen = rows.map((row) => row[i] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    const average = seen.reduce((sum, value) => sum + value, 0) / Math.max(1, seen.length);
    mean[i] = average;
    const squares = seen.reduce((sum, value) => sum + (value - average) ** 2, 0);
    covariance[i * size + i] = squares / Math.max(1, seen.length) + (settings.ridge[i] ?? 0) + 1e-9;
  }
  return { mean, covariance: settings.prior?.covariance.slice() ?? covariance };
}

/** Adds the expected first and second moments about `mean` of one pattern's rows. */
function expect(
  { present, missing, rows }: Pattern,
  mean: Float64Array,
  covariance: Float64Array,
  first: Float64Array,
  second: Float64Array,
): void {
  const size = mean.length;
  const [n, m] = [present.length, missing.length];
  const factor = blockOf(covariance, size, present, present);
  if (!factorize(factor, n))
    throw new Error('Argument "rows" gives a covariance that is not positive definite.');
  const cross = blockOf(covariance, size, present, missing);
  const weights = cross.slice();
  forwardSolve(factor, n, weights, m);
  backwardSolve(factor, n, weights, m);
  for (const row of rows) {
    const full = new Float64Array(size);
    for (const [k, i] of present.entries()) {
      const off = (row[i] ?? 0) - (mean[i] ?? 0);
      full[i] = off;
      for (const [u, j] of missing.entries()) full[j] = (full[j] ?? 0) + off * (weights[k * m + u] ?? 0);
    }
    for (let i = 0; i < size; i++) {
      const off = full[i] ?? 0;
      first[i] = (first[i] ?? 0) + off;
      for (let j = 0; j < size; j++)
        second[i * size + j] = (second[i * size + j] ?? 0) + off * (full[j] ?? 0);
    }
  }
  for (const [u, i] of missing.entries())
    for (const [v, j] of missing.entries()) {
      let explained = 0;
      for (let k = 0; k < n; k++) explained += (cross[k * m + u] ?? 0) * (weights[k * m + v] ?? 0);
      const left = (covariance[i * size + j] ?? 0) - explained;
      second[i * size + j] = (second[i * size + j] ?? 0) + rows.length * left;
    }
}

export function blockOf(
  matrix: Float64Array,
  size: number,
  rows: readonly number[],
  columns: readonly number[],
): Float64Array {
  const block = new Float64Array(rows.length * columns.length);
  for (const [r, i] of rows.entries())
    for (const [c, j] of columns.entries()) block[r * columns.length + c] = matrix[i * size + j] ?? 0;
  return block;
}
