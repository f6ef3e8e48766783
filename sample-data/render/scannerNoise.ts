import { gaussian, makeRandom } from '../math/random.ts';

const TILE = 512;
const MASK = TILE - 1;

/** Correlated noise of unit standard deviation, periodic; read at a random offset per slice. */
export interface NoiseTile {
  readonly at: (x: number, y: number) => number;
}

/** White noise smoothed over about one pixel, as a soft-tissue kernel leaves it. */
export function makeNoiseTile(seed: string): NoiseTile {
  const random = makeRandom(`${seed}/tile`);
  const white = Float32Array.from({ length: TILE * TILE }, () => gaussian(random));
  const out = new Float32Array(TILE * TILE);
  const kernel = [0.3, 0.78, 1, 0.78, 0.3];
  let square = 0;
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      let v = 0;
      for (let j = -2; j <= 2; j++) {
        for (let i = -2; i <= 2; i++) {
          const k = (kernel[i + 2] ?? 0) * (kernel[j + 2] ?? 0) - 0.08;
          v += k * (white[((y + j) & MASK) * TILE + ((x + i) & MASK)] ?? 0);
        }
      }
      out[y * TILE + x] = v;
      square += v * v;
    }
  }
  const gain = 1 / Math.sqrt(square / out.length);
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) * gain;
  return { at: (x, y) => out[(y & MASK) * TILE + (x & MASK)] ?? 0 };
}

/** Offsets into two tiles for one slice: neighbours share nothing, every run the same. */
export function sliceOffsets(seed: string, slice: number): readonly [number, number, number, number] {
  const random = makeRandom(`${seed}/offset/${slice}`);
  const next = (): number => Math.floor(random() * TILE);
  return [next(), next(), next(), next()];
}
