import type { IntensityUnit, RegionMeasurement, RegionShape } from '../case/document.ts';
import { indexToLps, voxelVolumeMm3 } from '../geometry/grid.ts';
import { dot, type Vec3 } from '../geometry/vec3.ts';
import { ok, type Result } from '../result.ts';
import { grownMask } from './measureRegionGrow.ts';
import { forEachVoxel, type RegionMask, type RegionVolume } from './measureRegionMask.ts';
import { planarMask } from './measureRegionPlanar.ts';

export interface MeasureOptions {
  /** Unit of the values: 'HU' for CT, 'signal' for MR, by modality and never by tool. */
  readonly unit: IntensityUnit;
  /** Why the geometry badge forbids a volume (gap, uneven …); null where one may be given. */
  readonly volumeProblem?: string | null;
  /** Toward the head along the labelled spine; patient z where no labels say better. LPS. */
  readonly towardHead?: Vec3;
}

/** The voxels of a region, for measuring and for outlines on any slice. */
export const maskOfRegion = (volume: RegionVolume, shape: RegionShape): Result<RegionMask> =>
  shape.kind === 'grow' ? grownMask(volume, shape) : planarMask(volume, shape);

/**
 * Size, intensity and extent of a region.
 *
 * Volume = voxels × |det of the grid's steps|. `sd` is the standard deviation of the voxels themselves (divided by n).
 *
 * @param volume - values in the modality's own unit
 * @returns LPS mm, mL; or the issue that says why it cannot be measured
 */
export function measureRegion(
  volume: RegionVolume,
  shape: RegionShape,
  options: MeasureOptions,
): Result<RegionMeasurement> {
  const mask = maskOfRegion(volume, shape);
  return mask.ok ? ok(measureMask(volume, mask.value, options)) : mask;
}

/** As `measureRegion`, for a mask already made. */
export function measureMask(
  { grid, values }: RegionVolume,
  mask: RegionMask,
  { unit, volumeProblem = null, towardHead = [0, 0, 1] }: MeasureOptions,
): RegionMeasurement {
  const [columns, rows] = grid.dimensions;
  let [n, mean, squares] = [0, 0, 0];
  let [min, max] = [Infinity, -Infinity];
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  let [cranial, caudal]: Vec3[] = [];
  let [headMost, feetMost] = [-Infinity, Infinity];
  forEachVoxel(mask, (i, j, k) => {
    const value = values[i + columns * (j + rows * k)] ?? 0;
    n += 1;
    const delta = value - mean;
    mean += delta / n;
    squares += delta * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
    const point = indexToLps(grid, [i, j, k]);
    for (const axis of [0, 1, 2] as const) {
      low[axis] = Math.min(low[axis], point[axis]);
      high[axis] = Math.max(high[axis], point[axis]);
    }
    const height = dot(point, towardHead);
    if (height > headMost) [headMost, cranial] = [height, point];
    if (height < feetMost) [feetMost, caudal] = [height, point];
  });
  return {
    voxelCount: n,
    volumeMl: volumeProblem === null ? (n * voxelVolumeMm3(grid)) / 1000 : null,
    volumeProblem,
    mean,
    sd: Math.sqrt(squares / n),
    min,
    max,
    unit,
    minLpsMm: low,
    maxLpsMm: high,
    cranialLpsMm: cranial ?? low,
    caudalLpsMm: caudal ?? low,
    touchesBounds: mask.touchesBounds,
  };
}
