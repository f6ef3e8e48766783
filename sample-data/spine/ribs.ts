import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { toScene } from '../math/frame.ts';
import { tube } from '../shapes/primitives.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Chest } from '../body/chest.ts';
import type { BodyOutline } from '../body/outline.ts';
import { VERTEBRA_SIZES } from './anatomy.ts';
import { makeBone } from './bone.ts';
import type { Bone } from './bone.ts';
import { splinePoints } from '../math/spline.ts';
import type { PlacedVertebra } from './column.ts';

/** Share of the way round the chest wall (0 = spine, 1 = front midline) and drop toward the feet, mm, of each rib. */
const COURSE: Readonly<Partial<Record<Vertebra, { readonly reach: number; readonly dropMm: number }>>> = {
  T1: { reach: 0.92, dropMm: 34 },
  T2: { reach: 0.95, dropMm: 52 },
  T3: { reach: 0.95, dropMm: 68 },
  T4: { reach: 0.95, dropMm: 82 },
  T5: { reach: 0.94, dropMm: 96 },
  T6: { reach: 0.93, dropMm: 108 },
  T7: { reach: 0.9, dropMm: 116 },
  T8: { reach: 0.86, dropMm: 120 },
  T9: { reach: 0.8, dropMm: 118 },
  T10: { reach: 0.72, dropMm: 105 },
  T11: { reach: 0.6, dropMm: 78 },
  T12: { reach: 0.43, dropMm: 44 },
  T13: { reach: 0.36, dropMm: 24 },
};

/** Ribs that follow the cage; those below follow the wall of the belly. */
const UPPER_RIBS: ReadonlySet<Vertebra> = new Set(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8']);

/** The two ribs of a thoracic vertebra, along the inside of the body wall; null where the level has none. */
export function makeRibs(v: PlacedVertebra, outline: BodyOutline, chest: Chest | null): readonly Bone[] {
  const wallAt = chest !== null && UPPER_RIBS.has(v.level) ? chest.ribAt : outline.innerWall;
  const course = COURSE[v.level];
  const size = VERTEBRA_SIZES[v.level];
  if (course === undefined || size === undefined) return [];
  return ([1, -1] as const).map((sign) => {
    const back = size.depthMm / 2;
    const keys: Vec3[] = [
      toScene(v.frame, [sign * (size.halfWidthMm - 1), back - 3, 6]),
      toScene(v.frame, [sign * (size.halfWidthMm + 10), back + 8, 4]),
      toScene(v.frame, [sign * (size.halfWidthMm + 24), back + 15, 0]),
    ];
    const from = keys[2] ?? v.frame.origin;
    for (let i = 1; i <= 8; i++) {
      const t = i / 8;
      const z = from[2] - course.dropMm * t ** 1.1;
      const wall = wallAt(0.3 + (course.reach - 0.3) * t, z, sign);
      const settle = 1 - (1 - Math.min(1, t * 1.5)) ** 2;
      keys.push([from[0] + (wall[0] - from[0]) * settle, from[1] + (wall[1] - from[1]) * settle, z]);
    }
    const points = splinePoints(keys, 3);
    const radii = points.map((_, i) => (i < 2 ? 4.6 : 3.9 - (1.5 * i) / points.length));
    return makeBone(
      `rib ${v.level} ${sign > 0 ? 'left' : 'right'}`,
      [{ shape: tube(points, radii), cortexMm: 0.9 }],
      { spongyFactor: 0.7 },
    );
  });
}
