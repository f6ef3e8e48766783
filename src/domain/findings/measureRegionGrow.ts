import type { RegionShape } from '../case/document.ts';
import { indexToLps, nearestVoxel, voxelVolumeMm3 } from '../geometry/grid.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { err, issue, ok, type Result } from '../result.ts';
import { maskFromOffsets, OffsetList, type RegionMask, type RegionVolume } from './measureRegionMask.ts';
import { indexBox } from './measureRegionPlanar.ts';

type GrowShape = Extract<RegionShape, { kind: 'grow' }>;

/** A growth past this has left every collection: the thresholds hold a tissue, not contrast. */
const MAX_GROWN_VOXELS = 8_000_000;

/**
 * Voxels that hang together with the seed by faces (6-connected), with values within the thresholds and centres
 * inside the user's bounds.
 *
 * @returns issues `seed-outside-volume`, `seed-outside-bounds`, `seed-outside-thresholds`, `thresholds-reversed`,
 * `region-too-large`; `touchesBounds` where it would have gone on beyond the bounds
 */
export function grownMask(volume: RegionVolume, shape: GrowShape): Result<RegionMask> {
  const { grid, values } = volume;
  const seed = nearestVoxel(grid, shape.seedLpsMm);
  if (seed === null)
    return err(issue('seed-outside-volume', 'The seed lies outside the images of this series.'));
  if (!(shape.lower <= shape.upper))
    return err(issue('thresholds-reversed', 'The lower threshold is above the upper one.'));
  const box = indexBox(grid, cornersOf(shape), [0, 0, 0]);
  const inBounds = boundsTest(shape);
  if (box === null || !inBounds(indexToLps(grid, seed)))
    return err(issue('seed-outside-bounds', 'The seed lies outside the bounds: move the box over it.'));
  const [columns, rows] = grid.dimensions;
  const slice = columns * rows;
  const seedOffset = seed[0] + columns * seed[1] + slice * seed[2];
  const seedValue = values[seedOffset] ?? Number.NaN;
  if (!(seedValue >= shape.lower && seedValue <= shape.upper))
    return err(
      issue(
        'seed-outside-thresholds',
        `The value at the seed is ${Number(seedValue.toFixed(1))}, outside ${shape.lower} to ${shape.upper}.`,
      ),
    );

  const width = box.high[0] - box.low[0] + 1;
  const height = box.high[1] - box.low[1] + 1;
  const visited = new Uint8Array(width * height * (box.high[2] - box.low[2] + 1));
  const grown = new OffsetList();
  let touchesBounds = false;
  const consider = (i: number, j: number, k: number): void => {
    if (i < 0 || j < 0 || k < 0 || i >= columns || j >= rows || k >= grid.dimensions[2]) return;
    const inBox =
      i >= box.low[0] &&
      i <= box.high[0] &&
      j >= box.low[1] &&
      j <= box.high[1] &&
      k >= box.low[2] &&
      k <= box.high[2];
    const local = inBox ? i - box.low[0] + width * (j - box.low[1] + height * (k - box.low[2])) : -1;
    if (inBox && visited[local] === 1) return;
    const offset = i + columns * j + slice * k;
    const value = values[offset] ?? Number.NaN;
    if (!(value >= shape.lower && value <= shape.upper)) return;
    if (!inBox || !inBounds(indexToLps(grid, [i, j, k]))) {
      touchesBounds = true;
      return;
    }
    visited[local] = 1;
    grown.push(offset);
  };
  consider(seed[0], seed[1], seed[2]);
  for (let head = 0; head < grown.length; head++) {
    if (grown.length > MAX_GROWN_VOXELS) {
      const ml = Math.round((grown.length * voxelVolumeMm3(grid)) / 1000);
      return err(
        issue('region-too-large', `The region grew past ${ml} mL: narrow the thresholds or the bounds.`),
      );
    }
    const offset = grown.at(head);
    const k = Math.floor(offset / slice);
    const j = Math.floor((offset - k * slice) / columns);
    const i = offset - k * slice - j * columns;
    consider(i - 1, j, k);
    consider(i + 1, j, k);
    consider(i, j - 1, k);
    consider(i, j + 1, k);
    consider(i, j, k - 1);
    consider(i, j, k + 1);
  }
  return ok(maskFromOffsets(grid, grown.toArray(), touchesBounds));
}

/** Rounding of one voxel centre never decides: 1 µm of tolerance. */
const TOLERANCE_MM = 1e-3;

function boundsTest({ boundsMinLpsMm: low, boundsMaxLpsMm: high }: GrowShape): (point: Vec3) => boolean {
  return (point) =>
    point[0] >= low[0] - TOLERANCE_MM &&
    point[0] <= high[0] + TOLERANCE_MM &&
    point[1] >= low[1] - TOLERANCE_MM &&
    point[1] <= high[1] + TOLERANCE_MM &&
    point[2] >= low[2] - TOLERANCE_MM &&
    point[2] <= high[2] + TOLERANCE_MM;
}

function cornersOf({ boundsMinLpsMm: low, boundsMaxLpsMm: high }: GrowShape): readonly Vec3[] {
  return [low[0], high[0]].flatMap((x) =>
    [low[1], high[1]].flatMap((y) => [low[2], high[2]].map((z): Vec3 => [x, y, z])),
  );
}
