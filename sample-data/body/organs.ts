import { makeFrame } from '../math/frame.ts';
import { makeRandom, between } from '../math/random.ts';
import type { Vec3 } from '../math/vec3.ts';
import { ellipsoid, tube } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import { stack } from '../shapes/stack.ts';
import type { StackKey } from '../shapes/primitives.ts';
import type { Landmarks } from './landmarks.ts';
import type { Layer } from './muscles.ts';
import type { BodyOutline } from './outline.ts';

/** Abdominal contents as far as a spine scan shows them. */
export function makeOrgans(m: Landmarks, outline: BodyOutline, seed: string): readonly Layer[] {
  return [...solid(m), ...smallBowel(m, seed), ...colon(m, outline), ...vessels(m)];
}

const ball = (p: Vec3, rx: number, ry: number, rz: number, lateralDeg = 0, pitchDeg = 0): Shape =>
  ellipsoid(makeFrame(p, pitchDeg, lateralDeg), rx, ry, rz);

function solid(m: Landmarks): readonly Layer[] {
  const t11 = m.body('T11');
  const l1 = m.body('L1');
  const l2 = m.body('L2');
  const kidneys = ([1, -1] as const).flatMap((sign): Layer[] => {
    const drop = sign < 0 ? -12 : 0;
    const centre: Vec3 = [sign * 64, l1[1] + 14, (l1[2] + l2[2]) / 2 + 6 + drop];
    return [
      { tissue: 'kidney', shape: ball(centre, 27, 25, 54, -sign * 12, -12) },
      {
        tissue: 'kidneySinus',
        shape: ball([centre[0] - sign * 12, centre[1] - 6, centre[2]], 14, 9, 24, -sign * 12, -12),
      },
      { tissue: 'kidney', shape: ball([centre[0] - sign * 17, centre[1] - 9, centre[2] - 4], 5, 4, 9) },
    ];
  });
  return [
    { tissue: 'liver', shape: ball([-74, t11[1] - 42, t11[2] + 4], 78, 84, 78, 8), insideMm: 12 },
    { tissue: 'spleen', shape: ball([112, t11[1] + 12, t11[2] + 6], 26, 46, 50, 8), insideMm: 12 },
    { tissue: 'bowelWall', shape: ball([52, t11[1] - 78, t11[2] - 4], 50, 32, 42, -18), insideMm: 12 },
    { tissue: 'bowelFluid', shape: ball([52, t11[1] - 78, t11[2] - 4], 46, 28, 38, -18), insideMm: 12 },
    { tissue: 'gas', shape: ball([50, t11[1] - 98, t11[2] - 2], 34, 9, 26, -18), insideMm: 12 },
    { tissue: 'liver', shape: ball([-8, l1[1] - 62, l1[2] - 4], 48, 12, 15, -14) },
    ...kidneys,
  ];
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
      layers.push({ tissue: 'gas', shape: ball([x, y - 6, z], 9, 4, 8), insideMm: 18.4 });
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
  const cross: Vec3[] = Array.from({ length: 9 }, (_, i) => {
    const x = -88 + i * 22;
    const z = m.body('L2')[2] - 4 - 16 * Math.cos(x / 60);
    return [x, outline.frontAt(z) + 50 + 0.0022 * x * x, z];
  });
  const r = cross.map((_, i) => 17 + 3 * Math.sin(i * 2.2));
  const up = (points: readonly Vec3[], dy: number): Vec3[] => points.map((p) => [p[0], p[1] + dy, p[2]]);
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
    {
      tissue: 'gas',
      shape: tube(
        up(cross.slice(2, 7), -8),
        r.slice(2, 7).map((v) => v * 0.42),
      ),
      insideMm: 16.4,
    },
  ];
}

/** Aorta left of the midline to L4, caval vein right, common iliac vessels below. */
function vessels(m: Landmarks): readonly Layer[] {
  const front = (z: number): number => m.bodyFront(z);
  const zOf = (level: Parameters<Landmarks['body']>[0], dz = 0): number => m.body(level)[2] + dz;
  const top = zOf('T10', 90);
  const fork = zOf('L4', -4);
  const at = (z: number, x: number, gap: number, rx: number, ry = rx): StackKey => ({
    z,
    x: m.midline(z) + x,
    y: front(z) - gap,
    rx,
    ry,
  });
  const iliac = (sign: 1 | -1, z0: number, x0: number, r: number, behind: number): Shape =>
    stack(
      [
        at(z0 + 6, x0, r + 2 - behind, r),
        at(zOf('L5'), sign * 20 + x0 * 0.4, r + 3 - behind, r),
        at(zOf('S1', 6), sign * 42, r - 2 - behind, r),
        at(zOf('S2'), sign * 57, 4 - behind, r * 0.9),
        at(zOf('S3', -30), sign * 66, 16 - behind, r * 0.85),
      ],
      3,
    );
  return [
    {
      tissue: 'blood',
      shape: stack(
        [
          at(top, 12, 13, 11),
          at(zOf('T12'), 8, 14, 10.4),
          at(zOf('L2'), 7, 13, 9.4),
          at(fork, 3, 12, 8.6, 8),
        ],
        4,
      ),
    },
    {
      tissue: 'blood',
      shape: stack(
        [
          at(top, -26, 20, 13, 12),
          at(zOf('L1'), -22, 16, 12, 9),
          at(zOf('L3'), -19, 11, 12, 8.4),
          at(zOf('L5', 12), -13, 11, 11, 7.6),
        ],
        4,
      ),
    },
    { tissue: 'blood', shape: iliac(1, fork, 4, 6.2, 0) },
    { tissue: 'blood', shape: iliac(-1, fork, 2, 6.2, 0) },
    { tissue: 'blood', shape: iliac(1, zOf('L5', 8), -8, 7, 10) },
    { tissue: 'blood', shape: iliac(-1, zOf('L5', 8), -14, 7, 10) },
  ];
}
