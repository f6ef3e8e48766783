import type { VolumeGrid } from '../dicom/model.ts';
import { indexToLps, type VoxelIndex } from '../domain/geometry/grid.ts';
import { addScaled, cross, dot, scale, subtract, unit, type Vec3 } from '../domain/geometry/vec3.ts';
import { elementAt } from '../imaging/elementAt.ts';
import type { ObliquePlane } from './api.ts';
import { gridSpacing, planeAxes, type AnatomicalPlane } from './planeAxes.ts';

/** A family of parallel planes through a volume, one of which is shown; LPS mm. */
export interface PlaneFrame {
  /** Unit vectors toward the right and top edge, and toward the viewer (right × up). */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly normal: Vec3;
  /** A point of plane 0, and the unit vector and distance from plane to plane. */
  readonly origin: Vec3;
  readonly direction: Vec3;
  readonly stepMm: number;
  readonly count: number;
  readonly startIndex: number;
  /** Middle of the volume. */
  readonly centre: Vec3;
  /** True where the planes are the slices of the grid that is drawn. */
  readonly acquired: boolean;
}

/** Oblique planes are stepped at least this finely: an interspace is a few millimetres high. */
const OBLIQUE_STEP_MM = 1;

/** Planes along the volume's own axes: every slice exactly on voxel centres. */
export function gridFrame(grid: VolumeGrid, plane: AnatomicalPlane): PlaneFrame {
  const { axis, right, up } = planeAxes(grid, plane);
  const steps = [grid.columnStepLpsMm, grid.rowStepLpsMm, grid.sliceStepLpsMm] as const;
  const stepMm = gridSpacing(grid)[axis];
  const count = grid.dimensions[axis];
  return {
    right,
    up,
    normal: cross(right, up),
    origin: grid.originLpsMm,
    direction: scale(steps[axis], 1 / stepMm),
    stepMm,
    count,
    startIndex: Math.floor((count - 1) / 2),
    centre: middleOf(grid),
    acquired: axis === 2,
  };
}

/** Planes parallel to one given plane, as far as the volume reaches; `startIndex` is the given plane itself. */
export function obliqueFrame(grid: VolumeGrid, plane: ObliquePlane, along: PlaneFrame): PlaneFrame | null {
  const normal = unit(cross(plane.rightLps, plane.upLps));
  if (normal === null) return null;
  const direction = dot(normal, along.direction) >= 0 ? normal : scale(normal, -1);
  const stepMm = Math.min(along.stepMm, OBLIQUE_STEP_MM);
  const reaches = cornersOf(grid).map((corner) => dot(subtract(corner, plane.centreLpsMm), direction));
  const before = Math.max(0, Math.floor(-Math.min(...reaches) / stepMm));
  const after = Math.max(0, Math.floor(Math.max(...reaches) / stepMm));
  return {
    right: plane.rightLps,
    up: plane.upLps,
    normal,
    origin: addScaled(plane.centreLpsMm, direction, -before * stepMm),
    direction,
    stepMm,
    count: before + after + 1,
    startIndex: before,
    centre: plane.centreLpsMm,
    acquired: false,
  };
}

/** The point of a plane of the family that lies straight before or behind `point`. */
export const onPlane = (frame: PlaneFrame, point: Vec3, index: number): Vec3 =>
  addScaled(
    point,
    frame.direction,
    index * frame.stepMm - dot(subtract(point, frame.origin), frame.direction),
  );

export function planeNearest(frame: PlaneFrame, point: Vec3): number {
  const reach = dot(subtract(point, frame.origin), frame.direction) / frame.stepMm;
  return Math.max(0, Math.min(frame.count - 1, Math.round(reach)));
}

/** Width and height that hold all the points as seen on the planes, and the middle between them. */
export function extentOf(
  frame: Pick<PlaneFrame, 'right' | 'up' | 'centre'>,
  points: readonly Vec3[],
): { readonly centre: Vec3; readonly size: readonly [number, number] } {
  const span = (axis: Vec3): readonly [number, number] => {
    const at = points.map((point) => dot(subtract(point, frame.centre), axis));
    return [Math.min(...at), Math.max(...at)];
  };
  const [[left, right], [bottom, top]] = [span(frame.right), span(frame.up)];
  const middle = addScaled(frame.centre, frame.right, (left + right) / 2);
  return {
    centre: addScaled(middle, frame.up, (bottom + top) / 2),
    size: [right - left, top - bottom],
  };
}

/** Outer corners of a box of voxels, by default of the whole grid. */
export function cornersOf(
  grid: VolumeGrid,
  low: VoxelIndex = [0, 0, 0],
  high: VoxelIndex = [grid.dimensions[0] - 1, grid.dimensions[1] - 1, grid.dimensions[2] - 1],
): readonly Vec3[] {
  const end = (bit: number, axis: 0 | 1 | 2): number =>
    bit === 0 ? elementAt(low, axis) - 0.5 : elementAt(high, axis) + 0.5;
  return Array.from({ length: 8 }, (_, bits) =>
    indexToLps(grid, [end(bits & 1, 0), end(bits & 2, 1), end(bits & 4, 2)]),
  );
}

function middleOf(grid: VolumeGrid): Vec3 {
  const [columns, rows, slices] = grid.dimensions;
  return indexToLps(grid, [(columns - 1) / 2, (rows - 1) / 2, (slices - 1) / 2]);
}
