import { makeProfile, smoothMax, smoothStep } from '../math/table.ts';
import { stack } from '../shapes/stack.ts';
import type { StackKey } from '../shapes/primitives.ts';
import { axisBox } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Tissue } from '../scene/tissue.ts';
import type { Landmarks } from './landmarks.ts';

/** A solid of one tissue. */
export interface Layer {
  readonly tissue: Tissue;
  readonly shape: Shape;
  /** Kept this far inside the fat under the skin, mm. */
  readonly insideMm?: number;
}

/** Paraspinal muscles, quadratus, psoas, and the buttock, each side. */
export function makeMuscles(m: Landmarks): readonly Layer[] {
  return ([1, -1] as const).flatMap((sign) => [
    ...erector(m, sign),
    { tissue: 'muscle' as const, shape: quadratus(m, sign) },
    { tissue: 'muscle' as const, shape: psoas(m, sign) },
    ...gluteal(m, sign),
    { tissue: 'fascia' as const, shape: interspinous(m, sign), insideMm: 1 },
  ]);
}

function psoas(m: Landmarks, sign: 1 | -1): Shape {
  const key = (
    level: Parameters<Landmarks['body']>[0],
    x: number,
    y: number,
    rx: number,
    ry: number,
    dz = 0,
  ): StackKey => {
    const p = m.body(level);
    return { z: p[2] + dz, x: p[0] + sign * x, y: p[1] + y, rx, ry, turnDeg: sign * 20 };
  };
  return stack(
    [
      key('T12', 23, 8, 3, 5, -14), key('L1', 25.5, 9, 6, 10), key('L2', 29.5, 7, 11, 15), key('L3', 35, 5, 15, 20),
      key('L4', 40, 1, 18, 22), key('L5', 47, -12, 19, 20), key('S1', 58, -40, 19, 19),
      key('S2', 66, -72, 18, 18), key('S3', 70, -92, 18, 18, -20),
    ], 6,
  ); // prettier-ignore
}

function quadratus(m: Landmarks, sign: 1 | -1): Shape {
  const key = (
    level: Parameters<Landmarks['body']>[0],
    x: number,
    y: number,
    rx: number,
    ry: number,
  ): StackKey => {
    const p = m.body(level);
    return { z: p[2], x: p[0] + sign * x, y: p[1] + y, rx, ry, turnDeg: -sign * 22 };
  };
  return stack(
    [
      key('T12', 46, 24, 14, 4.5),
      key('L2', 56, 25, 17, 6.5),
      key('L3', 61, 23, 19, 7.5),
      key('L4', 65, 22, 20, 7),
      key('L5', 70, 20, 15, 5),
    ],
    6,
  );
}

/** Beside the arches the muscles reach forward onto the transverse processes, mm. */
const REACH_FORWARD_MM = 11;
/** Their outer edge bulges: it falls back from its widest by so much with the square of the depth, 1/mm. */
const ROUNDING = 0.016;

/** Multifidus, longissimus and iliocostalis as one block behind the arches with two fat septa. */
function erector(m: Landmarks, sign: 1 | -1): readonly Layer[] {
  const canal = m.canalBehind;
  const wide = makeProfile([
    ...(m.hasNeck ? neckWidths(m) : []), [m.body('T10')[2], 52], [m.body('L1')[2], 60], [m.body('L3')[2], 66], [m.body('L5')[2], 58],
    [m.body('S1')[2], 46], [m.body('S2')[2] - 6, 30], [m.body('S3')[2] - 8, 12],
  ]); // prettier-ignore
  const top = muscleTop(m);
  const bottom = m.body('S3')[2] - 14;
  const box = axisBox([sign > 0 ? -40 : -115, -70, bottom], [sign > 0 ? 115 : 40, 160, top]);
  const block: Shape = {
    box,
    distance: (x, y, z) => {
      const u = (x - m.midline(z)) * sign;
      const front = canal(z) + 2 + 0.1 * u - REACH_FORWARD_MM * smoothStep(12, 27, u);
      const deep = y - front - 18;
      return Math.max(smoothMax(front - y, u - wide(z) + ROUNDING * deep * deep, 14), 2.2 - u);
    },
  };
  const septum = (at: number, lean: number, halfMm: number): Shape => ({
    box,
    distance: (x, y, z) => {
      const u = (x - m.midline(z)) * sign;
      const front = canal(z);
      const wave = 2 * Math.sin(z / 17 + at) + 1.6 * Math.sin(y / 6 + at);
      const line = Math.abs(u - at * (wide(z) / 66) - lean * (y - front - 16) - wave) - halfMm;
      const fade = Math.max(0, front + 8 - y) * 0.3;
      return Math.max(line + fade, front + 1 - y, u - wide(z) + 2);
    },
  });
  return [
    { tissue: 'muscle', shape: block, insideMm: 1.5 },
    { tissue: 'fat', shape: septum(22, 0.34, 0.55), insideMm: 2 },
    { tissue: 'fat', shape: septum(45, 0.12, 0.7), insideMm: 2 },
  ];
}

