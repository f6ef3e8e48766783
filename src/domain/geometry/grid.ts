import { add, cross, dot, scale, subtract, type Vec3 } from './vec3.ts';

/**
 * Voxel index (i column, j row, k slice) → LPS mm: origin + i·columnStep + j·rowStep + k·sliceStep. Steps carry unequal
 * spacing, obliquity and shear. Same shape as `VolumeGrid` of `dicom/model.ts`.
 */
export interface Grid {
  readonly dimensions: readonly [number, number, number];
  readonly originLpsMm: Vec3;
  readonly columnStepLpsMm: Vec3;
  readonly rowStepLpsMm: Vec3;
  readonly sliceStepLpsMm: Vec3;
}

/** Continuous voxel index [i, j, k]; (0,0,0) is the centre of the first voxel. */
export type VoxelIndex = readonly [number, number, number];

/** LPS mm of a voxel index, whole or fractional. */
export const indexToLps = (grid: Grid, [i, j, k]: VoxelIndex): Vec3 =>
  add(
    add(grid.originLpsMm, scale(grid.columnStepLpsMm, i)),
    add(scale(grid.rowStepLpsMm, j), scale(grid.sliceStepLpsMm, k)),
  );

/**
 * Inverse of `indexToLps`, exact for sheared grids: each index is measured along the reciprocal step.
 *
 * @returns null where the steps span no volume
 */
export function lpsToIndex(grid: Grid, pointLpsMm: Vec3): VoxelIndex | null {
  const { columnStepLpsMm: a, rowStepLpsMm: b, sliceStepLpsMm: c } = grid;
  const volume = dot(a, cross(b, c));
  if (!Number.isFinite(volume) || Math.abs(volume) < 1e-12) return null;
  const offset = subtract(pointLpsMm, grid.originLpsMm);
  return [
    dot(offset, cross(b, c)) / volume,
    dot(offset, cross(c, a)) / volume,
    dot(offset, cross(a, b)) / volume,
  ];
}

/** |det of the steps|, mm³: what one voxel stands for, shear included. */
export const voxelVolumeMm3 = (grid: Grid): number =>
  Math.abs(dot(grid.columnStepLpsMm, cross(grid.rowStepLpsMm, grid.sliceStepLpsMm)));

/** True where the index rounds to a voxel of the grid. */
export const isInsideGrid = (grid: Grid, index: VoxelIndex): boolean =>
  index.every((value, axis) => value >= -0.5 && value < (grid.dimensions[axis] ?? 0) - 0.5);

/** The voxel whose centre is nearest along the grid's axes; null outside the grid. */
export function nearestVoxel(grid: Grid, pointLpsMm: Vec3): VoxelIndex | null {
  const index = lpsToIndex(grid, pointLpsMm);
  if (index === null || !isInsideGrid(grid, index)) return null;
  return [Math.round(index[0]), Math.round(index[1]), Math.round(index[2])];
}
