import type { VolumeGrid } from '../dicom/model.ts';
import { addScaled, scale } from '../domain/geometry/vec3.ts';
import { shearPerSlice, sliceNormal, sliceSpacingMm } from '../imaging/orientedGrid.ts';

/** Shear that moves no slice by more than this many voxels over the whole stack is rounding in the header. */
const NEGLIGIBLE_SHIFT_VOXELS = 0.1;

/**
 * The orthogonal grid that holds every voxel of a sheared one, slices kept in their planes.
 *
 * @returns null when the grid is orthogonal already, to a tenth of a voxel
 */
export function unshearing(grid: VolumeGrid): VolumeGrid | null {
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
    dimensions: [columns + Math.ceil(Math.abs(total[0])), rows + Math.ceil(Math.abs(total[1])), slices],
    originLpsMm: origin,
    columnStepLpsMm: grid.columnStepLpsMm,
    rowStepLpsMm: grid.rowStepLpsMm,
    sliceStepLpsMm: scale(sliceNormal(grid), sliceSpacingMm(grid)),
  };
}
