import { indexToLps } from '../domain/geometry/grid.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import { gridSpacing } from './planeAxes.ts';
import { cornersOf, extentOf } from './planeFrame.ts';
import type { SourceExtent } from './printedView.ts';
import type { Sheet } from './sheet.ts';

/**
 * What the surface at `index` can be printed from: an acquired slice is its own matrix, any other cut is what fills a
 * fitted view, at the smallest distance between voxels.
 */
export function sourceExtent(image: VolumeImage, sheet: Sheet, index: number): SourceExtent {
  const { grid } = image;
  const [column, row, slice] = gridSpacing(grid);
  if (!sheet.acquired) return { ...sheet.fitTo(index), pixel: Math.min(column, row, slice) };
  const [columns, rows, slices] = grid.dimensions;
  const centre = indexToLps(grid, [(columns - 1) / 2, (rows - 1) / 2, (slices - 1) / 2]);
  const matrix = extentOf({ right: sheet.right, up: sheet.up, centre }, cornersOf(grid));
  return { centre: sheet.onSurface(matrix.centre, index), size: matrix.size, pixel: Math.min(column, row) };
}
