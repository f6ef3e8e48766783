import type { Frame } from '../math/frame.ts';
import { add, scale } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';

/** Oriented box around a shape: centre and three half-edge vectors, scene mm. */
export interface Box {
  readonly centre: Vec3;
  readonly halves: readonly [Vec3, Vec3, Vec3];
}

/** A solid as a signed distance function: negative inside, mm, in scene coordinates. */
export interface Shape {
  readonly box: Box;
  readonly distance: (x: number, y: number, z: number) => number;
}

export const frameBox = (f: Frame, low: Vec3, high: Vec3): Box => {
  const mid: Vec3 = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
  return {
    centre: add(f.origin, add(scale(f.x, mid[0]), add(scale(f.y, mid[1]), scale(f.z, mid[2])))),
    halves: [
      scale(f.x, (high[0] - low[0]) / 2),
      scale(f.y, (high[1] - low[1]) / 2),
      scale(f.z, (high[2] - low[2]) / 2),
    ],
  };
};

export const axisBox = (low: Vec3, high: Vec3): Box => ({
  centre: [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2],
  halves: [
    [(high[0] - low[0]) / 2, 0, 0],
    [0, (high[1] - low[1]) / 2, 0],
    [0, 0, (high[2] - low[2]) / 2],
  ],
});

/** Axis-aligned box around many boxes. */
export function unionBox(boxes: readonly Box[]): Box {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const b of boxes) {
    for (const i of [0, 1, 2] as const) {
      const reach = Math.abs(b.halves[0][i]) + Math.abs(b.halves[1][i]) + Math.abs(b.halves[2][i]);
      low[i] = Math.min(low[i], b.centre[i] - reach);
      high[i] = Math.max(high[i], b.centre[i] + reach);
    }
  }
  return axisBox(low, high);
}

/** A shape written in local coordinates of a frame, with its local bounds. */
export function localShape(
  f: Frame,
  low: Vec3,
  high: Vec3,
  distance: (x: number, y: number, z: number) => number,
): Shape {
  const [ox, oy, oz] = f.origin;
  const [xx, xy, xz] = f.x;
  const [yx, yy, yz] = f.y;
  const [zx, zy, zz] = f.z;
  return {
    box: frameBox(f, low, high),
    distance: (x, y, z) => {
      const dx = x - ox;
      const dy = y - oy;
      const dz = z - oz;
      return distance(dx * xx + dy * xy + dz * xz, dx * yx + dy * yy + dz * yz, dx * zx + dy * zy + dz * zz);
    },
  };
}
