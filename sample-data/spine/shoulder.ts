import type { Chest } from '../body/chest.ts';
import type { Landmarks } from '../body/landmarks.ts';
import { makeFrame } from '../math/frame.ts';
import { splinePoints } from '../math/spline.ts';
import type { Vec3 } from '../math/vec3.ts';
import { ellipsoid, roundedBox, tube } from '../shapes/primitives.ts';
import { makeBone } from './bone.ts';
import type { Bone } from './bone.ts';

/** Breastbone, collar bones, shoulder blades and heads of the arms: hints for counting and for the look of a scan. */
export function makeShoulders(m: Landmarks, chest: Chest): readonly Bone[] {
  const [, , t3] = m.body('T3');
  const sternum = Array.from({ length: 9 }, (_, i) => {
    const z = t3 + 4 - i * 18;
    return {
      cortexMm: 0.9,
      shape: roundedBox(makeFrame([0, chest.frontAt(z) - 2, z], -14), i < 3 ? 24 - 4 * i : 15, 5, 10.5, 4),
    };
  });
  return [
    makeBone('sternum', sternum, { spongyFactor: 0.6 }),
    ...([1, -1] as const).flatMap((sign) => side(m, chest, sign)),
  ];
}

function side(m: Landmarks, chest: Chest, sign: 1 | -1): readonly Bone[] {
  const name = sign > 0 ? 'left' : 'right';
  const [, y2, z2] = m.body('T2');
  const [, y5, z5] = m.body('T5');
  const front = chest.frontAt(m.body('T3')[2]);
  const collar: readonly Vec3[] = [
    [sign * 20, front - 6, z2 - 14], [sign * 60, front - 12, z2 - 2], [sign * 105, y2 - 12, z2 + 12], [sign * 150, y2 + 8, z2 + 14],
  ]; // prettier-ignore
  const points = splinePoints(collar, 5);
  return [
    makeBone(`${name} clavicle`, [{ shape: tube(points, points.map(() => 5.6)), cortexMm: 1.6 }]),
    makeBone(
      `${name} scapula`,
      [
        { shape: ellipsoid(makeFrame([sign * 98, y5 + 52, z5 + 4], 8, sign * 10, sign * 24), 46, 3.4, 66), cortexMm: 1 },
        { shape: tube([[sign * 74, y2 + 58, z2 - 14], [sign * 150, y2 + 30, z2 + 8]], [5, 8]), cortexMm: 1.2 },
      ],
      { blendMm: 4 },
    ),
    makeBone(`${name} humerus`, [
      { shape: ellipsoid(makeFrame([sign * 166, y2 + 12, z2 - 10], 0), 22, 22, 23), cortexMm: 1 },
      { shape: tube([[sign * 170, y2 + 12, z2 - 24], [sign * 174, y2 + 11, z2 - 62]], [15, 12]), cortexMm: 3.4 },
    ]),
  ]; // prettier-ignore
}
