import {
  add,
  cross,
  distance,
  dot,
  mix,
  negate,
  reject,
  scale,
  subtract,
  unit,
  type Vec3,
} from '../geometry/vec3.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, isInScheme } from '../vocabulary/scheme.ts';

/** Centre of a vertebral body (C1: of the ring), or a posterior landmark of that level; LPS mm. */
export interface LevelPoint {
  readonly level: Vertebra;
  readonly pointLpsMm: Vec3;
}

export interface SpineInput {
  /** In any order; `spineOf` sorts by name, never by position. */
  readonly labels: readonly LevelPoint[];
  readonly scheme: SpineScheme;
  /** Canal centre or spinous tip per level; enough to know the roll. */
  readonly posterior?: readonly LevelPoint[];
  /** Canal centres per level whose roll is taken level by level, not as one mean (decisions/0009). */
  readonly canal?: readonly LevelPoint[] | undefined;
}

export interface SpineNode {
  readonly level: Vertebra;
  readonly centre: Vec3;
  /** Unit, pointing to the feet. */
  readonly tangent: Vec3;
  /** False where the numbering does not hold this vertebra: no level is derived beside it. */
  readonly inScheme: boolean;
  /** Roll of this level from the canal beside it, radians; null where there is none. */
  readonly rollRad: number | null;
}

/** Labels made ready for many points: sorted, tangents and roll computed once. */
export interface Spine {
  readonly nodes: readonly SpineNode[];
  readonly scheme: SpineScheme;
  /** Angle about the tangent that brings p onto the posterior points, radians; null when unknown. */
  readonly rollRad: number | null;
  /** About the labels as a whole; not empty and `nodes` empty: nothing can be derived. */
  readonly problems: readonly string[];
}

/** Axes at a point of the spine, LPS: origin on the body line; l to the patient's left, p posterior, t to the feet. */
export interface SpineAxes {
  readonly origin: Vec3;
  readonly tangent: Vec3;
  readonly left: Vec3;
  readonly posterior: Vec3;
  /** What l and p were turned by, radians; null: the roll is not known here and they follow patient x. */
  readonly rollRad: number | null;
}

/** Roll beyond this says that posture and anatomy disagree (prone registered as supine: clinical.md 12.3). */
export const IMPLAUSIBLE_ROLL_RAD = Math.PI / 4;
/** |x̂·t| above this: the body line runs along the left-right axis and no side can be told (definitions.md). */
const DEGENERATE_AXIS = 0.9;

/**
 * Sorts the labels from head to foot and computes tangents t_i = unit(c_{i+1} − c_{i−1}), one-sided at the ends.
 *
 * @returns a spine without nodes, and the reason in `problems`, where labels are too few, doubled or coincide
 * Source: definitions.md "Level of a point"
 */
export function spineOf(input: SpineInput): Spine {
  const { scheme } = input;
  const labels = input.labels.toSorted((a, b) => compareVertebrae(a.level, b.level));
  const unusable = (...problems: string[]): Spine => ({ nodes: [], scheme, rollRad: null, problems });
  if (labels.length === 0) return unusable('no-labels');
  const doubled = labels.filter((label, i) => labels[i + 1]?.level === label.level);
  if (doubled.length > 0) return unusable(...doubled.map((label) => `duplicate-label:${label.level}`));
  if (labels.length === 1) return unusable('too-few-labels');
  const nodes: SpineNode[] = [];
  for (const [i, label] of labels.entries()) {
    const above = labels[i - 1] ?? label;
    const below = labels[i + 1] ?? label;
    const tangent = unit(subtract(below.pointLpsMm, above.pointLpsMm));
    if (tangent === null) return unusable(`labels-coincide:${label.level}`);
    const inScheme = isInScheme(scheme, label.level);
    nodes.push({ level: label.level, centre: label.pointLpsMm, tangent, inScheme, rollRad: null });
  }
  const spine = withRoll({ nodes, scheme, rollRad: null, problems: [] }, input.posterior ?? []);
  return input.canal === undefined ? spine : withLocalRoll(spine, input.canal);
}

/**
 * Axes at the fraction f (clamped to 0..1) between two nodes.
 *
 * l = unit(x̂ − (x̂·t)t) with x̂ the patient's left, p = l × t signed to point posterior, both turned about t by the
 * roll where it is known.
 *
 * @returns null (`axis-degenerate`) where |x̂·t| > 0.9
 */
export function axesBetween(spine: Spine, upper: SpineNode, lower: SpineNode, f: number): SpineAxes | null {
  const clamped = Math.min(1, Math.max(0, f));
  const origin = mix(upper.centre, lower.centre, clamped);
  const tangent = unit(mix(upper.tangent, lower.tangent, clamped));
  return tangent === null ? null : axesAt(origin, tangent, rollBetween(spine, upper, lower, clamped));
}

