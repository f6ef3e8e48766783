import { addScaled, subtract, type Vec3 } from '../geometry/vec3.ts';
import { STEP_PARAMETERS, stepJacobian, stepOfParameters } from './modelStep.ts';

/** A Gaussian over the steps of a chain of n + 1 centres, head to foot. */
export interface StepPrior {
  /** 3 numbers a step (`parametersOfStep`). */
  readonly mean: Float64Array;
  /** 3n × 3n, row-major, symmetric. */
  readonly covariance: Float64Array;
}

export interface Observation {
  /** Index of the centre in the chain. */
  readonly node: number;
  readonly pointLpsMm: Vec3;
}

/** A step and its Jacobian at some parameters. */
export interface LinearStep {
  readonly step: Vec3;
  readonly jacobian: readonly number[];
}

export const linearize = (parameters: Float64Array): readonly LinearStep[] =>
  Array.from({ length: parameters.length / STEP_PARAMETERS }, (_, i) => {
    const own = parametersAt(parameters, i);
    return { step: stepOfParameters(own), jacobian: stepJacobian(own) };
  });

/** The marginal of `count` steps from `start`. */
export function stepsOf({ mean, covariance }: StepPrior, start: number, count: number): StepPrior {
  const size = mean.length;
  const [offset, width] = [STEP_PARAMETERS * start, STEP_PARAMETERS * count];
  const part = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    const from = (offset + i) * size + offset;
    part.set(covariance.subarray(from, from + width), i * width);
  }
  return { mean: mean.slice(offset, offset + width), covariance: part };
}

/** rows += ± J_q · covariance[q, all] for the steps q from one node to another; minus when walked toward the head. */
export function addWalk(
  rows: Float64Array,
  { covariance, mean }: StepPrior,
  steps: readonly LinearStep[],
  from: number,
  to: number,
): void {
  const size = mean.length;
  const sign = from <= to ? 1 : -1;
  for (let q = Math.min(from, to); q < Math.max(from, to); q++) {
    const jacobian = steps[q]?.jacobian ?? [];
    for (let axis = 0; axis < 3; axis++)
      for (let p = 0; p < STEP_PARAMETERS; p++) {
        const weight = sign * (jacobian[3 * axis + p] ?? 0);
        const row = (STEP_PARAMETERS * q + p) * size;
        for (let c = 0; c < size; c++)
          rows[axis * size + c] = (rows[axis * size + c] ?? 0) + weight * (covariance[row + c] ?? 0);
      }
  }
}

/** block (3 × 3) += rows · Σ ± J_qᵀ for the steps q from one node to another. */
export function addProjection(
  block: Float64Array,
  rows: Float64Array,
  size: number,
  steps: readonly LinearStep[],
  from: number,
  to: number,
): void {
  const sign = from <= to ? 1 : -1;
  for (let q = Math.min(from, to); q < Math.max(from, to); q++) {
    const jacobian = steps[q]?.jacobian ?? [];
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let sum = 0;
        for (let p = 0; p < STEP_PARAMETERS; p++)
          sum += (rows[a * size + STEP_PARAMETERS * q + p] ?? 0) * (jacobian[3 * b + p] ?? 0);
        block[3 * a + b] = (block[3 * a + b] ?? 0) + sign * sum;
      }
  }
}

/** cov(observed centre, parameters) apart from where the root lies: three rows a centre. */
export function observationGain(
  prior: StepPrior,
  steps: readonly LinearStep[],
  root: number,
  observed: readonly Observation[],
): Float64Array {
  const size = prior.mean.length;
  const gain = new Float64Array(3 * observed.length * size);
  const rows = new Float64Array(3 * size);
  let reached = root;
  for (const [k, { node }] of observed.entries()) {
    addWalk(rows, prior, steps, reached, node);
    reached = node;
    gain.set(rows, 3 * k * size);
  }
  return gain;
}

/**
 * What was observed minus what is expected at the prior mean, expected being linear about the present parameters.
 * The first observation is the root.
 */
export function residualOf(
  prior: StepPrior,
  parameters: Float64Array,
  steps: readonly LinearStep[],
  observed: readonly Observation[],
): Float64Array {
  const residual = new Float64Array(3 * observed.length);
  let expected: Vec3 = observed[0]?.pointLpsMm ?? [0, 0, 0];
  let reached = observed[0]?.node ?? 0;
  for (const [k, { node, pointLpsMm }] of observed.entries()) {
    for (; reached < node; reached++) {
      const { step, jacobian } = steps[reached] ?? { step: [0, 0, 0] as const, jacobian: [] };
      const off = subtract(parametersAt(parameters, reached), parametersAt(prior.mean, reached));
      const turned: Vec3 = [
        rowTimes(jacobian, 0, off),
        rowTimes(jacobian, 1, off),
        rowTimes(jacobian, 2, off),
      ];
      expected = addScaled(addScaled(expected, step, 1), turned, -1);
    }
    residual.set(subtract(pointLpsMm, expected), 3 * k);
  }
  return residual;
}

const parametersAt = (parameters: Float64Array, i: number): Vec3 => [
  parameters[3 * i] ?? 0,
  parameters[3 * i + 1] ?? 0,
  parameters[3 * i + 2] ?? 0,
];

const rowTimes = (matrix: readonly number[], row: number, v: Vec3): number =>
  (matrix[3 * row] ?? 0) * v[0] + (matrix[3 * row + 1] ?? 0) * v[1] + (matrix[3 * row + 2] ?? 0) * v[2];
