import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { makeFrame } from '../math/frame.ts';
import type { Vec3 } from '../math/vec3.ts';
import { ellipsoid, tube } from '../shapes/primitives.ts';
import type { StackKey } from '../shapes/primitives.ts';
import { axisBox } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import { stack } from '../shapes/stack.ts';
import { brain } from '../spine/skull.ts';
import type { PlacedVertebra } from '../spine/column.ts';
import { vertebraAt } from '../spine/column.ts';
import type { Chest } from './chest.ts';
import type { Landmarks } from './landmarks.ts';
import type { Layer } from './muscles.ts';

/** Contents of chest, shoulders, neck and lower face, in painting order: before the abdomen and the long muscles. */
export function makeUpperBody(m: Landmarks, chest: Chest): readonly Layer[] {
  return [
    ...wallMuscles(m),
    ...chestContents(m, chest),
    ...head(m),
    ...([1, -1] as const).flatMap((sign) => neckSide(m, sign)),
    ...airway(m),
  ];
}

/** Fluid and brain: painted after the muscles of the nape, which end at the skull. */
export function makeSkullContents(column: readonly PlacedVertebra[]): readonly Layer[] {
  const atlas = vertebraAt(column, 'C1').frame;
  return [
    { tissue: 'bowelFluid', shape: brain(atlas, 0), insideMm: 6 },
    { tissue: 'cord', shape: brain(atlas, 3.5), insideMm: 6 },
  ];
}

/** Everything under the fat from the ribs' edge to the root of the neck is muscle, with planes of fat between. */
function wallMuscles(m: Landmarks): readonly Layer[] {
  const low = m.body('T10')[2] + 10;
  const high = m.body('C7')[2] + 9;
  const [, y] = m.body('T4');
  const root = m.body('C7');
  const box = axisBox([-260, y - 240, low - 20], [260, y + 200, high + 20]);
  const slab: Shape = {
    box,
    distance: (x, py, z) => {
      const open = 62 - Math.hypot(x, 1.5 * (py - root[1] + 20));
      return Math.max(low - z - 0.05 * Math.abs(x), z - high + 0.45 * Math.max(0, open));
    },
  };
  const plane = (offset: number, slope: number, halfMm: number): Shape => ({
    box,
    distance: (x, py, z) => {
      const bend = 4 * Math.sin(z / 23 + offset) + 3 * Math.sin(x / 19 + offset);
      return Math.max(
        Math.abs(py - y - offset - slope * Math.abs(x) - bend) - halfMm,
        52 - Math.abs(x),
        slab.distance(x, py, z),
      );
    },
  });
  return [
    { tissue: 'muscle', shape: slab, insideMm: 2 },
    { tissue: 'fat', shape: plane(62, -0.28, 0.9), insideMm: 3 },
    { tissue: 'fat', shape: plane(22, 0.1, 1.2), insideMm: 3 },
    { tissue: 'fat', shape: plane(-40, 0.24, 1), insideMm: 3 },
  ];
}

function chestContents(m: Landmarks, chest: Chest): readonly Layer[] {
  const [, y, z] = m.body('T7');
  const apex = m.body('T1')[2] + 8;
  const low = m.body('T11')[2];
  const cavity: Shape = {
    box: axisBox([-150, y - 180, low], [150, y + 110, apex]),
    distance: (px, py, pz) => Math.max(chest.distance(px, py, pz), low - pz, pz - apex),
  };
  const t4 = m.body('T4');
  const t5 = m.body('T5');
  const arch: readonly Vec3[] = [
    [-14, t5[1] - 62, t5[2] - 12], [-10, t4[1] - 56, t4[2] - 2], [4, t4[1] - 44, t4[2] + 6],
    [16, t4[1] - 26, t4[2] + 2], [18, t5[1] - 20, t5[2]], [15, y - 22, z], [12, m.body('T10')[1] - 26, m.body('T10')[2]],
  ]; // prettier-ignore
  return [
    { tissue: 'fat', shape: cavity, insideMm: 6 },
    ...chest.lungs.map((shape): Layer => ({ tissue: 'lung', shape, insideMm: 10 })),
    { tissue: 'blood', shape: ellipsoid(makeFrame([20, y - 70, z - 6], -20, 24), 46, 34, 54), insideMm: 14 },
    { tissue: 'blood', shape: tube(arch, [14, 14, 13, 12.5, 12, 11.5, 11]) },
    {
      tissue: 'blood',
      shape: tube(
        [
          [-24, t5[1] - 46, t5[2] - 20],
          [-22, t4[1] - 44, t4[2] + 20],
        ],
        [9, 8.5],
      ),
    },
  ];
}

