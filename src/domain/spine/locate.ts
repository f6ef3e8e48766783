import { distance, dot, mix, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { exitingRoot, hasDisc } from '../vocabulary/interspace.ts';
import type { Level } from '../vocabulary/level.ts';
import {
  isAdjacent,
  vertebraAbove,
  vertebraBelow,
  vertebraeBetween,
  vertebraOrder,
} from '../vocabulary/scheme.ts';
import { locationWords } from './locationWords.ts';
import {
  alongNodeMm,
  axesBetween,
  nodeDistanceMm,
  spineOf,
  type Spine,
  type SpineAxes,
  type SpineInput,
  type SpineNode,
} from './spineFrame.ts';

export type PointLocation = Omit<DerivedLocation, 'words'>;

/** Within this distance of a border the neighbour is named too. */
export const NEAR_MM = 3;
/** At most this far from the body line is `midline`. */
export const MIDLINE_MM = 3;
/** Standard deviation of a body line from clicked centres, mm. */
const CENTRE_SD_MM = 1.5;
/** Standard deviation of the roll of single vertebrae against patient x over 1,226 scans; when the roll is known. */
const ROLL_SD_DEG = 7.6;
const KNOWN_ROLL_SD_DEG = 4;

/** Level, side and their words for one point. For many points prepare once with `spineOf` and use `locatePoint`. */
export function locate(input: SpineInput, pointLpsMm: Vec3): DerivedLocation {
  const location = locatePoint(spineOf(input), pointLpsMm);
  return { ...location, words: locationWords(location) };
}

/**
 * Vertebra, interspace, fraction, side, offsets and exiting root of a point from the labelled body centres.
 *
 * @param pointLpsMm - LPS mm, same frame of reference as the labels
 * @returns what can be known; null fields and `problems` for what cannot. Nothing is rounded.
 * Source: definitions.md "Level of a point"
 */
export function locatePoint(spine: Spine, pointLpsMm: Vec3): PointLocation {
  const first = spine.nodes[0];
  const last = spine.nodes.at(-1);
  if (first === undefined || last === undefined) return { ...NOTHING, problems: spine.problems };
  const aboveFirst = alongNodeMm(first, pointLpsMm) < 0;
  const belowLast = alongNodeMm(last, pointLpsMm) >= 0;
  if (aboveFirst || belowLast) return outside(spine, pointLpsMm, aboveFirst, belowLast);
  const pair = pairOf(spine, pointLpsMm);
  return pair === null ? { ...NOTHING, problems: spine.problems } : between(spine, pair, pointLpsMm);
}

const NOTHING: PointLocation = {
  vertebra: null,
  interspace: null,
  fraction: null,
  near: [],
  side: null,
  lateralMm: null,
  apMm: null,
  sigmaMm: null,
  exitingRoot: null,
  problems: [],
};

interface Pair {
  readonly upper: SpineNode;
  readonly lower: SpineNode;
  readonly fraction: number;
}

/** The i with s_i ≥ 0 > s_{i+1}; of several the one whose midpoint is nearest. */
function pairOf(spine: Spine, point: Vec3): Pair | null {
  let best: Pair | null = null;
  let bestMm = Infinity;
  for (let i = 0; i + 1 < spine.nodes.length; i++) {
    const upper = spine.nodes[i];
    const lower = spine.nodes[i + 1];
    if (upper === undefined || lower === undefined) break;
    const sUpper = alongNodeMm(upper, point);
    const sLower = alongNodeMm(lower, point);
    if (!(sUpper >= 0 && sLower < 0)) continue;
    const midpointMm = distance(point, mix(upper.centre, lower.centre, 0.5));
    if (midpointMm >= bestMm) continue;
    best = { upper, lower, fraction: sUpper / (sUpper - sLower) };
    bestMm = midpointMm;
  }
  return best;
}

function between(spine: Spine, { upper, lower, fraction }: Pair, point: Vec3): PointLocation {
  const offsets = offsetsOf(spine, axesBetween(spine, upper, lower, fraction), point);
  const problems = [...numberingProblems(spine, upper, lower), ...offsets.problems, ...spine.problems];
  if (!isAdjacent(spine.scheme, upper.level, lower.level)) return { ...NOTHING, ...offsets, problems };
  if (!hasDisc(upper.level, lower.level)) problems.unshift('no-disc');
  return {
    ...offsets,
    vertebra: fraction < 0.5 ? upper.level : lower.level,
    interspace: { upper: upper.level, lower: lower.level },
    fraction,
    near: nearOf(spine, upper, lower, fraction),
    exitingRoot: exitingRoot(upper.level, lower.level),
    problems,
  };
}

/** Above the first or below the last label: the end vertebra within half an interval, nothing else. */
function outside(spine: Spine, point: Vec3, aboveFirst: boolean, belowLast: boolean): PointLocation {
  const ends: { end: SpineNode; inner: SpineNode }[] = [];
  const [first, second] = spine.nodes;
  const [last, beforeLast] = [spine.nodes.at(-1), spine.nodes.at(-2)];
  if (aboveFirst && first !== undefined && second !== undefined) ends.push({ end: first, inner: second });
  if (belowLast && last !== undefined && beforeLast !== undefined)
    ends.push({ end: last, inner: beforeLast });
  const [chosen] = ends.toSorted((a, b) => distance(point, a.end.centre) - distance(point, b.end.centre));
  if (chosen === undefined) return { ...NOTHING, problems: spine.problems };
  const { end, inner } = chosen;
  // Where labels are missing beside the end, the interval spans several vertebrae: half of one counts.
  const steps = Math.max(1, vertebraeBetween(spine.scheme, end.level, inner.level).length + 1);
  const within = Math.abs(alongNodeMm(end, point)) < nodeDistanceMm(end, inner) / steps / 2;
  const offsets = offsetsOf(spine, axesBetween(spine, end, end, 0), point);
  return {
    ...NOTHING,
    ...offsets,
    vertebra: within && end.inScheme ? end.level : null,
    problems: ['outside-labels', ...offsets.problems, ...spine.problems],
  };
}

/** Why two neighbouring labels are not neighbours in this patient's numbering. */
function numberingProblems(spine: Spine, upper: SpineNode, lower: SpineNode): string[] {
  const foreign = [upper, lower].filter((node) => !node.inScheme);
  const missing = vertebraeBetween(spine.scheme, upper.level, lower.level);
  return [
    ...foreign.map((node) => `not-in-numbering:${node.level}`),
    ...missing.map((level) => `missing-label:${level}`),
  ];
}

function nearOf(spine: Spine, upper: SpineNode, lower: SpineNode, fraction: number): readonly Level[] {
  const mm = nodeDistanceMm(upper, lower);
  const near: Level[] = [];
  if (Math.abs(fraction - 0.5) * mm <= NEAR_MM)
    near.push({ kind: 'vertebra', level: fraction < 0.5 ? lower.level : upper.level });
  const above = vertebraAbove(spine.scheme, upper.level);
  if (fraction * mm <= NEAR_MM && above !== null)
    near.push({ kind: 'interspace', upper: above, lower: upper.level });
  const below = vertebraBelow(spine.scheme, lower.level);
  if ((1 - fraction) * mm <= NEAR_MM && below !== null)
    near.push({ kind: 'interspace', upper: lower.level, lower: below });
  return near.toSorted((a, b) => levelOrder(a) - levelOrder(b));
}

const levelOrder = (level: Level): number => {
  if (level.kind === 'vertebra') return vertebraOrder(level.level);
  return vertebraOrder(level.kind === 'interspace' ? level.upper : level.from) + 0.5;
};

type Offsets = Pick<PointLocation, 'side' | 'lateralMm' | 'apMm' | 'sigmaMm' | 'problems'>;

function offsetsOf(spine: Spine, axes: SpineAxes | null, point: Vec3): Offsets {
  if (axes === null)
    return { side: null, lateralMm: null, apMm: null, sigmaMm: null, problems: ['axis-degenerate'] };
  const offset = subtract(point, axes.origin);
  const lateralMm = dot(offset, axes.left);
  const apMm = dot(offset, axes.posterior);
  const sigmaMm = lateralSigmaMm(apMm, spine.rollRad !== null);
  const offMidlineMm = Math.abs(lateralMm);
  const uncertain = offMidlineMm > MIDLINE_MM && offMidlineMm < 2 * sigmaMm;
  const side = offMidlineMm <= MIDLINE_MM ? 'midline' : lateralMm > 0 ? 'left' : 'right';
  return { side, lateralMm, apMm, sigmaMm, problems: uncertain ? ['side-uncertain'] : [] };
}

/** σ = √(1.5² + (apMm·tan r)²), r = 7.6°, or 4° when the roll is known; mm. */
export function lateralSigmaMm(apMm: number, rollKnown: boolean): number {
  const rollRad = ((rollKnown ? KNOWN_ROLL_SD_DEG : ROLL_SD_DEG) * Math.PI) / 180;
  return Math.hypot(CENTRE_SD_MM, apMm * Math.tan(rollRad));
}
