import { mixFrames } from '../math/frame.ts';
import { localShape } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import { SACRAL_SIZES, VERTEBRA_SIZES, isSacral } from './anatomy.ts';
import type { PlacedVertebra } from './column.ts';
import { sectionDistance } from './vertebralBody.ts';
import { ellipse3 } from '../shapes/primitives.ts';
import { smoothMax } from '../math/table.ts';

/** One disc: the ring and the soft middle. Bone is painted over it, so it may reach into the end plates. */
export interface Disc {
  readonly annulus: Shape;
  readonly nucleus: Shape;
}

export function makeDisc(upper: PlacedVertebra, lower: PlacedVertebra): Disc | null {
  const above = VERTEBRA_SIZES[upper.level];
  if (above === undefined || upper.level === 'C1') return null;
  const belowHalf = isSacral(lower.level)
    ? SACRAL_SIZES[lower.level].topHalfWidthMm
    : (VERTEBRA_SIZES[lower.level]?.halfWidthMm ?? above.halfWidthMm);
  const f = mixFrames(upper.frame, lower.frame, 0.5);
  const half = (above.halfWidthMm + belowHalf) / 2 + 0.4;
  const depth = above.depthMm + 1.2;
  const cervical = upper.level.startsWith('C');
  const reach = cervical ? 6.5 : 10;
  return {
    annulus: localShape(f, [-half - 2, -depth / 2 - 3, -reach], [half + 2, depth / 2 + 3, reach], (x, y, z) =>
      smoothMax(
        sectionDistance(x, y, half - 0.02 * z * z, depth - 0.02 * z * z),
        Math.abs(z) - (cervical ? 5 : 8.5),
        2,
      ),
    ),
    nucleus: localShape(f, [-half * 0.66, -depth * 0.36, -4.4], [half * 0.66, depth * 0.4, 4.4], (x, y, z) =>
      ellipse3(x, y - 1, z, half * 0.62, depth * 0.33, cervical ? 2 : 3.6),
    ),
  };
}
