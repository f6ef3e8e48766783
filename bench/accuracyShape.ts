/** Fits the shape model of `src/domain/spine/model.ts` on labelled scans. */
import { subtract, type Vec3 } from '../src/domain/geometry/vec3.ts';
import type { SpineCalibration, SpineModel } from '../src/domain/spine/model.ts';
import { factorize } from '../src/domain/spine/modelMatrix.ts';
import { parametersOfStep } from '../src/domain/spine/modelStep.ts';
import { centresOf, LEARNED, type Scan } from './accuracyData.ts';
import { fitGaussian, type Gaussian } from './accuracyEm.ts';

/**
 * Set by judgement, not searched for: the pull (in scans) toward a covariance smoothed along the spine, the width of
 * that smoothing in levels, the tails, and the variance of a click. `docs/accuracy.md` shows how little they matter.
 */
export interface ShapeSettings {
  readonly pullScans: number;
  readonly smoothLevels: number;
  readonly tailFreedom: number;
  readonly clickVarianceMm2: number;
}
export const SETTINGS: ShapeSettings = {
  pullScans: 30,
  smoothLevels: 4,
  tailFreedom: 6,
  clickVarianceMm2: 0.5,
};

const ROUNDS = 15;
const STEPS = LEARNED.length - 1;
const SIZE = 3 * STEPS;
/** Keeps the covariance positive definite: far below the variance of any step (ln mm, radians). */
const RIDGE = 1e-6;
const UNCALIBRATED: SpineCalibration = { between: [1], beyond: [1] };

/** Parameters of all steps of a scan; NaN where missing. */
function stepsOf(scan: Scan): Float64Array {
  const centres = centresOf(scan);
  return Float64Array.from(
    centres.slice(1).flatMap((lower, i) => {
      const upper = centres[i];
      return upper === undefined || lower === undefined
        ? [NaN, NaN, NaN]
        : [...parametersOfStep(subtract(lower, upper))];
    }),
  );
}

/** The model without the lumbosacral step, uncalibrated. */
export function fitShape(scans: readonly Scan[], settings: ShapeSettings = SETTINGS): SpineModel {
  const rows = scans.map(stepsOf).filter((row) => row.some((value) => !Number.isNaN(value)));
  const ridge = Array.from({ length: SIZE }, () => RIDGE);
  const loose = fitGaussian(rows, { rounds: ROUNDS, ridge: ridge.map(() => 10 * RIDGE) });
  const prior = { covariance: smoothed(loose, rows, settings.smoothLevels), weight: settings.pullScans };
  const { mean, covariance } = fitGaussian(rows, { rounds: ROUNDS, ridge, prior });
  return {
    levels: LEARNED,
    mean: [...mean],
    covariance: packed(covariance, SIZE),
    clickVarianceMm2: settings.clickVarianceMm2,
    tailFreedom: settings.tailFreedom,
    calibration: UNCALIBRATED,
  };
}

/**
 * L5-S1 is in no label set at hand. By judgement: 34.9 mm (OpenSim, `spacing.ts`), 35° posterior and 17° about either
 * axis (`averageSpine.ts`, `curveSpread.ts`); size and posture follow L4-L5, the rest is its own.
 */
const LUMBOSACRAL = {
  mean: [Math.log(34.9), (35 * Math.PI) / 180, 0],
  follows: [0.7, 1, 1],
  sd: [0.1, 0.3, 0.3],
};

/** The model with the step from L5 to S1 added. */
export function withSacrum(model: SpineModel): SpineModel {
  const known = model.mean.length;
  const size = known + 3;
  const covariance = new Float64Array(size * size);
  let from = 0;
  for (let i = 0; i < known; i++)
    for (let j = 0; j <= i; j++) {
      const value = model.covariance[from++] ?? 0;
      covariance[i * size + j] = value;
      covariance[j * size + i] = value;
    }
  for (let p = 0; p < 3; p++) {
    const [row, above] = [known + p, known - 3 + p];
    for (let j = 0; j < row; j++) {
      const value = (LUMBOSACRAL.follows[p] ?? 0) * (covariance[above * size + j] ?? 0);
      covariance[row * size + j] = value;
      covariance[j * size + row] = value;
    }
    const followed = (LUMBOSACRAL.follows[p] ?? 0) ** 2 * (covariance[above * size + above] ?? 0);
    covariance[row * size + row] = followed + (LUMBOSACRAL.sd[p] ?? 0) ** 2;
  }
  return {
    ...model,
    levels: [...model.levels, 'S1'],
    mean: [...model.mean, ...LUMBOSACRAL.mean],
    covariance: packed(covariance, size),
  };
}

