import { addScaled, type Vec3 } from '../geometry/vec3.ts';
import {
  addProjection,
  addWalk,
  linearize,
  observationGain,
  residualOf,
  stepsOf,
  type LinearStep,
  type Observation,
  type StepPrior,
} from './modelChain.ts';
import { backwardSolve, factorize, forwardSolve } from './modelMatrix.ts';

export interface ChainPosterior {
  /** Most probable place of a centre, LPS mm. */
  readonly centre: (node: number) => Vec3;
  /** Covariance of that place, mm², 3 × 3 row-major. */
  readonly covarianceOf: (node: number) => Float64Array;
  /** Squared Mahalanobis distance of what was observed from what was expected. */
  readonly misfit: number;
}

/** Where the first observed centre lies is not known beforehand: a variance that says nothing, mm². */
const ANYWHERE_MM2 = 1e6;
const MAX_ROUNDS = 20;
/** ln mm and radians: far below a thousandth of a millimetre over a whole spine. */
const SETTLED = 1e-7;

/**
 * The steps that are most probable given some centres (iterated Gauss–Newton on the Gaussian of their parameters), and
 * the uncertainty of every centre of the chain.
 *
 * @param observed - at least one, by rising node, each node once; LPS mm
 * @param noiseMm2 - variance of an observed point about the true centre, per axis; above 0
 * @returns null where the iteration does not settle: no spine like those of the model runs so
 * Source: Bell & Cathey 1993, "The iterated Kalman filter update as a Gauss-Newton method"
 */
export function conditionChain(
  prior: StepPrior,
  observed: readonly Observation[],
  noiseMm2: number,
): ChainPosterior | null {
  const [first, last] = [observed[0], observed.at(-1)];
  if (first === undefined || last === undefined) return null;
  // Only the steps between the outermost observations bend the observed ones; the others follow linearly.
  const inner = stepsOf(prior, first.node, last.node - first.node);
  const relative = observed.map(({ node, pointLpsMm }) => ({ node: node - first.node, pointLpsMm }));
  const solved = solveInner(inner, relative, noiseMm2);
  if (solved === null) return null;
  const innerSteps = linearize(solved.parameters);
  const steps: LinearStep[] = linearize(prior.mean).map((step, q) => innerSteps[q - first.node] ?? step);
  const gain = observationGain(prior, steps, first.node, observed);
  const parameters = shifted(prior.mean, gain, solved.weights);
  return posteriorOf({
    prior,
    steps: linearize(parameters),
    gain,
    factor: solved.factor,
    origin: addScaled(first.pointLpsMm, rootShift(solved.weights), 1),
    root: first.node,
    rows: solved.weights.length,
    misfit: solved.misfit,
  });
}

interface InnerSolution {
  readonly parameters: Float64Array;
  readonly factor: Float64Array;
  /** Inverse innovation times residual. */
  readonly weights: Float64Array;
  readonly misfit: number;
}

function solveInner(
  prior: StepPrior,
  observed: readonly Observation[],
  noiseMm2: number,
): InnerSolution | null {
  let parameters = prior.mean;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const steps = linearize(parameters);
    const gain = observationGain(prior, steps, 0, observed);
    const factor = innovation(gain, steps, observed, noiseMm2, prior.mean.length);
    const rows = 3 * observed.length;
    if (!factorize(factor, rows)) return null;
    const weights = residualOf(prior, parameters, steps, observed);
    forwardSolve(factor, rows, weights, 1);
    const misfit = weights.reduce((sum, weight) => sum + weight * weight, 0);
    backwardSolve(factor, rows, weights, 1);
    const next = shifted(prior.mean, gain, weights);
    const moved = next.reduce((most, value, i) => Math.max(most, Math.abs(value - (parameters[i] ?? 0))), 0);
    if (!Number.isFinite(moved)) return null;
    parameters = next;
    if (moved <= SETTLED) return { parameters, factor, weights, misfit };
  }
  return null;
}

/** mean + gainᵀ · weights */
function shifted(mean: Float64Array, gain: Float64Array, weights: Float64Array): Float64Array {
  const size = mean.length;
  const next = Float64Array.from(mean);
  for (const [r, weight] of weights.entries())
    for (let c = 0; c < size; c++) next[c] = (next[c] ?? 0) + weight * (gain[r * size + c] ?? 0);
  return next;
}

function rootShift(weights: Float64Array): Vec3 {
  const axis = (a: number): number =>
    weights.reduce((sum, weight, r) => (r % 3 === a ? sum + ANYWHERE_MM2 * weight : sum), 0);
  return [axis(0), axis(1), axis(2)];
}

/** Covariance of all observed coordinates, noise included; only the lower triangle. */
function innovation(
  gain: Float64Array,
  steps: readonly LinearStep[],
  observed: readonly Observation[],
  noiseMm2: number,
  size: number,
): Float64Array {
  const width = 3 * observed.length;
  const out = new Float64Array(width * width);
  for (const k of observed.keys()) {
    const rows = gain.subarray(3 * k * size, 3 * (k + 1) * size);
    const block = new Float64Array(9);
    let reached = 0;
    for (const [j, { node }] of observed.slice(0, k + 1).entries()) {
      addProjection(block, rows, size, steps, reached, node);
      reached = node;
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++)
          out[(3 * k + a) * width + 3 * j + b] =
            (block[3 * a + b] ?? 0) + (a === b ? ANYWHERE_MM2 + (j === k ? noiseMm2 : 0) : 0);
    }
  }
  return out;
}

interface Solved {
  readonly prior: StepPrior;
  readonly steps: readonly LinearStep[];
  readonly gain: Float64Array;
  readonly factor: Float64Array;
  readonly origin: Vec3;
  readonly root: number;
  readonly rows: number;
  readonly misfit: number;
}

function posteriorOf({ prior, steps, gain, factor, origin, root, rows, misfit }: Solved): ChainPosterior {
  const size = prior.mean.length;
  const centre = (node: number): Vec3 => {
    let point = origin;
    for (let q = Math.min(root, node); q < Math.max(root, node); q++)
      point = addScaled(point, steps[q]?.step ?? [0, 0, 0], node > root ? 1 : -1);
    return point;
  };
  const covarianceOf = (node: number): Float64Array => {
    const own = new Float64Array(3 * size);
    addWalk(own, prior, steps, root, node);
    const covariance = new Float64Array(9);
    addProjection(covariance, own, size, steps, root, node);
    const shared = new Float64Array(rows * 3);
    for (let r = 0; r < rows; r += 3)
      addProjection(shared.subarray(3 * r, 3 * r + 9), gain.subarray(r * size), size, steps, root, node);
    for (let r = 0; r < rows; r++) shared[3 * r + (r % 3)] = (shared[3 * r + (r % 3)] ?? 0) + ANYWHERE_MM2;
    forwardSolve(factor, rows, shared, 3);
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let explained = 0;
        for (let r = 0; r < rows; r++) explained += (shared[3 * r + a] ?? 0) * (shared[3 * r + b] ?? 0);
        covariance[3 * a + b] = (covariance[3 * a + b] ?? 0) + (a === b ? ANYWHERE_MM2 : 0) - explained;
      }
    return covariance;
  };
  return { centre, covarianceOf, misfit };
}
