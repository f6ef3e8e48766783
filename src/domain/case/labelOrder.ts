import { issue, type Issue } from '../result.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, regionOf, vertebraeOf } from '../vocabulary/scheme.ts';
import { dot, distance, subtract } from '../geometry/vec3.ts';
import type { PointLps, SpineLabel } from './document.ts';

/** No two body centres are nearer than this per level, mm: cervical spacing of a small child is about 9 mm. */
const CLOSEST_PER_LEVEL_MM = 6;

/**
 * Would a click for `level` at `point` contradict the confirmed labels? The usual slips: the same vertebra clicked
 * twice, the counting direction forgotten, a vertebra clicked beyond its neighbour.
 *
 * @param anchors - confirmed labels of the series, without the one being placed
 * @param point - LPS, mm
 * @returns null, or what is wrong in words that say what to do
 */
export function labelOrderIssue(
  scheme: SpineScheme,
  anchors: readonly Pick<SpineLabel, 'level' | 'pointLpsMm'>[],
  level: Vertebra,
  point: PointLps,
): Issue | null {
  const sorted = anchors.toSorted((a, b) => compareVertebrae(a.level, b.level));
  const above = sorted.filter((anchor) => compareVertebrae(anchor.level, level) < 0);
  const below = sorted.filter((anchor) => compareVertebrae(anchor.level, level) > 0);
  return (
    tooClose(scheme, sorted, level, point) ??
    againstTheHead(above.at(-1), below[0], level, point) ??
    betweenNeighbours(above.at(-1), below[0], level, point) ??
    againstTheRow(above.at(-1), above.at(-2), level, point) ??
    againstTheRow(below[0], below[1], level, point)
  );
}

type Anchor = Pick<SpineLabel, 'level' | 'pointLpsMm'>;

function tooClose(
  scheme: SpineScheme,
  anchors: readonly Anchor[],
  level: Vertebra,
  point: PointLps,
): Issue | null {
  const order = vertebraeOf(scheme);
  for (const anchor of anchors) {
    const steps = Math.abs(order.indexOf(anchor.level) - order.indexOf(level));
    const apartMm = distance(anchor.pointLpsMm, point);
    if (apartMm < CLOSEST_PER_LEVEL_MM * steps) {
      return issue(
        'label-too-close',
        `${level} and ${anchor.level} would lie ${apartMm.toFixed(0)} mm apart: is this the same vertebra, or is a number wrong?`,
      );
    }
  }
  return null;
}

/** Head is +z in LPS whatever the posture. The sacrum may lie level, its own segments may even curl back up. */
function againstTheHead(
  above: Anchor | undefined,
  below: Anchor | undefined,
  level: Vertebra,
  point: PointLps,
): Issue | null {
  if (above !== undefined && point[2] >= above.pointLpsMm[2] + riseAllowedMm(above.level, level))
    return wrongDirection(level, above.level, 'feet', 'head');
  if (below !== undefined && point[2] <= below.pointLpsMm[2] - riseAllowedMm(level, below.level))
    return wrongDirection(level, below.level, 'head', 'feet');
  return null;
}

/** How far the lower of two labels may lie toward the head of the upper one, mm. */
function riseAllowedMm(upper: Vertebra, lower: Vertebra): number {
  if (regionOf(lower) !== 'S') return 0;
  return regionOf(upper) === 'S' ? Infinity : SLIPPED_SACRUM_MM;
}

/** A slipped L5 may sink in front of a steep S1; about half the height of a body. */
const SLIPPED_SACRUM_MM = 15;

function betweenNeighbours(
  above: Anchor | undefined,
  below: Anchor | undefined,
  level: Vertebra,
  point: PointLps,
): Issue | null {
  if (above === undefined || below === undefined) return null;
  const chord = subtract(below.pointLpsMm, above.pointLpsMm);
  const along = dot(subtract(point, above.pointLpsMm), chord) / dot(chord, chord);
  if (along > 0 && along < 1) return null;
  return issue(
    'label-order',
    `${level} must lie between ${above.level} and ${below.level}; this point lies beyond ${along <= 0 ? above.level : below.level}. Nothing was changed.`,
  );
}

function againstTheRow(
  nearest: Anchor | undefined,
  next: Anchor | undefined,
  level: Vertebra,
  point: PointLps,
): Issue | null {
  if (nearest === undefined || next === undefined) return null;
  const onward = dot(subtract(point, nearest.pointLpsMm), subtract(nearest.pointLpsMm, next.pointLpsMm));
  if (onward > 0) return null;
  const [expected, found] = compareVertebrae(level, nearest.level) > 0 ? ['feet', 'head'] : ['head', 'feet'];
  return wrongDirection(level, nearest.level, expected ?? '', found ?? '');
}

const wrongDirection = (level: Vertebra, anchor: Vertebra, expected: string, found: string): Issue =>
  issue(
    'label-order',
    `${level} should lie toward the ${expected} from ${anchor}, but this point lies toward the ${found}. Check the number or the counting direction; nothing was changed.`,
  );
