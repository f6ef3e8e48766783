import { makeRandom } from './random.ts';

const SIZE = 64;
const MASK = SIZE - 1;

/** Smooth periodic noise in space, about -1..1, with a period of 64 lattice cells. */
export type SpaceNoise = (x: number, y: number, z: number) => number;

/** Value noise on a 64³ lattice, trilinear with a smooth ramp; one table for a seed. */
export function makeSpaceNoise(seed: string): SpaceNoise {
  const random = makeRandom(`${seed}/noise`);
  const table = new Float32Array(SIZE * SIZE * SIZE);
  for (let i = 0; i < table.length; i++) table[i] = random() * 2 - 1;
  return (x, y, z) => {
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const fz = Math.floor(z);
    let tx = x - fx;
    let ty = y - fy;
    let tz = z - fz;
    tx = tx * tx * (3 - 2 * tx);
    ty = ty * ty * (3 - 2 * ty);
    tz = tz * tz * (3 - 2 * tz);
    const x0 = fx & MASK;
    const x1 = (fx + 1) & MASK;
    const y0 = (fy & MASK) << 6;
    const y1 = ((fy + 1) & MASK) << 6;
    const z0 = (fz & MASK) << 12;
    const z1 = ((fz + 1) & MASK) << 12;
    const a0 = table[z0 + y0 + x0] ?? 0;
    const b0 = table[z0 + y1 + x0] ?? 0;
    const c0 = table[z1 + y0 + x0] ?? 0;
    const d0 = table[z1 + y1 + x0] ?? 0;
    const a = a0 + ((table[z0 + y0 + x1] ?? 0) - a0) * tx;
    const b = b0 + ((table[z0 + y1 + x1] ?? 0) - b0) * tx;
    const c = c0 + ((table[z1 + y0 + x1] ?? 0) - c0) * tx;
    const d = d0 + ((table[z1 + y1 + x1] ?? 0) - d0) * tx;
    const near = a + (b - a) * ty;
    return near + (c + (d - c) * ty - near) * tz;
  };
}
