import type { Vertebra } from '../../vocabulary/level.ts';
import { compareVertebrae } from '../../vocabulary/scheme.ts';

/**
 * Spread of vertebral body centres about the average spine led through clicked ones, fitted so that
 * |error| ≤ 2.8 standard deviations in about 95 % (table by `bench/calibrateInterpolation.ts`).
 *
 * Derived from the ImFusion VID ground truth; CC BY-SA 4.0, not Apache-2.0: see ./LICENSE.md for attribution.
 */
export const CURVE_SPREAD = {
  /** Of one centre by itself, mm² per axis. */
  nuggetMm2: 0.45,
  /** Growth of a random walk of the centres, mm² per mm. */
  walkMm2PerMm: 0.07,
} as const;

/** Growth of the variance of the line's direction, rad² per mm, by the vertebra at the lower end of the step. */
const TURN: readonly { readonly down: Vertebra; readonly radSqPerMm: number }[] = [
  { down: 'T1', radSqPerMm: 1.3e-3 },
  { down: 'T10', radSqPerMm: 1.2e-4 },
  { down: 'L2', radSqPerMm: 1.5e-4 },
  { down: 'L6', radSqPerMm: 2.8e-4 },
];

/** The label set holds no sacrum: a standard deviation of about 17° over the lumbosacral step, by judgement. */
const LUMBOSACRAL_TURN = 2.5e-3;

/** rad² per mm for the step that ends at `lower`. */
export const turnPerMm = (lower: Vertebra): number =>
  TURN.find(({ down }) => compareVertebrae(lower, down) <= 0)?.radSqPerMm ?? LUMBOSACRAL_TURN;
