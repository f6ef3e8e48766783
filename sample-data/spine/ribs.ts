import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { toScene } from '../math/frame.ts';
import { tube } from '../shapes/primitives.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { BodyOutline } from '../body/outline.ts';
import { VERTEBRA_SIZES } from './anatomy.ts';
import { makeBone } from './bone.ts';
import type { Bone } from './bone.ts';
import type { PlacedVertebra } from './column.ts';

/** Share of the way round the chest wall (0 = spine, 1 = front midline) and drop toward the feet, mm, of each rib. */
const COURSE: Readonly<Partial<Record<Vertebra, { readonly reach: number; readonly dropMm: number }>>> = {
  T8: { reach: 0.86, dropMm: 120 },
  T9: { reach: 0.8, dropMm: 118 },
  T10: { reach: 0.72, dropMm: 105 },
  T11: { reach: 0.52, dropMm: 78 },
  T12: { reach: 0.31, dropMm: 46 },
  T13: { reach: 0.18, dropMm: 24 },
};

/** The two ribs of a thoracic vertebra, along the inside of the body wall; null where the level has none. */
export function makeRibs(v: PlacedVertebra, outline: BodyOutline): readonly Bone[] {
  const course = COURSE[v.level];
  const size = VERTEBRA_SIZES[v.level];
  if (course === undefined || size === undefined) return [];
  return ([1, -1] as const).map((sign) => {
    const back = size.depthMm / 2;
    const neck: Vec3[] = [
      toScene(v.frame, [sign * (size.halfWidthMm - 1), back - 3, 6]),
      toScene(v.frame, [sign * (size.halfWidthMm + 11), back + 9, 4]),
      toScene(v.frame, [sign * (size.halfWidthMm + 23), back + 17, 1]),
    ];
    const from = neck[2] ?? v.frame.origin;
    const shaft: Vec3[] = [];
    const steps = 12;
    for (let i = 1; i <= steps; i++) {
      const t = i / steps;
      const z = from[2] - course.dropMm * t ** 1.15;
      const wall = outline.innerWall(0.12 + (course.reach - 0.12) * t, z, sign);
      const settle = Math.min(1, t * 3.2);
      shaft.push([from[0] + (wall[0] - from[0]) * settle, from[1] + (wall[1] - from[1]) * settle, z]);
    }
    const points = [...neck, ...shaft];
    const radii = points.map((_, i) => (i === 0 ? 5.2 : i < 3 ? 4.2 : 4.4 - (1.4 * i) / points.length));
    return makeBone(
      `rib ${v.level} ${sign > 0 ? 'left' : 'right'}`,
      [{ shape: tube(points, radii), cortexMm: 1.2 }],
      {
        spongyFactor: 0.7,
      },
    );
  });
}
