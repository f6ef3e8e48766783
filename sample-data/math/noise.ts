import { makeRandom } from './random.ts';
import { floorOf } from './whole.ts';

/** Smooth periodic noise in space, about -1..1, with a period of 32 lattice cells. */
export type SpaceNoise = (x: number, y: number, z: number) => number;

/** Lattice cells, and samples a cell: the inner loops look a value up instead of interpolating. */
const CELLS = 32;
const FINE = 4;
const SIZE = CELLS * FINE;
const MASK = SIZE - 1;

/** Value noise, trilinear with a smooth ramp, sampled four times a cell; one table for a seed. */
export function makeSpaceNoise(seed: string): SpaceNoise {
  const table = fineTable(coarseTable(seed));
  return (x, y, z) => {
    const ix = floorOf(x * FINE) & MASK;
    const iy = floorOf(y * FINE) & MASK;
    const iz = floorOf(z * FINE) & MASK;
    return table[(iz * SIZE + iy) * SIZE + ix] ?? 0;
  };
}

function coarseTable(seed: string): Float32Array {
  const random = makeRandom(`${seed}/noise`);
  return Float32Array.from({ length: CELLS ** 3 }, () => random() * 2 - 1);
}

function fineTable(coarse: Float32Array): Float32Array {
  const alongX = stretch(coarse, CELLS, 1, CELLS * CELLS);
  const alongY = stretch(alongX, CELLS, SIZE, CELLS);
  return stretch(alongY, CELLS, SIZE * SIZE, 1);
}

/** Widens one axis by `FINE`: `inner` values lie below it, `outer` blocks above it. */
function stretch(from: Float32Array, cells: number, inner: number, outer: number): Float32Array {
  const to = new Float32Array(from.length * FINE);
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < cells * FINE; k++) {
      const cell = Math.floor(k / FINE);
      const u = (k % FINE) / FINE;
      const t = u * u * (3 - 2 * u);
      const a = (o * cells + cell) * inner;
      const b = (o * cells + ((cell + 1) % cells)) * inner;
      const at = (o * cells * FINE + k) * inner;
      for (let i = 0; i < inner; i++) {
        const v = from[a + i] ?? 0;
        to[at + i] = v + ((from[b + i] ?? 0) - v) * t;
      }
    }
  }
  return to;
}
