import { lpsToIndex, type Grid } from './grid.ts';
import { subtract, type Vec3 } from './vec3.ts';

/** Voxels of a grid: x fastest, then y, then slice. */
export interface SampledGrid {
  readonly grid: Grid;
  readonly values: ArrayLike<number>;
  /** 1 where a slice is there; a place that needs a slice which is not gives no value. */
  readonly present: Uint8Array;
}

/** One line of a picture in patient space, LPS mm: centre of its first pixel, step from pixel to pixel. */
export interface PictureLine {
  readonly firstLpsMm: Vec3;
  readonly stepLpsMm: Vec3;
  /** Pixels to fill, [from, to). */
  readonly from: number;
  readonly to: number;
}

/** What is taken along the line of sight through each pixel. */
export interface Slab {
  readonly mode: 'mip' | 'minip' | 'mean';
  /** Samples before and behind the picture, as a step per sample, LPS mm. */
  readonly stepLpsMm: Vec3;
  /** 1 = the plane alone. Odd, so that the plane itself is one of them. */
  readonly samples: number;
}

/**
 * Fills lines of a picture from a volume by trilinear interpolation, shear of the grid included. Outside the voxels, and
 * where a slice is missing, the value is NaN: nothing is made up.
 *
 * @param lineAt - the line for a row of the picture; null leaves it empty
 * @param picture - width × height, overwritten
 */
export function resample(
  volume: SampledGrid,
  width: number,
  height: number,
  lineAt: (row: number) => { readonly line: PictureLine; readonly slab: Slab } | null,
  picture: Float32Array,
): void {
  const toIndex = indexDirections(volume.grid);
  picture.fill(NaN);
  if (toIndex === null) return;
  for (let row = 0; row < height; row += 1) {
    const wanted = lineAt(row);
    if (wanted === null) continue;
    const { line, slab } = wanted;
    const start = lpsToIndex(volume.grid, line.firstLpsMm);
    if (start === null) continue;
    const along = toIndex(line.stepLpsMm);
    const through = toIndex(slab.stepLpsMm);
    const [from, to] = [Math.max(0, line.from), Math.min(width, line.to)];
    if (slab.samples <= 1) fillLine(volume, start, along, from, to, picture, row * width);
    else fillSlab(volume, start, along, through, slab, from, to, picture, row * width);
  }
}

/** A step in LPS mm as a step in voxel indices. */
function indexDirections(grid: Grid): ((step: Vec3) => Vec3) | null {
  const origin: Grid = { ...grid, originLpsMm: [0, 0, 0] };
  if (lpsToIndex(origin, [0, 0, 0]) === null) return null;
  return (step) => lpsToIndex(origin, subtract(step, [0, 0, 0])) ?? [0, 0, 0];
}

function fillLine(
  volume: SampledGrid,
  start: Vec3,
  along: Vec3,
  from: number,
  to: number,
  picture: Float32Array,
  at: number,
): void {
  // Most pictures lie along the grid: what the slices say is then the same for a whole line, which is often empty.
  if (Math.abs(along[2]) * to < LEVEL) {
    const z = levelAmong(volume, start[2]);
    if (z !== z) return;
    const z0 = z | 0;
    for (let x = from; x < to; x += 1)
      picture[at + x] = valueBetween(volume, start[0] + x * along[0], start[1] + x * along[1], z0, z - z0);
    return;
  }
  for (let x = from; x < to; x += 1)
    picture[at + x] = valueAt(
      volume,
      start[0] + x * along[0],
      start[1] + x * along[1],
      start[2] + x * along[2],
    );
}

function fillSlab(
  volume: SampledGrid,
  start: Vec3,
  along: Vec3,
  through: Vec3,
  { mode, samples }: Slab,
  from: number,
  to: number,
  picture: Float32Array,
  at: number,
): void {
  const half = (samples - 1) / 2;
  for (let x = from; x < to; x += 1) {
    let i = start[0] + x * along[0] - half * through[0];
    let j = start[1] + x * along[1] - half * through[1];
    let k = start[2] + x * along[2] - half * through[2];
    let [found, sum, low, high] = [0, 0, Infinity, -Infinity];
    for (let sample = 0; sample < samples; sample += 1) {
      const value = valueAt(volume, i, j, k);
      if (value === value) {
        found += 1;
        sum += value;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      i += through[0];
      j += through[1];
      k += through[2];
    }
    picture[at + x] = found === 0 ? NaN : mode === 'mip' ? high : mode === 'minip' ? low : sum / found;
  }
}

const ON_SLICE = 1e-4;
/** Of a slice, over a whole line: far below what rounds to a slice, far above what arithmetic leaves. */
const LEVEL = 1e-7;

/** Trilinear value at a voxel index; the outer half voxel repeats its border. NaN outside. */
function valueAt(volume: SampledGrid, i: number, j: number, k: number): number {
  const z = levelAmong(volume, k);
  return z === z ? valueBetween(volume, i, j, z | 0, z - (z | 0)) : NaN;
}

/** A place among the slices, within them; NaN outside, and where a slice that it needs is missing. */
function levelAmong({ grid, present }: SampledGrid, k: number): number {
  const slices = grid.dimensions[2];
  if (!(k >= -0.5 && k < slices - 0.5)) return NaN;
  const inside = k < 0 ? 0 : k > slices - 1 ? slices - 1 : k;
  // On a slice to within rounding: its neighbour, which may be missing, has no part in it.
  const nearest = (inside + 0.5) | 0;
  const z = Math.abs(inside - nearest) < ON_SLICE ? nearest : inside;
  const z0 = z | 0;
  if (present[z0] !== 1) return NaN;
  return z === z0 || present[z0 + 1] === 1 ? z : NaN;
}

/** Value in slice `z0`, on the way to the next by `fz`. */
function valueBetween({ grid, values }: SampledGrid, i: number, j: number, z0: number, fz: number): number {
  // Without destructuring and Math.floor (all are above zero): this runs once or more for every pixel of a picture.
  const columns = grid.dimensions[0];
  const rows = grid.dimensions[1];
  if (!(i >= -0.5 && j >= -0.5)) return NaN;
  if (i >= columns - 0.5 || j >= rows - 0.5) return NaN;
  const x = i < 0 ? 0 : i > columns - 1 ? columns - 1 : i;
  const y = j < 0 ? 0 : j > rows - 1 ? rows - 1 : j;
  const x0 = x | 0;
  const y0 = y | 0;
  const fx = x - x0;
  const fy = y - y0;
  const dx = fx > 0 ? 1 : 0;
  const dy = fy > 0 ? columns : 0;
  const base = (z0 * rows + y0) * columns + x0;
  const low = bilinear(values, base, dx, dy, fx, fy);
  if (fz === 0) return low;
  return low + (bilinear(values, base + rows * columns, dx, dy, fx, fy) - low) * fz;
}

function bilinear(
  values: ArrayLike<number>,
  base: number,
  dx: number,
  dy: number,
  fx: number,
  fy: number,
): number {
  const a = values[base] ?? NaN;
  const b = values[base + dx] ?? NaN;
  const c = values[base + dy] ?? NaN;
  const d = values[base + dy + dx] ?? NaN;
  const top = a + (b - a) * fx;
  return top + (c + (d - c) * fx - top) * fy;
}
