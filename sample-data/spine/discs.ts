import { mixFrames } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { localShape } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import { SACRAL_SIZES, VERTEBRA_SIZES, isSacral } from './anatomy.ts';
import type { PlacedVertebra } from './column.ts';
import { sectionDistance } from './vertebralBody.ts';
import { ellipse2, ellipse3 } from '../shapes/primitives.ts';
import { smoothMax } from '../math/table.ts';

/**
 * One disc: the ring, the soft middle, and the fibrous band across it that an adult's has in the lower back. Bone is
 * painted over it, so it may reach into the end plates.
 */
export interface Disc {
  readonly annulus: Shape;
  readonly nucleus: Shape;
  readonly cleft: Shape | null;
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
    nucleus: nucleus(f, half * 0.7, depth * 0.35, cervical),
    cleft: upper.level.startsWith('L')
      ? localShape(f, [-half * 0.5, -depth * 0.26, -0.7], [half * 0.5, depth * 0.3, 0.7], (x, y, z) =>
          ellipse3(x, y - 1, z, half * 0.48, depth * 0.24, 0.6),
        )
      : null,
  };
}

/** A lens that fills the space between the end plates: thick in the middle, a little less at its rim. */
function nucleus(f: Frame, rx: number, ry: number, cervical: boolean): Shape {
  const rim = cervical ? 1.4 : 2.4;
  const bulge = cervical ? 0.9 : 2;
  const reach = rim + bulge + 0.4;
  return localShape(f, [-rx - 1, -ry, -reach], [rx + 1, ry + 2, reach], (x, y, z) => {
    const [u, v] = [x / rx, (y - 1) / ry];
    const r2 = Math.min(1, u * u + v * v);
    return smoothMax(ellipse2(x, y - 1, rx, ry), Math.abs(z) - rim - bulge * (1 - r2), 1.5);
  });
}
