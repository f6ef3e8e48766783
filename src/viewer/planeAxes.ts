import type { VolumeGrid } from '../dicom/model.ts';
import { cross, dot, length, negate, unit, type Vec3 } from '../domain/geometry/vec3.ts';
import { elementAt } from '../imaging/elementAt.ts';
import type { Plane } from './api.ts';

export type AnatomicalPlane = Extract<Plane, 'axial' | 'sagittal' | 'coronal'>;

/** Which volume axis a plane is cut across, and how it is turned on the screen. */
export interface PlaneAxes {
  /** Index of the grid axis along which the plane scrolls: 0 columns, 1 rows, 2 slices. */
  readonly axis: 0 | 1 | 2;
  readonly right: Vec3;
  readonly up: Vec3;
}

/** Where the right and top edges should point: radiological habit (axial from the feet, sagittal from the left). */
const WANTED: Readonly<
  Record<AnatomicalPlane, { readonly across: Vec3; readonly right: Vec3; readonly up: Vec3 }>
> = {
  axial: { across: [0, 0, 1], right: [1, 0, 0], up: [0, -1, 0] },
  sagittal: { across: [1, 0, 0], right: [0, 1, 0], up: [0, 0, 1] },
  coronal: { across: [0, 1, 0], right: [1, 0, 0], up: [0, 0, 1] },
};

/**
 * The plane of an orthogonal grid nearest to an anatomical one: planes are cut along the volume's own axes, so that an
 * original slice is shown as it was acquired. Each grid axis serves one plane.
 *
 * @param grid - orthogonal (no shear), right-handed
 */
export function planeAxes(grid: VolumeGrid, plane: AnatomicalPlane): PlaneAxes {
  const directions = gridDirections(grid);
  const wanted = WANTED[plane];
  const axis = axisFor(directions, plane);
  const inPlane = directions.filter((_, index) => index !== axis);
  const [first, second] = [elementAt(inPlane, 0), elementAt(inPlane, 1)];
  const across = Math.abs(dot(first, wanted.right)) >= Math.abs(dot(second, wanted.right)) ? first : second;
  const upright = across === first ? second : first;
  const right = dot(across, wanted.right) >= 0 ? across : negate(across);
  const up = dot(upright, wanted.up) >= 0 ? upright : negate(upright);
  return { axis, right, up };
}

/** Of the six ways to give three axes to three planes, the one that fits best. */
function axisFor(directions: readonly Vec3[], plane: AnatomicalPlane): 0 | 1 | 2 {
  const planes: readonly AnatomicalPlane[] = ['sagittal', 'coronal', 'axial'];
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ] as const;
  const fit = (order: readonly number[]): number =>
    planes.reduce((sum, name, i) => {
      const direction = elementAt(directions, elementAt(order, i));
      return sum + Math.abs(dot(direction, WANTED[name].across));
    }, 0);
  const best = orders.toSorted((a, b) => fit(b) - fit(a))[0] ?? orders[0];
  return elementAt(best, planes.indexOf(plane));
}

/** Unit directions of columns, rows and slices, LPS. */
export function gridDirections(grid: VolumeGrid): readonly [Vec3, Vec3, Vec3] {
  const column = unit(grid.columnStepLpsMm);
  const row = unit(grid.rowStepLpsMm);
  if (column === null || row === null) throw new Error('volume grid: steps must not be zero');
  return [column, row, cross(column, row)];
}

/** Spacing of columns, rows and slices, mm. */
export const gridSpacing = (grid: VolumeGrid): readonly [number, number, number] => [
  length(grid.columnStepLpsMm),
  length(grid.rowStepLpsMm),
  length(grid.sliceStepLpsMm),
];
