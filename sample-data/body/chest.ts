import { makeProfile, smoothMax } from '../math/table.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { ellipse2 } from '../shapes/primitives.ts';
import { axisBox } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Landmarks } from './landmarks.ts';

/** Inside of the rib cage: an oval by height. */
export interface Chest {
  /** mm, negative inside the ribs. */
  readonly distance: (x: number, y: number, z: number) => number;
  /** Middle of the rib's thickness: `around` 0 at the spine, 1 at the front midline. */
  readonly ribAt: (around: number, z: number, sign: 1 | -1) => Vec3;
  readonly frontAt: (z: number) => number;
  readonly lungs: readonly Shape[];
}

/** Half width, front and back of the cavity against the body centre, mm; rise of the key above it. */
const SECTIONS: readonly (readonly [Vertebra, number, number, number, number])[] = [
  ['T1', 26, -22, 8, 8], ['T2', 58, -44, 26, 0], ['T3', 80, -66, 40, 0], ['T4', 95, -82, 46, 0],
  ['T6', 116, -106, 52, 0], ['T8', 126, -122, 52, 0], ['T10', 128, -126, 48, 0], ['T11', 127, -122, 44, 0],
]; // prettier-ignore

export function makeChest(m: Landmarks, build: number): Chest {
  const keys = SECTIONS.map(([level, half, front, back, rise]) => {
    const [, y, z] = m.body(level);
    return { z: z + rise, half: half * build, front: y + front * build, back: y + back };
  });
  const half = makeProfile(keys.map((k) => [k.z, k.half]));
  const front = makeProfile(keys.map((k) => [k.z, k.front]));
  const back = makeProfile(keys.map((k) => [k.z, k.back]));
  const bodyY = makeProfile(SECTIONS.map(([level]) => [m.body(level)[2], m.body(level)[1]]));
  const apex = keys[0]?.z ?? 0;
  const distance = (x: number, y: number, z: number): number => {
    const middle = (front(z) + back(z)) / 2;
    return ellipse2(x - m.midline(z), y - middle, half(z), (back(z) - front(z)) / 2);
  };
  const dome = m.body('T10')[2] + 6;
  const heart = m.body('T7')[2];
  const box = axisBox([-150, bodyY(heart) - 160, dome - 80], [150, bodyY(heart) + 90, apex]);
  const lung = (sign: 1 | -1): Shape => ({
    box,
    distance: (x, y, z) => {
      const u = (x - m.midline(z)) * sign;
      const behind = y - bodyY(z);
      const spine =
        15 + 11 * Math.exp(-(((behind + 18) / 24) ** 2)) + 13 * Math.exp(-(((behind - 22) / 11) ** 2));
      const bulge = (sign > 0 ? 46 : 20) * Math.exp(-(((behind + 72) / 26) ** 2) - ((z - heart) / 44) ** 2);
      const floor = dome + 10 - 0.006 * ((u - 62) ** 2 + (behind + 30) ** 2);
      const side = smoothMax(distance(x, y, z) + 4, spine + bulge - u, 10);
      return Math.max(side, floor - z, z - apex);
    },
  });
  return {
    distance,
    frontAt: front,
    lungs: [lung(1), lung(-1)],
    ribAt: (around, z, sign) => {
      const angle = around * Math.PI;
      const middle = (front(z) + back(z)) / 2;
      const deep = (back(z) - front(z)) / 2 + 3;
      return [m.midline(z) + sign * (half(z) + 3) * Math.sin(angle), middle + deep * Math.cos(angle), z];
    },
  };
}
