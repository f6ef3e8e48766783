import { makeFrame } from '../math/frame.ts';
import type { Vec3 } from '../math/vec3.ts';
import { ellipsoid } from '../shapes/primitives.ts';
import type { StackKey } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import { stack } from '../shapes/stack.ts';
import { makeBowel } from './bowel.ts';
import { makeMesentery } from './mesentery.ts';
import type { Landmarks } from './landmarks.ts';
import type { Layer } from './muscles.ts';
import type { BodyOutline } from './outline.ts';

/** Abdominal contents as far as a spine scan shows them. */
export function makeOrgans(m: Landmarks, outline: BodyOutline, seed: string): readonly Layer[] {
  return [
    ...solid(m),
    aroundSpine(m),
    ...makeMesentery(m, seed),
    ...makeBowel(m, outline, seed),
    ...vessels(m),
  ];
}

/** Fat between the organs and the spine, down to where the psoas muscles fill it. */
function aroundSpine(m: Landmarks): Layer {
  const levels = ['T8', 'T9', 'T10', 'T11', 'T12', 'L1', 'L2'] as const;
  const keys = levels.map((level): StackKey => {
    const [x, y, z] = m.body(level);
    return { z, x, y: y - 4, rx: 40, ry: 30 };
  });
  return { tissue: 'fat', shape: stack(keys, 12), insideMm: 12 };
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

/** Aorta left of the midline to L4, caval vein right, common iliac vessels below. */
function vessels(m: Landmarks): readonly Layer[] {
  const front = (z: number): number => m.bodyFront(z);
  const zOf = (level: Parameters<Landmarks['body']>[0], dz = 0): number => m.body(level)[2] + dz;
  const top = zOf('T10', m.hasNeck ? 12 : 90);
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
