import { addScaled, distance, dot, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { axesBetween, spineOf, type LevelPoint, type Spine } from './spineFrame.ts';
import { positionOf } from './spinePosition.ts';

/** How well two labelled series agree at one level; null where nothing can be compared. */
export interface LevelResidual {
  readonly level: Vertebra;
  readonly residualMm: number | null;
}

/** Two series joined vertebra by vertebra: no single transform, so nothing is shifted as a whole. */
export interface SpineLink {
  /** `same-frame`: labels compared where they lie. `by-level`: each left out and foretold from its neighbours. */
  readonly method: 'same-frame' | 'by-level';
  /** Levels labelled on both, head to foot. */
  readonly levels: readonly LevelResidual[];
}

export interface LinkedLabels {
  readonly frameOfReferenceUid: string;
  readonly labels: readonly LevelPoint[];
}

/**
 * The piecewise registration of two labelled series and its residual per level.
 *
 * With one frame of reference the residual is the distance of the two labels. Without, each vertebra in turn is left out
 * of both rows: where its neighbours put it on the first series is carried to the second, and the residual is the
 * distance from there to the second series' own label. It shows a misplaced or misnumbered label and a change of posture;
 * it cannot show that a whole row was counted one off, because neighbouring interspaces are nearly equally long.
 *
 * @returns null where fewer than two levels are labelled on both
 */
export function linkSpines(from: LinkedLabels, to: LinkedLabels, scheme: SpineScheme): SpineLink | null {
  const common = spineOf({ labels: from.labels, scheme })
    .nodes.map((node) => node.level)
    .filter((level) => to.labels.some((label) => label.level === level));
  if (common.length < 2) return null;
  const sameFrame = from.frameOfReferenceUid === to.frameOfReferenceUid && from.frameOfReferenceUid !== '';
  return {
    method: sameFrame ? 'same-frame' : 'by-level',
    levels: common.map((level, i) => ({
      level,
      residualMm: sameFrame
        ? separation(from.labels, to.labels, level)
        : leftOut(from.labels, to.labels, scheme, [common[i - 1], level, common[i + 1]]),
    })),
  };
}

function separation(a: readonly LevelPoint[], b: readonly LevelPoint[], level: Vertebra): number | null {
  const [first, second] = [pointOf(a, level), pointOf(b, level)];
  return first === null || second === null ? null : distance(first, second);
}

/** The middle one of three neighbours, foretold on the second series from where it lies between them on the first. */
function leftOut(
  from: readonly LevelPoint[],
  to: readonly LevelPoint[],
  scheme: SpineScheme,
  [above, level, below]: readonly (Vertebra | undefined)[],
): number | null {
  if (above === undefined || level === undefined || below === undefined) return null;
  const [here, there] = [pointOf(from, level), pointOf(to, level)];
  if (here === null || there === null) return null;
  const without = (labels: readonly LevelPoint[]): Spine =>
    spineOf({ labels: labels.filter((label) => label.level === above || label.level === below), scheme });
  const foretold = carried(without(from), without(to), here);
  return foretold === null ? null : distance(foretold, there);
}

/** A point between the two labels of one spine, at the same fraction and offsets between those of the other. */
function carried(from: Spine, to: Spine, point: Vec3): Vec3 | null {
  const position = positionOf(from, point);
  const [upper, lower] = to.nodes;
  if (position?.kind !== 'between' || upper === undefined || lower === undefined) return null;
  const axes = axesBetween(from, position.upper, position.lower, position.fraction);
  const target = axesBetween(to, upper, lower, position.fraction);
  if (axes === null || target === null) return null;
  const offset = subtract(point, axes.origin);
  return addScaled(
    addScaled(target.origin, target.left, dot(offset, axes.left)),
    target.posterior,
    dot(offset, axes.posterior),
  );
}

const pointOf = (labels: readonly LevelPoint[], level: Vertebra): Vec3 | null =>
  labels.find((label) => label.level === level)?.pointLpsMm ?? null;

/** The largest residual of a link, and its level: what a panel says first. */
export function worstResidual(link: SpineLink): LevelResidual | null {
  let worst: LevelResidual | null = null;
  for (const each of link.levels)
    if (each.residualMm !== null && each.residualMm > (worst?.residualMm ?? -1)) worst = each;
  return worst;
}
