import type { VolumeGrid } from '../dicom/model.ts';
import { addScaled, cross, dot, subtract, unit, type Vec3 } from '../domain/geometry/vec3.ts';

/**
 * The same voxels with slices in the direction of columnStep × rowStep, so that index space is right-handed (renderers
 * need it). Reverses the slice axis where it ran the other way.
 */
export function rightHanded(grid: VolumeGrid): VolumeGrid {
  if (dot(sliceNormal(grid), grid.sliceStepLpsMm) >= 0) return grid;
  const last = grid.dimensions[2] - 1;
  return {
    ...grid,
    originLpsMm: addScaled(grid.originLpsMm, grid.sliceStepLpsMm, last),
    sliceStepLpsMm: subtract([0, 0, 0], grid.sliceStepLpsMm),
  };
}

/** Unit normal of the slices, columnStep × rowStep; LPS. @throws where the steps are parallel or zero. */
export function sliceNormal(grid: VolumeGrid): Vec3 {
  const normal = unit(cross(grid.columnStepLpsMm, grid.rowStepLpsMm));
  if (normal === null) throw new Error('volume grid: column and row steps must not be parallel');
  return normal;
}

/** Distance between slice planes, mm, > 0 for a right-handed grid; less than |sliceStep| under gantry tilt. */
export const sliceSpacingMm = (grid: VolumeGrid): number => dot(sliceNormal(grid), grid.sliceStepLpsMm);

/** Slice number whose plane holds a position (Image Position Patient), not rounded; 0 = first. */
export const sliceOfPosition = (grid: VolumeGrid, positionLpsMm: Vec3): number =>
  dot(subtract(positionLpsMm, grid.originLpsMm), sliceNormal(grid)) / sliceSpacingMm(grid);

/**
 * In-plane displacement of one slice to the next under gantry tilt, in columns and rows (voxel units).
 * Zero for a grid whose slice step is along the normal.
 */
export function shearPerSlice(grid: VolumeGrid): readonly [number, number] {
  const inPlane = addScaled(grid.sliceStepLpsMm, sliceNormal(grid), -sliceSpacingMm(grid));
  const { columnStepLpsMm: c, rowStepLpsMm: r } = grid;
  return [dot(inPlane, c) / dot(c, c), dot(inPlane, r) / dot(r, r)];
}
