import type { VolumeGrid } from '../dicom/model.ts';
import { addScaled, scale } from '../domain/geometry/vec3.ts';
import type { VoxelArray } from '../imaging/api.ts';
import { shearPerSlice, sliceNormal, sliceSpacingMm } from '../imaging/orientedGrid.ts';

/** Shear that moves no slice by more than this many voxels over the whole stack is rounding in the header. */
const NEGLIGIBLE_SHIFT_VOXELS = 0.1;

/** How slices of a tilted gantry are laid into an orthogonal grid for display. Measurements use the true grid. */
export interface Unshearing {
  readonly grid: VolumeGrid;
  /** In-plane displacement per slice, voxels. */
  readonly perSlice: readonly [number, number];
  /** Where column 0, row 0 of slice 0 lands. */
  readonly margin: readonly [number, number];
}

/**
 * The orthogonal grid that holds every voxel of a sheared one, slices kept in their planes.
 *
 * @returns null when the grid is orthogonal already, to a tenth of a voxel
 */
export function unshearing(grid: VolumeGrid): Unshearing | null {
  const [columns, rows, slices] = grid.dimensions;
  const [u, v] = shearPerSlice(grid);
  const total: readonly [number, number] = [u * (slices - 1), v * (slices - 1)];
  if (Math.max(Math.abs(total[0]), Math.abs(total[1])) <= NEGLIGIBLE_SHIFT_VOXELS) return null;
  const margin: readonly [number, number] = [
    Math.ceil(Math.max(0, -total[0])),
    Math.ceil(Math.max(0, -total[1])),
  ];
  const origin = addScaled(
    addScaled(grid.originLpsMm, grid.columnStepLpsMm, -margin[0]),
    grid.rowStepLpsMm,
    -margin[1],
  );
  return {
    perSlice: [u, v],
    margin,
    grid: {
      dimensions: [columns + Math.ceil(Math.abs(total[0])), rows + Math.ceil(Math.abs(total[1])), slices],
      originLpsMm: origin,
      columnStepLpsMm: grid.columnStepLpsMm,
      rowStepLpsMm: grid.rowStepLpsMm,
      sliceStepLpsMm: scale(sliceNormal(grid), sliceSpacingMm(grid)),
    },
  };
}

/**
 * Lays one true slice into the display volume: a shift within its own plane, bilinear between pixels.
 *
 * @param source - columns × rows values of the true slice
 * @param target - the whole display volume, filled with `fill` outside the slices
 */
export function layUnsheared(
  plan: Unshearing,
  truth: VolumeGrid,
  slice: number,
  source: VoxelArray,
  target: VoxelArray,
): void {
  const [columns, rows] = truth.dimensions;
  const [width, height] = plan.grid.dimensions;
  const shiftX = plan.margin[0] + plan.perSlice[0] * slice;
  const shiftY = plan.margin[1] + plan.perSlice[1] * slice;
  const at = (x: number, y: number): number => source[y * columns + x] ?? 0;
  for (let y = 0; y < height; y += 1) {
    const sy = y - shiftY;
    if (sy < 0 || sy > rows - 1) continue;
    const y0 = Math.min(Math.floor(sy), rows - 2);
    const fy = sy - y0;
    for (let x = 0; x < width; x += 1) {
      const sx = x - shiftX;
      if (sx < 0 || sx > columns - 1) continue;
      const x0 = Math.min(Math.floor(sx), columns - 2);
      const fx = sx - x0;
      const top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
      const bottom = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
      target[(slice * height + y) * width + x] = top * (1 - fy) + bottom * fy;
    }
  }
}
