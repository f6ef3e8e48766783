import { makeFrame } from '../math/frame.ts';
import { between, makeRandom } from '../math/random.ts';
import type { Vec3 } from '../math/vec3.ts';
import { ellipsoid, tube } from '../shapes/primitives.ts';
import type { StackKey } from '../shapes/primitives.ts';
import { stack } from '../shapes/stack.ts';
import type { Landmarks } from './landmarks.ts';
import type { Layer } from './muscles.ts';
import type { BodyOutline } from './outline.ts';

/** Colon, small bowel and the vessels of its mesentery. */
export function makeBowel(m: Landmarks, outline: BodyOutline, seed: string): readonly Layer[] {
  return [...smallBowel(m, seed), ...colon(m, outline)];
}

function smallBowel(m: Landmarks, seed: string): readonly Layer[] {
  const random = makeRandom(`${seed}/bowel`);
  const top = m.body('L1')[2];
  const bottom = m.body('S3')[2] - 10;
  const layers: Layer[] = [];
  for (let loop = 0; loop < 26; loop++) {
    const deep = between(random, 0, 1);
    let p: Vec3 = [
      between(random, -72, 74) * (1 - 0.25 * deep),
      m.body('L4')[1] - 96 + 56 * deep,
      between(random, bottom, top),
    ];
    const points: Vec3[] = [p];
    let heading = between(random, 0, 6.28);
    for (let i = 0; i < 6; i++) {
      heading += between(random, -1, 1);
      p = [
        Math.max(-88, Math.min(90, p[0] + 15 * Math.cos(heading))),
        p[1] + between(random, -5, 5),
        p[2] + 12 * Math.sin(heading),
      ];
      points.push(p);
    }
    const radii = points.map(() => between(random, 9, 13.5));
    layers.push({ tissue: 'bowelWall', shape: tube(points, radii), insideMm: 16 });
    layers.push({
      tissue: 'bowelFluid',
      shape: tube(
        points,
        radii.map((r) => r - 2.4),
      ),
      insideMm: 18.4,
    });
    if (loop % 5 === 0) {
      const [x, y, z] = points[3] ?? p;
      layers.push({ tissue: 'gas', shape: ellipsoid(makeFrame([x, y - 6, z], 0), 9, 4, 8), insideMm: 18.4 });
    }
  }
  return [...mesentery(m, random), ...layers];
}

/** Vessels of the mesentery: dots and short strands in the fat. */
function mesentery(m: Landmarks, random: () => number): readonly Layer[] {
  const root = m.body('L2');
  return Array.from({ length: 34 }, (): Layer => {
    const x = between(random, -85, 88);
    const z = between(random, m.body('S3')[2], m.body('L1')[2] + 10);
    const y = root[1] - between(random, 36, 98);
    const points: Vec3[] = [0, 1, 2, 3].map((i) => [
      x * (0.55 + 0.15 * i) + between(random, -4, 4),
      y + between(random, -5, 5),
      z - i * between(random, 5, 13),
    ]);
    const r = between(random, 1.1, 2.3);
    return {
      tissue: 'blood',
      shape: tube(
        points,
        points.map((_, i) => r * (1 - 0.15 * i)),
      ),
      insideMm: 20,
    };
  });
}

/** Ascending and descending colon with stool and gas on top, and the transverse limb in front. */
function colon(m: Landmarks, outline: BodyOutline): readonly Layer[] {
  const limb = (sign: 1 | -1): readonly Layer[] => {
    const from = m.body('S1')[2];
    const to = m.body('L1')[2] - (sign < 0 ? 18 : -8);
    const keys: StackKey[] = [];
    for (let i = 0; i <= 14; i++) {
      const z = from + ((to - from) * i) / 14;
      const wave = 1 + 0.16 * Math.sin(i * 2.4 + sign);
      const r = (sign < 0 ? 24 : 16) * wave;
      keys.push({
        z,
        x: sign * (sign < 0 ? 96 : 106),
        y: m.body('L3')[1] - 22 + (i % 3) * 2,
        rx: r,
        ry: r * 0.95,
      });
    }
    const inner = keys.map((k) => ({ ...k, rx: k.rx - 2.4, ry: k.ry - 2.4 }));
    const gas = keys.map((k) => ({ ...k, y: k.y - k.ry * 0.58, rx: k.rx * 0.6, ry: k.ry * 0.28 }));
    return [
      { tissue: 'bowelWall', shape: stack(keys, 18), insideMm: 14 },
      { tissue: 'stool', shape: stack(inner, 16), insideMm: 16.4 },
      { tissue: 'gas', shape: stack(gas, 14), insideMm: 16.8 },
    ];
  };
  // It sags toward the pelvis, pouch by pouch.
  const cross: Vec3[] = Array.from({ length: 17 }, (_, i) => {
    const x = -88 + i * 11;
    const z = m.body('L2')[2] + 6 - 34 * Math.cos(x / 62) + 3 * Math.sin(i * 1.9);
    return [x, outline.frontAt(z) + 50 + 0.0022 * x * x, z];
  });
  const r = cross.map((_, i) => 15.5 + 3.4 * Math.sin(i * 2.1));
  return [
    ...limb(1),
    ...limb(-1),
    { tissue: 'bowelWall', shape: tube(cross, r), insideMm: 14 },
    {
      tissue: 'stool',
      shape: tube(
        cross,
        r.map((v) => v - 2.2),
      ),
      insideMm: 16.2,
    },
    ...cross.slice(3, 15).flatMap(([x, y, z], i): Layer[] => {
      const pouch = r[i + 3] ?? 0;
      const rise = 0.5 * pouch;
      const wide = pouch * (0.62 + 0.26 * Math.sin(i * 1.7));
      return i % 5 === 4
        ? []
        : [
            {
              tissue: 'gas',
              shape: ellipsoid(makeFrame([x, y - rise, z], 0), wide, pouch * 0.36, wide * 0.8),
              insideMm: 16.4,
            },
          ];
    }),
  ];
}
