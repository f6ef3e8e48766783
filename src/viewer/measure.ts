import type { RegionMeasurement, RegionShape } from '../domain/case/document.ts';
import { measureRegion } from '../domain/findings/measureRegion.ts';
import { err, issue, type Result } from '../domain/result.ts';
import { isComplete, type SeriesImage } from '../imaging/seriesImage.ts';

/**
 * A region measured on the series' own voxels, in the modality's unit, on the true grid.
 *
 * @returns an issue where the series has no volume (gap, uneven spacing …) or where slices are missing: what is not
 *   there is not measured
 */
export function measureOn(image: SeriesImage, shape: RegionShape): Result<RegionMeasurement> {
  if (image.kind !== 'volume') {
    const reason = image.summary.geometry.notes[0] ?? 'The slices do not make a regular volume.';
    return err(issue('no-volume', `${reason} Regions are not measured on this series.`));
  }
  if (!isComplete(image)) {
    const missing = image.present.length - image.present.reduce((sum, flag) => sum + flag, 0);
    const words = missing === 1 ? '1 slice is' : `${missing} slices are`;
    return err(issue('incomplete', `${words} not loaded: a region is measured once the series is whole.`));
  }
  const unit = image.summary.modality === 'CT' ? 'HU' : 'signal';
  return measureRegion({ grid: image.grid, values: image.voxels }, shape, { unit });
}