const packed = (covariance: Float64Array, size: number): readonly number[] =>
  Array.from({ length: size }, (_, i) => [...covariance.subarray(i * size, i * size + i + 1)]).flat();

/**
 * A covariance that changes slowly along the spine: correlations averaged over pairs of steps of the same kind and lag,
 * standard deviations over neighbours, both weighted by the scans that show them.
 */
function smoothed({ covariance }: Gaussian, rows: readonly Float64Array[], width: number): Float64Array {
  const sd = Array.from({ length: SIZE }, (_, i) => Math.sqrt(covariance[i * SIZE + i] ?? 1));
  const seen = (i: number, j: number): number =>
    rows.filter((row) => !Number.isNaN(row[3 * i]) && !Number.isNaN(row[3 * j])).length;
  const together = Array.from({ length: STEPS }, (_, i) =>
    Array.from({ length: STEPS }, (__, j) => seen(i, j)),
  );
  const correlation = new Float64Array(SIZE * SIZE);
  const of = (p: number, q: number): number =>
    (covariance[p * SIZE + q] ?? 0) / ((sd[p] ?? 1) * (sd[q] ?? 1));
  for (let i = 0; i < STEPS; i++)
    for (let j = 0; j < STEPS; j++)
      for (let p = 0; p < 3; p++)
        for (let q = 0; q < 3; q++) {
          let [sum, weights] = [0, 0];
          for (let k = 0; k < STEPS; k++) {
            const partner = k + j - i;
            if (partner < 0 || partner >= STEPS) continue;
            const weight = bell(k - i, width) * ((together[k]?.[partner] ?? 0) + 0.5);
            sum += weight * (of(3 * k + p, 3 * partner + q) + of(3 * partner + q, 3 * k + p)) * 0.5;
            weights += weight;
          }
          correlation[(3 * i + p) * SIZE + 3 * j + q] = sum / weights;
        }
  const smoothSd = sd.map((_, at) => {
    let [sum, weights] = [0, 0];
    for (let k = 0; k < STEPS; k++) {
      const weight = bell(k - Math.floor(at / 3), 1) * (together[k]?.[k] ?? 0);
      sum += weight * (sd[3 * k + (at % 3)] ?? 0) ** 2;
      weights += weight;
    }
    return Math.sqrt(sum / weights);
  });
  const usable = definite(correlation);
  return usable.map(
    (value, at) => value * (smoothSd[Math.floor(at / SIZE)] ?? 0) * (smoothSd[at % SIZE] ?? 0),
  );
}

const bell = (levels: number, width: number): number => Math.exp(-0.5 * (levels / width) ** 2);

/** Drawn toward the identity until positive definite. */
function definite(correlation: Float64Array): Float64Array {
  for (let share = 0.02; share < 1; share += 0.02) {
    const drawn = correlation.map((value, at) =>
      Math.floor(at / SIZE) === at % SIZE ? 1 : (1 - share) * value,
    );
    if (factorize(drawn.slice(), SIZE)) return drawn;
  }
  throw new Error('Argument "correlation" cannot be made positive definite.');
}

/** Standard normal numbers (Box–Muller). */
export const normalFrom =
  (random: () => number): (() => number) =>
  () =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A seeded click beside a centre: this standard deviation per axis, mm. */
export function clickBeside(random: () => number, sdMm: number): (centre: Vec3) => Vec3 {
  const normal = normalFrom(random);
  return (centre) => [centre[0] + sdMm * normal(), centre[1] + sdMm * normal(), centre[2] + sdMm * normal()];
}
