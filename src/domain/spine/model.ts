import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { vertebraeOf } from '../vocabulary/scheme.ts';
import type { LevelCurve } from './levelCurve.ts';
import { stepsOf, type StepPrior } from './modelChain.ts';
import { largestEigenvalue } from './modelMatrix.ts';
import { conditionChain } from './modelPosterior.ts';
import type { LevelPoint } from './spineFrame.ts';

/** A learned Gaussian of the steps between neighbouring body centres (`modelStep.ts`), as its data file holds it. */
export interface SpineModel {
  /** Vertebrae whose steps are known, head to foot, none left out. */
  readonly levels: readonly Vertebra[];
  /** 3 numbers a step. */
  readonly mean: readonly number[];
  /** Lower triangle, row by row, of the covariance of `mean`. */
  readonly covariance: readonly number[];
  /** Variance of a clicked centre about the true one, mm² per axis. */
  readonly clickVarianceMm2: number;
  /** Degrees of freedom of the tails: how much the spread grows where the anchors themselves look unusual. */
  readonly tailFreedom: number;
  readonly calibration: SpineCalibration;
}

/** Factors on the standard deviation by levels to the nearest anchor (1, 2, …); the last holds farther out. */
export interface SpineCalibration {
  readonly between: readonly number[];
  readonly beyond: readonly number[];
}

/**
 * The model made ready for many spines.
 *
 * @returns a function that places levels from anchors (head to foot, each level once, LPS mm); it gives null where the
 * model does not apply: fewer than two anchors, an unknown spacing between them, or no spine like those learned from.
 * The curve it gives returns null for a level that no known spacing joins to the anchors. Its variance is that of the
 * worst axis, calibrated so that |error| ≤ 2.8 standard deviations in 95 %.
 * Source: docs/accuracy.md; definitions.md "Command line" `label`
 */
export function spineModel(
  model: SpineModel,
): (scheme: SpineScheme, anchors: readonly LevelPoint[]) => LevelCurve | null {
  const whole = unpack(model);
  return (scheme, anchors) => {
    const [first] = anchors;
    if (first === undefined || anchors.length < 2) return null;
    const block = blockAround(model.levels, scheme, first.level);
    const start = model.levels.indexOf(block[0] ?? first.level);
    const observed = anchors.map(({ level, pointLpsMm }) => ({ node: block.indexOf(level), pointLpsMm }));
    if (observed.some(({ node }) => node < 0)) return null;
    const prior = stepsOf(whole, start, block.length - 1);
    const posterior = conditionChain(prior, observed, model.clickVarianceMm2);
    if (posterior === null) return null;
    const freedom = 3 * (anchors.length - 1);
    if (posterior.misfit > MAX_MISFIT * freedom) return null;
    const tails = (model.tailFreedom + posterior.misfit) / (model.tailFreedom + freedom);
    return (level) => {
      const node = block.indexOf(level);
      if (node < 0) return null;
      const varianceMm2 = largestEigenvalue(posterior.covarianceOf(node)) * tails;
      const factor = calibrationOf(
        model.calibration,
        node,
        observed.map((one) => one.node),
      );
      return { pointLpsMm: posterior.centre(node), varianceMm2: Math.max(0, varianceMm2) * factor ** 2 };
    };
  };
}

/** Mean squared misfit per observed coordinate above which the anchors are no spine of this model (expected: 1). */
const MAX_MISFIT = 25;

/** The levels joined to one by steps the model knows and this patient's numbering has, head to foot. */
function blockAround(levels: readonly Vertebra[], scheme: SpineScheme, level: Vertebra): readonly Vertebra[] {
  const own = vertebraeOf(scheme);
  const joined = (upper: Vertebra | undefined, lower: Vertebra | undefined): boolean =>
    upper !== undefined &&
    lower !== undefined &&
    levels.includes(upper) &&
    levels.indexOf(upper) + 1 === levels.indexOf(lower) &&
    own.indexOf(upper) + 1 === own.indexOf(lower) &&
    own.includes(upper);
  let [from, to] = [own.indexOf(level), own.indexOf(level)];
  while (joined(own[from - 1], own[from])) from -= 1;
  while (joined(own[to], own[to + 1])) to += 1;
  return own.slice(from, to + 1);
}

function calibrationOf(
  { between, beyond }: SpineCalibration,
  node: number,
  anchors: readonly number[],
): number {
  const nearest = Math.min(...anchors.map((anchor) => Math.abs(anchor - node)));
  const outside = node < Math.min(...anchors) || node > Math.max(...anchors);
  const factors = outside ? beyond : between;
  return factors[Math.min(Math.max(nearest, 1), factors.length) - 1] ?? 1;
}

function unpack({ mean, covariance }: SpineModel): StepPrior {
  const size = mean.length;
  const full = new Float64Array(size * size);
  let at = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const value = covariance[at++] ?? 0;
      full[i * size + j] = value;
      full[j * size + i] = value;
    }
  return { mean: Float64Array.from(mean), covariance: full };
}
