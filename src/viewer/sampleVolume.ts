import type { PointLps } from '../domain/case/document.ts';
import { nearestVoxel } from '../domain/geometry/grid.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';

/**
 * Value of the voxel that holds a point, in the modality's own unit, from the true (unresampled) grid.
 *
 * @param pointLpsMm - LPS mm, in the volume's frame of reference
 * @returns null outside the volume and where the slice has not arrived
 */
export function sampleVolume(image: VolumeImage, pointLpsMm: PointLps): number | null {
  const [columns, rows] = image.grid.dimensions;
  const voxel = nearestVoxel(image.grid, pointLpsMm);
  if (voxel === null || image.present[voxel[2]] !== 1) return null;
  return image.voxels[voxel[0] + columns * (voxel[1] + rows * voxel[2])] ?? null;
}
