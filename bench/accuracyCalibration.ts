/** Factors that make |error| ≤ 2.8 standard deviations hold in 95 %, by levels to the nearest anchor. */
import type { SpineCalibration } from '../src/domain/spine/model.ts';
import type { Outcome } from './accuracyScore.ts';

/** Standard deviations within which 95 % of the errors are to lie (definitions.md "Command line"). */
export const WITHIN_SDS = 2.8;
const SHARE = 0.95;
/** As far as there are labels to learn from. */
export const FARTHEST = 8;

/** @param outcomes - of the model without calibration, on scans it was not fitted on */
export function calibrate(outcomes: readonly Outcome[]): SpineCalibration {
  const factors = (beyond: boolean): readonly number[] =>
    Array.from({ length: FARTHEST }, (_, k) => {
      const own = outcomes.filter((outcome) => outcome.beyond === beyond);
      const ratios = nearest(own, k + 1)
        .map(({ errorMm, sdMm }) => errorMm / sdMm)
        .toSorted((a, b) => a - b);
      const limit = ratios[Math.floor(SHARE * ratios.length)] ?? WITHIN_SDS;
      return Number((limit / WITHIN_SDS).toFixed(4));
    });
  return { between: factors(false), beyond: factors(true) };
}

/** Outcomes at a distance, and at distances ever farther from it until there are enough for a quantile. */
function nearest(outcomes: readonly Outcome[], distance: number): readonly Outcome[] {
  for (let width = 0; width < FARTHEST; width++) {
    const some = outcomes.filter((outcome) => Math.abs(outcome.distance - distance) <= width);
    if (some.length >= ENOUGH) return some;
  }
  return outcomes;
}
const ENOUGH = 1500;

/** The outcome as the calibrated model gives it. */
export function calibrated(outcome: Outcome, { between, beyond }: SpineCalibration): Outcome {
  const factors = outcome.beyond ? beyond : between;
  const factor = factors[Math.min(outcome.distance, factors.length) - 1] ?? 1;
  return { ...outcome, sdMm: outcome.sdMm * factor };
}
