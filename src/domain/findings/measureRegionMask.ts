import type { Grid, VoxelIndex } from '../geometry/grid.ts';

/** Values in the modality's own unit, index i + columns·(j + rows·k). */
export type VoxelValues = Int16Array | Uint16Array | Float32Array | Uint8Array;

export interface RegionVolume {
  readonly grid: Grid;
  readonly values: VoxelValues;
}

/** The voxels of a region inside their bounding box: `bits[i + size[0]·(j + size[1]·k)]` is 1 inside. */
export interface RegionMask {
  /** Index of the box's first voxel in the volume. */
  readonly start: VoxelIndex;
  readonly size: VoxelIndex;
  readonly bits: Uint8Array;
  readonly voxelCount: number;
  /** Growth wanted to go on beyond the user's bounds. */
  readonly touchesBounds: boolean;
}

/** The two grid axes besides one, in order. */
export const OTHER_AXES = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;

/** Builds the tight mask of a list of voxels, `list` holding offsets into the volume. */
export function maskFromOffsets(grid: Grid, list: Uint32Array, touchesBounds: boolean): RegionMask {
  const [columns, rows] = grid.dimensions;
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-1, -1, -1];
  for (const offset of list) {
    const i = offset % columns;
    const j = Math.floor(offset / columns) % rows;
    const k = Math.floor(offset / (columns * rows));
    if (i < low[0]) low[0] = i;
    if (j < low[1]) low[1] = j;
    if (k < low[2]) low[2] = k;
    if (i > high[0]) high[0] = i;
    if (j > high[1]) high[1] = j;
    if (k > high[2]) high[2] = k;
  }
  const size: VoxelIndex = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1];
  const bits = new Uint8Array(size[0] * size[1] * size[2]);
  for (const offset of list) {
    const i = offset % columns;
    const j = Math.floor(offset / columns) % rows;
    const k = Math.floor(offset / (columns * rows));
    bits[i - low[0] + size[0] * (j - low[1] + size[1] * (k - low[2]))] = 1;
  }
  return { start: low, size, bits, voxelCount: list.length, touchesBounds };
}

/** Visits every voxel of a mask with its index in the volume. */
export function forEachVoxel(mask: RegionMask, visit: (i: number, j: number, k: number) => void): void {
  const [width, height] = mask.size;
  for (let at = mask.bits.indexOf(1); at >= 0; at = mask.bits.indexOf(1, at + 1)) {
    const i = at % width;
    const j = Math.floor(at / width) % height;
    const k = Math.floor(at / (width * height));
    visit(mask.start[0] + i, mask.start[1] + j, mask.start[2] + k);
  }
}

/** A list of offsets that grows by doubling. */
export class OffsetList {
  private items = new Uint32Array(1024);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(offset: number): void {
    if (this.count === this.items.length) {
      const larger = new Uint32Array(this.items.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.count++] = offset;
  }

  at(index: number): number {
    return this.items[index] ?? 0;
  }

  toArray(): Uint32Array {
    return this.items.subarray(0, this.count);
  }
}
