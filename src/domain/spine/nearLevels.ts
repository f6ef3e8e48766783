import type { Level, SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { vertebraAbove, vertebraBelow } from '../vocabulary/scheme.ts';

/** Within this distance of a border the neighbour is named too. */
export const NEAR_MM = 3;

/**
 * Levels a point is too near to ignore, head to foot: the other vertebra within 3 mm of the middle of the interspace,
 * the adjacent interspace within 3 mm of a body centre.
 *
 * @param distanceMm - between the two centres
 * @param fraction - 0 at the upper centre, 1 at the lower; not rounded
 * Source: definitions.md "Level of a point", Near
 */
export function nearLevels(
  scheme: SpineScheme,
  upper: Vertebra,
  lower: Vertebra,
  fraction: number,
  distanceMm: number,
): readonly Level[] {
  const near: Level[] = [];
  const above = vertebraAbove(scheme, upper);
  if (fraction * distanceMm <= NEAR_MM && above !== null)
    near.push({ kind: 'interspace', upper: above, lower: upper });
  if (Math.abs(fraction - 0.5) * distanceMm <= NEAR_MM)
    near.push({ kind: 'vertebra', level: fraction < 0.5 ? lower : upper });
  const below = vertebraBelow(scheme, lower);
  if ((1 - fraction) * distanceMm <= NEAR_MM && below !== null)
    near.push({ kind: 'interspace', upper: lower, lower: below });
  return near;
}