/** Tongue and floor of the mouth, cheeks: what the jaw holds. */
function head(m: Landmarks): readonly Layer[] {
  const [, y, z] = m.body('C2');
  return [
    { tissue: 'muscle', shape: ellipsoid(makeFrame([0, y - 52, z - 2], 0), 28, 30, 26), insideMm: 3 },
    ...([1, -1] as const).map((sign): Layer => ({
      tissue: 'muscle',
      shape: ellipsoid(makeFrame([sign * 44, y - 26, z + 14], 0), 12, 16, 36),
      insideMm: 3,
    })),
  ];
}

type Row = readonly [Vertebra, number, number, number, number];
const keysOf = (m: Landmarks, sign: number, rows: readonly Row[], turnDeg = 0): readonly StackKey[] =>
  rows.map(([level, x, y, rx, ry]) => {
    const p = m.body(level);
    return { z: p[2], x: p[0] + sign * x, y: p[1] + y, rx, ry, turnDeg: sign * turnDeg };
  });

function neckSide(m: Landmarks, sign: 1 | -1): readonly Layer[] {
  const strap = (rows: readonly Row[], turnDeg = 0): Shape => stack(keysOf(m, sign, rows, turnDeg), 8);
  return [
    { tissue: 'muscle', shape: strap([['C1', 6, -24, 6, 3], ['C3', 7, -11, 6.5, 3.4], ['C6', 8, -11.5, 6.5, 3.6], ['T2', 6, -12, 4, 2.6]]) },
    { tissue: 'muscle', shape: strap([['C2', 22, 6, 4, 6], ['C4', 26, 6, 8, 8], ['C6', 30, 4, 10, 10], ['T1', 38, -4, 12, 10]], 24) },
    { tissue: 'muscle', shape: strap([['C1', 46, 4, 10, 14], ['C3', 44, -6, 12, 9], ['C5', 36, -22, 13, 7], ['C7', 24, -36, 13, 6], ['T1', 16, -44, 10, 5]], 34), insideMm: 1.5 },
    { tissue: 'muscle', shape: strap([['C1', 34, 18, 12, 16], ['C3', 38, 24, 10, 16], ['C5', 44, 28, 12, 16], ['C7', 60, 30, 22, 18]], -28), insideMm: 1.5 },
    { tissue: 'blood', shape: strap([['C2', 25, -20, 3, 3], ['C4', 25, -22, 4.2, 4.2], ['C6', 22, -24, 4, 4], ['T2', 16, -34, 4.4, 4.4]]) },
    { tissue: 'blood', shape: strap([['C1', 28, -16, 4, 4], ['C3', 32, -17, 6, 5], ['C6', 32, -24, 7.5, 5.5], ['T1', 24, -34, 8, 6]]) },
    { tissue: 'blood', shape: strap([['C6', 16, -32, 6, 9], ['C7', 16, -34, 8, 12], ['T1', 15, -36, 6, 9]]) },
  ]; // prettier-ignore
}

/** Pharynx, larynx and trachea in one column of air, and the gullet behind. */
function airway(m: Landmarks): readonly Layer[] {
  const rows: readonly Row[] = [
    ['C1', 0, -38, 13, 7], ['C2', 0, -25, 12, 6], ['C3', 0, -24, 11, 5.5], ['C4', 0, -27, 9, 6], ['C5', 0, -31, 5.5, 8],
    ['C6', 0, -33, 8, 9], ['T1', 0, -37, 8.6, 8], ['T3', -1, -38, 8.4, 7.6], ['T4', -2, -38, 9, 7],
  ]; // prettier-ignore
  const wall = rows.map(([l, x, y, rx, ry]): Row => [l, x, y, rx + 2.6, ry + 2.6]);
  const gullet: readonly Row[] = [
    ['C6', 2, -17, 7, 3.6], ['T1', 5, -20, 7.5, 4.4], ['T4', 5, -21, 7.5, 5], ['T8', 4, -26, 8, 6], ['T10', 14, -32, 8, 6],
  ]; // prettier-ignore
  return [
    { tissue: 'muscle', shape: stack(keysOf(m, 1, wall), 4), insideMm: 3 },
    { tissue: 'gas', shape: stack(keysOf(m, 1, rows), 4), insideMm: 5 },
    { tissue: 'bowelWall', shape: stack(keysOf(m, 1, gullet), 6) },
  ];
}
