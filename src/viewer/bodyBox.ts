import type { Vec3 } from '../domain/geometry/vec3.ts';
import type { VoxelArray } from '../imaging/api.ts';
import { percentiles } from '../imaging/histogram.ts';
import { isComplete, type VolumeImage } from '../imaging/seriesImage.ts';
import { cornersOf } from './planeFrame.ts';

/** CT: denser than this is body (or table); MR: brighter than this share of the bright values. */
const CT_BODY_HU = -400;
const MR_BODY_SHARE = 0.12;
/** Voxels looked at along each axis of a slice. */
const LOOKS = 96;
/** A row counts as body where it holds at least this share of the fullest row: a table top is thin. */
const FULL_ENOUGH = 0.2;
const MARGIN_VOXELS = 4;

const known = new WeakMap<VolumeImage, readonly Vec3[]>();

/**
 * Corners of the box that holds the body, LPS mm: what is worth filling a view with. The whole volume while it is not yet
 * complete and where nothing stands out from air.
 */
export function bodyCorners(image: VolumeImage): readonly Vec3[] {
  if (!isComplete(image)) return cornersOf(image.grid);
  const kept = known.get(image);
  if (kept !== undefined) return kept;
  const found = findBody(image);
  known.set(image, found);
  return found;
}

function findBody(image: VolumeImage): readonly Vec3[] {
  const { grid, voxels } = image;
  const [columns, rows, slices] = grid.dimensions;
  const least = image.summary.modality === 'CT' ? CT_BODY_HU : shareOfBright(voxels);
  const step = [columns, rows, slices].map((size) => Math.max(1, Math.floor(size / LOOKS)));
  const [stepX = 1, stepY = 1, stepZ = 1] = step;
  const across = new Uint32Array(columns);
  const down = new Uint32Array(rows);
  for (let k = 0; k < slices; k += stepZ) {
    for (let j = 0; j < rows; j += stepY) {
      const line = (k * rows + j) * columns;
      for (let i = 0; i < columns; i += stepX) {
        if ((voxels[line + i] ?? 0) <= least) continue;
        across[i] = (across[i] ?? 0) + 1;
        down[j] = (down[j] ?? 0) + 1;
      }
    }
  }
  const [x, y] = [bounds(across, stepX), bounds(down, stepY)];
  if (x === null || y === null) return cornersOf(grid);
  return cornersOf(grid, [x[0], y[0], 0], [x[1], y[1], slices - 1]);
}

const shareOfBright = (voxels: VoxelArray): number =>
  (percentiles(voxels, 0, 99)?.[1] ?? Infinity) * MR_BODY_SHARE;

/** First and last place that is full enough, with a margin; null where nothing is. */
function bounds(counts: Uint32Array, step: number): readonly [number, number] | null {
  const most = counts.reduce((best, count) => Math.max(best, count), 0);
  const full = (count: number): boolean => count > 0 && count >= most * FULL_ENOUGH;
  const first = counts.findIndex(full);
  const last = counts.findLastIndex(full);
  if (first < 0 || last - first < counts.length / 8) return null;
  const margin = MARGIN_VOXELS + step;
  return [Math.max(0, first - margin), Math.min(counts.length - 1, last + margin)];
}
