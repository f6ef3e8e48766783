import { distance, mix, type Vec3 } from '../geometry/vec3.ts';
import { exitingRoot, hasDisc } from '../vocabulary/interspace.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { isAdjacent, vertebraeBetween } from '../vocabulary/scheme.ts';
import { alongNodeMm, nodeDistanceMm, type Spine, type SpineNode } from './spineFrame.ts';

/** Where a point lies along the labels, before anything is said of its side. */
export type SpinePosition =
  | {
      readonly kind: 'between';
      readonly upper: SpineNode;
      readonly lower: SpineNode;
      /** 0 at the upper centre, 1 at the lower. */
      readonly fraction: number;
    }
  | {
      readonly kind: 'outside';
      readonly end: SpineNode;
      /** True within half an interval of the end label. */
      readonly within: boolean;
    };

export interface PositionLevels {
  readonly vertebra: Vertebra | null;
  readonly interspace: { readonly upper: Vertebra; readonly lower: Vertebra } | null;
  readonly fraction: number | null;
  readonly exitingRoot: string | null;
  readonly problems: readonly string[];
}

/**
 * The pair i with s_i ≥ 0 > s_{i+1} (of several the one whose midpoint is nearest) and the fraction
 * f = s_i / (s_i − s_{i+1}); outside where s_1 < 0 or s_n ≥ 0.
 *
 * @returns null for a spine without nodes
 * Source: definitions.md "Level of a point"
 */
export function positionOf(spine: Spine, point: Vec3): SpinePosition | null {
  const first = spine.nodes[0];
  const last = spine.nodes.at(-1);
  if (first === undefined || last === undefined) return null;
  const aboveFirst = alongNodeMm(first, point) < 0;
  const belowLast = alongNodeMm(last, point) >= 0;
  return aboveFirst || belowLast ? outside(spine, point, aboveFirst, belowLast) : between(spine, point);
}

function between(spine: Spine, point: Vec3): SpinePosition | null {
  let best: SpinePosition | null = null;
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
    best = { kind: 'between', upper, lower, fraction: sUpper / (sUpper - sLower) };
    bestMm = midpointMm;
  }
  return best;
}

function outside(spine: Spine, point: Vec3, aboveFirst: boolean, belowLast: boolean): SpinePosition | null {
  const ends: { end: SpineNode; inner: SpineNode }[] = [];
  const [first, second] = spine.nodes;
  const [last, beforeLast] = [spine.nodes.at(-1), spine.nodes.at(-2)];
  if (aboveFirst && first !== undefined && second !== undefined) ends.push({ end: first, inner: second });
  if (belowLast && last !== undefined && beforeLast !== undefined)
    ends.push({ end: last, inner: beforeLast });
  const [chosen] = ends.toSorted((a, b) => distance(point, a.end.centre) - distance(point, b.end.centre));
  if (chosen === undefined) return null;
  const { end, inner } = chosen;
  // Where labels are missing beside the end, the interval spans several vertebrae: half of one counts.
  const steps = vertebraeBetween(spine.scheme, end.level, inner.level).length + 1;
  const within = Math.abs(alongNodeMm(end, point)) < nodeDistanceMm(end, inner) / steps / 2;
  return { kind: 'outside', end, within };
}

/** Vertebra, interspace and root of a position; null and a problem where labels or numbering leave it open. */
export function levelsOf(spine: Spine, position: SpinePosition): PositionLevels {
  if (position.kind === 'outside') {
    const { end, within } = position;
    return {
      ...NO_LEVELS,
      vertebra: within && end.inScheme ? end.level : null,
      problems: ['outside-labels'],
    };
  }
  const { upper, lower, fraction } = position;
  if (!isAdjacent(spine.scheme, upper.level, lower.level))
    return { ...NO_LEVELS, problems: numberingProblems(spine, upper, lower) };
  return {
    vertebra: fraction < 0.5 ? upper.level : lower.level,
    interspace: { upper: upper.level, lower: lower.level },
    fraction,
    exitingRoot: exitingRoot(upper.level, lower.level),
    problems: hasDisc(upper.level, lower.level) ? [] : ['no-disc'],
  };
}

const NO_LEVELS: PositionLevels = {
  vertebra: null,
  interspace: null,
  fraction: null,
  exitingRoot: null,
  problems: [],
};

/** Why two neighbouring labels are not neighbours in this patient's numbering. */
function numberingProblems(spine: Spine, upper: SpineNode, lower: SpineNode): readonly string[] {
  const foreign = [upper, lower].filter((node) => !node.inScheme);
  const missing = vertebraeBetween(spine.scheme, upper.level, lower.level);
  return [
    ...foreign.map((node) => `not-in-numbering:${node.level}`),
    ...missing.map((level) => `missing-label:${level}`),
  ];
}