/** Of the two levels beside the place, in between linearly; of the one that has it; else that of the spine. */
function rollBetween(spine: Spine, upper: SpineNode, lower: SpineNode, f: number): number | null {
  if (upper.rollRad !== null && lower.rollRad !== null) return (1 - f) * upper.rollRad + f * lower.rollRad;
  return upper.rollRad ?? lower.rollRad ?? spine.rollRad;
}

/** @param rollRad - null: l and p follow patient x */
export function axesAt(origin: Vec3, tangent: Vec3, rollRad: number | null): SpineAxes | null {
  if (Math.abs(tangent[0]) > DEGENERATE_AXIS) return null;
  const left = unit(reject([1, 0, 0], tangent));
  if (left === null) return null;
  const perpendicular = cross(left, tangent);
  const posterior = perpendicular[1] < 0 ? negate(perpendicular) : perpendicular;
  const [c, s] = [Math.cos(rollRad ?? 0), Math.sin(rollRad ?? 0)];
  return {
    origin,
    tangent,
    left: subtract(scale(left, c), scale(posterior, s)),
    posterior: add(scale(left, s), scale(posterior, c)),
    rollRad,
  };
}

/** Roll: the mean offset of the posterior points, each seen in the axes of its own level, lies along p afterwards. */
function withRoll(spine: Spine, posterior: readonly LevelPoint[]): Spine {
  if (posterior.length === 0) return spine;
  const problems: string[] = [];
  let [leftMm, posteriorMm, used] = [0, 0, 0];
  for (const point of posterior) {
    const node = spine.nodes.find((candidate) => candidate.level === point.level);
    const axes = node === undefined ? null : axesAt(node.centre, node.tangent, null);
    if (axes === null) {
      problems.push(`posterior-unused:${point.level}`);
      continue;
    }
    const offset = subtract(point.pointLpsMm, axes.origin);
    leftMm += dot(offset, axes.left);
    posteriorMm += dot(offset, axes.posterior);
    used += 1;
  }
  if (used === 0) return { ...spine, problems };
  if (Math.hypot(leftMm, posteriorMm) / used < MIN_POSTERIOR_OFFSET_MM)
    return { ...spine, problems: [...problems, 'posterior-degenerate'] };
  const rollRad = Math.atan2(leftMm, posteriorMm);
  if (Math.abs(rollRad) > IMPLAUSIBLE_ROLL_RAD) problems.push('posture-against-anatomy');
  return { ...spine, rollRad, problems };
}

/** Offsets of the canal from the body line count this much at the level itself and at its labelled neighbours. */
const OWN_WEIGHT = 2;
const NEIGHBOUR_WEIGHT = 1;

/**
 * Roll level by level: at each label the direction of the weighted mean offset of its own canal centre and those of the
 * labels beside it. Levels whose own and neighbours' canal is unknown keep `rollRad` null.
 *
 * Source: decisions/0009-canal-and-roll.md
 */
function withLocalRoll(spine: Spine, canal: readonly LevelPoint[]): Spine {
  const offsets = spine.nodes.map((node) => {
    const point = canal.find((one) => one.level === node.level);
    const axes = point === undefined ? null : axesAt(node.centre, node.tangent, null);
    if (point === undefined || axes === null) return null;
    const offset = subtract(point.pointLpsMm, axes.origin);
    return { leftMm: dot(offset, axes.left), posteriorMm: dot(offset, axes.posterior) };
  });
  const nodes = spine.nodes.map((node, i): SpineNode => {
    let [leftMm, posteriorMm, weight] = [0, 0, 0];
    for (const k of [i - 1, i, i + 1]) {
      const offset = offsets[k];
      if (!offset) continue;
      const w = k === i ? OWN_WEIGHT : NEIGHBOUR_WEIGHT;
      leftMm += w * offset.leftMm;
      posteriorMm += w * offset.posteriorMm;
      weight += w;
    }
    const known = weight > 0 && Math.hypot(leftMm, posteriorMm) / weight >= MIN_POSTERIOR_OFFSET_MM;
    return known ? { ...node, rollRad: Math.atan2(leftMm, posteriorMm) } : node;
  });
  const implausible = nodes.some(
    ({ rollRad }) => rollRad !== null && Math.abs(rollRad) > IMPLAUSIBLE_ROLL_RAD,
  );
  const problems =
    implausible && !spine.problems.includes('posture-against-anatomy')
      ? [...spine.problems, 'posture-against-anatomy']
      : spine.problems;
  return { ...spine, nodes, problems };
}

/** Posterior points nearer the body line than this give no direction. */
const MIN_POSTERIOR_OFFSET_MM = 2;

/** Signed distance along the tangent of a node, mm, positive toward the feet: s_i(x) = (x − c_i)·t_i. */
export const alongNodeMm = (node: SpineNode, point: Vec3): number =>
  dot(subtract(point, node.centre), node.tangent);

export const nodeDistanceMm = (a: SpineNode, b: SpineNode): number => distance(a.centre, b.centre);
