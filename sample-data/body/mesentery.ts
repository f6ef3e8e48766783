import { between, makeRandom } from '../math/random.ts';
import { splinePoints } from '../math/spline.ts';
import type { Vec3 } from '../math/vec3.ts';
import { tube } from '../shapes/primitives.ts';
import type { Landmarks } from './landmarks.ts';
import type { Layer } from './muscles.ts';

const BRANCHES = 44;
const INSIDE_MM = 12;

/** Vessels of the mesentery: a fan of thin branches from before the aorta into the fat between the loops of bowel. */
export function makeMesentery(m: Landmarks, seed: string): readonly Layer[] {
  const random = makeRandom(`${seed}/mesentery`);
  const top = m.body('L1')[2];
  const bottom = m.body('S2')[2];
  return Array.from({ length: BRANCHES }, (_, i): Layer => {
    const z = bottom + ((top - bottom) * (i + random())) / BRANCHES;
    const root: Vec3 = [m.midline(z) + between(random, -6, 10), m.bodyFront(z) - between(random, 20, 34), z];
    const across = between(random, -96, 96);
    const drop = between(random, -34, 8);
    const way = (share: number, sway: number): Vec3 => [
      root[0] + across * share + between(random, -sway, sway),
      root[1] - between(random, -26, 30) * share + between(random, -sway, sway) / 2,
      root[2] + drop * share,
    ];
    const course = splinePoints([root, way(0.35, 6), way(0.7, 9), way(1, 6)], 4);
    const thick = between(random, 1.2, 2.4);
    return {
      tissue: 'blood',
      shape: tube(
        course,
        course.map((_point, k) => thick * (1 - (0.55 * k) / course.length)),
      ),
      insideMm: INSIDE_MM,
    };
  });
}