/** Up to the occiput, where the person has a neck. */
const muscleTop = (m: Landmarks): number => (m.hasNeck ? m.body('C1')[2] + 50 : m.body('T10')[2] + 90);

const neckWidths = (m: Landmarks): readonly (readonly [number, number])[] => [
  [m.body('C1')[2] + 50, 14],
  [m.body('C1')[2] + 22, 40],
  [m.body('C1')[2], 48],
  [m.body('C3')[2], 50],
  [m.body('C6')[2], 58],
  [m.body('T2')[2], 54],
  [m.body('T6')[2], 50],
];

/** From the canal's middle back to the edge of the ligament, mm: the tips of the spinous processes. */
const LIGAMENT_MM = 46;
/** Distance between its fibres in the lower back, which fan backward and up through fat, mm. */
const FIBRES_MM = 4.2;

/** Half of the ligament between the spinous processes. */
function interspinous(m: Landmarks, sign: 1 | -1): Shape {
  const bottom = m.body('S2')[2];
  const top = muscleTop(m);
  const lumbar = m.body('T11')[2];
  return {
    box: axisBox([-43, -70, bottom], [43, 160, top]),
    distance: (x, y, z) => {
      const u = (x - m.midline(z)) * sign;
      const behind = y - m.canalBehind(z);
      const along = z + 0.55 * behind + 1.5 * Math.sin(z / 5.3) + 0.8 * Math.sin(behind / 3.1 + z / 9);
      const fibre = 0.9 - 1.7 * Math.abs(Math.sin((along * Math.PI) / FIBRES_MM));
      const ligament = Math.max(u - 1.5, -u - 0.5, 3 - behind, behind - LIGAMENT_MM);
      return z < lumbar ? Math.max(ligament, fibre) : ligament;
    },
  };
}

/** Gluteus and iliacus along the wings of the ilium. */
function gluteal(m: Landmarks, sign: 1 | -1): readonly Layer[] {
  const s1 = m.body('S1');
  const key = (z: number, x: number, y: number, rx: number, ry: number, turnDeg: number): StackKey => ({
    z: s1[2] + z, x: sign * x, y: s1[1] + y, rx, ry, turnDeg: sign * turnDeg,
  }); // prettier-ignore
  return [
    {
      tissue: 'muscle',
      shape: stack(
        [
          key(38, 96, 6, 10, 8, -42),
          key(15, 100, 5, 30, 13, -42),
          key(-20, 98, 14, 46, 19, -40),
          key(-60, 92, 28, 60, 28, -34),
          key(-110, 92, 34, 62, 34, -24),
        ],
        14,
      ),
    },
    {
      tissue: 'muscle',
      shape: stack(
        [
          key(34, 82, -8, 14, 5, -42),
          key(5, 82, -16, 26, 8, -46),
          key(-30, 76, -26, 30, 12, -46),
          key(-90, 72, -40, 28, 14, -46),
        ],
        12,
      ),
    },
  ];
}
