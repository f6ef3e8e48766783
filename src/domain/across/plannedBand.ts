import type { PointPx, ProjectionLabeling } from '../case/document.ts';
import type { Level, SpineScheme } from '../vocabulary/level.ts';
import { imageInterspace } from './imageSpine.ts';

/** Half width of the band as a share of the interspace. */
const HALF_WIDTH = 0.85;

/** The planned interspace on a projection image, between the two labels placed there; null while they are not. */
export function plannedBand(
  level: Level | null,
  labeling: Pick<ProjectionLabeling, 'labels'>,
  scheme: SpineScheme,
): readonly PointPx[] | null {
  if (level?.kind !== 'interspace') return null;
  const space = imageInterspace(labeling, scheme, level);
  const across = space?.acrossAt(0.5) ?? null;
  if (space === null || across === null) return null;
  const half = HALF_WIDTH * space.lengthPx;
  const corner = ([column, row]: PointPx, sign: number): PointPx => [
    column + sign * half * across[0],
    row + sign * half * across[1],
  ];
  return [
    corner(space.upperPx, -1),
    corner(space.upperPx, 1),
    corner(space.lowerPx, 1),
    corner(space.lowerPx, -1),
  ];
}
