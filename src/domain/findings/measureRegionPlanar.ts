import type { RegionShape } from '../case/document.ts';
import { indexToLps, isInsideGrid, lpsToIndex, type Grid } from '../geometry/grid.ts';
import { add, addScaled, cross, dot, length, scale, subtract, unit, type Vec3 } from '../geometry/vec3.ts';
import { err, issue, ok, type Result } from '../result.ts';
import {
  maskFromOffsets,
  OffsetList,
  OTHER_AXES,
  type RegionMask,
  type RegionVolume,
} from './measureRegionMask.ts';

type PlanarShape = Extract<RegionShape, { kind: 'ellipse' | 'freehand' }>;

interface PlanarRegion {
  readonly centre: Vec3;
  readonly normal: Vec3;
  /** Points whose hull holds the region, LPS mm. */
  readonly hull: readonly Vec3[];
  /** For a point of the plane, LPS mm. */
  readonly holds: (point: Vec3) => boolean;
}

/**
 * Voxels of a flat region: those whose centre lies within half a voxel's extent of the plane, measured along the grid
 * axis that crosses the plane most steeply, and whose projection onto the plane falls inside the shape. One voxel
 * thick on any plane, also on oblique and sheared grids.
 *
 * @returns issues `region-degenerate`, `region-not-planar`, `region-outside-volume`, `region-empty`
 */
export function planarMask(volume: RegionVolume, shape: PlanarShape): Result<RegionMask> {
  const region = shape.kind === 'ellipse' ? ellipse(shape) : polygon(shape.contourLpsMm);
  if (!region.ok) return region;
  const { grid } = volume;
  const { normal, centre, hull, holds } = region.value;
  const rises = [
    dot(grid.columnStepLpsMm, normal),
    dot(grid.rowStepLpsMm, normal),
    dot(grid.sliceStepLpsMm, normal),
  ] as const;
  const across = ([0, 1, 2] as const).reduce((best, axis) =>
    Math.abs(rises[axis]) > Math.abs(rises[best]) ? axis : best,
  );
  const [p, q] = OTHER_AXES[across];
  const halfMm = Math.abs(rises[across]) / 2;
  if (hull.some((point) => Math.abs(dot(subtract(point, centre), normal)) > Math.max(halfMm, 0.01)))
    return err(issue('region-not-planar', 'The outline does not lie in one plane: draw it on one slice.'));
  const box = indexBox(grid, hull, scale(normal, halfMm));
  if (box === null)
    return err(issue('region-outside-volume', 'The region lies outside the images of this series.'));
  const found = new OffsetList();
  const [columns, rows] = grid.dimensions;
  const index: [number, number, number] = [0, 0, 0];
  for (index[p] = box.low[p]; index[p] <= box.high[p]; index[p]++)
    for (index[q] = box.low[q]; index[q] <= box.high[q]; index[q]++) {
      index[across] = 0;
      const atZero = dot(subtract(indexToLps(grid, index), centre), normal);
      // The one voxel of this line with −half ≤ distance < half.
      index[across] =
        rises[across] > 0
          ? Math.ceil((-halfMm - atZero) / rises[across])
          : Math.floor((-halfMm - atZero) / rises[across]);
      if (!isInsideGrid(grid, index)) continue;
      const offset = index[0] + columns * (index[1] + rows * index[2]);
      if (!Number.isFinite(volume.values[offset])) continue;
      const point = indexToLps(grid, index);
      if (holds(addScaled(point, normal, -dot(subtract(point, centre), normal)))) found.push(offset);
    }
  return found.length === 0
    ? err(issue('region-empty', 'The region holds no voxel centre: draw it larger.'))
    : ok(maskFromOffsets(grid, found.toArray(), false));
}

function ellipse(shape: Extract<RegionShape, { kind: 'ellipse' }>): Result<PlanarRegion> {
  const { centreLpsMm: centre, semiAxisALpsMm: a, semiAxisBLpsMm: b } = shape;
  const normal = unit(cross(a, b));
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  const gram = aa * bb - ab * ab;
  if (normal === null || !(gram > 1e-9)) return err(DEGENERATE);
  const holds = (point: Vec3): boolean => {
    const offset = subtract(point, centre);
    const [da, db] = [dot(offset, a), dot(offset, b)];
    const alpha = (da * bb - db * ab) / gram;
    const beta = (db * aa - da * ab) / gram;
    return alpha * alpha + beta * beta <= 1;
  };
  const hull = [1, -1].flatMap((sa) => [1, -1].map((sb) => addScaled(addScaled(centre, a, sa), b, sb)));
  return ok({ centre, normal, hull, holds });
}

/** Even-odd rule in the polygon's own plane (Newell's normal through the mean of the corners). */
function polygon(contour: readonly Vec3[]): Result<PlanarRegion> {
  const first = contour[0];
  if (first === undefined || contour.length < 3) return err(DEGENERATE);
  const centre = scale(contour.reduce(add), 1 / contour.length);
  const area = contour.reduce<Vec3>(
    (sum, point, i) => {
      const next = contour[(i + 1) % contour.length] ?? first;
      return add(sum, cross(subtract(point, centre), subtract(next, centre)));
    },
    [0, 0, 0],
  );
  const normal = unit(area);
  if (normal === null || length(area) < 1e-6) return err(DEGENERATE);
  const axis: Vec3 = Math.abs(normal[0]) < 0.7 ? [1, 0, 0] : [0, 1, 0];
  const u = unit(cross(axis, normal)) ?? [1, 0, 0];
  const v = cross(normal, u);
  const flat = (point: Vec3): readonly [number, number] => {
    const offset = subtract(point, centre);
    return [dot(offset, u), dot(offset, v)];
  };
  const corners = contour.map(flat);
  const holds = (point: Vec3): boolean => {
    const [x, y] = flat(point);
    let inside = false;
    let [px, py] = corners.at(-1) ?? [0, 0];
    for (const [cx, cy] of corners) {
      if (cy > y !== py > y && x < cx + ((y - cy) / (py - cy)) * (px - cx)) inside = !inside;
      [px, py] = [cx, cy];
    }
    return inside;
  };
  return ok({ centre, normal, hull: contour, holds });
}

const DEGENERATE = issue('region-degenerate', 'The region encloses no area: draw it again.');

interface IndexBox {
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
}

/** Voxels that a set of points ± a margin reaches, clipped to the grid; null where none is left. */
export function indexBox(grid: Grid, points: readonly Vec3[], margin: Vec3): IndexBox | null {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const point of points)
    for (const corner of [add(point, margin), subtract(point, margin)]) {
      const index = lpsToIndex(grid, corner);
      if (index === null) return null;
      for (const axis of [0, 1, 2] as const) {
        low[axis] = Math.min(low[axis], index[axis]);
        high[axis] = Math.max(high[axis], index[axis]);
      }
    }
  for (const axis of [0, 1, 2] as const) {
    low[axis] = Math.max(0, Math.floor(low[axis]));
    high[axis] = Math.min(grid.dimensions[axis] - 1, Math.ceil(high[axis]));
    if (!(low[axis] <= high[axis])) return null;
  }
  return { low, high };
}
