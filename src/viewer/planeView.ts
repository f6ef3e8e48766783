import { addScaled, cross, dot, subtract, type Vec3 } from '../domain/geometry/vec3.ts';

/** A point on the canvas in CSS pixels from its top left corner. */
export type CanvasPoint = readonly [number, number];

/**
 * What a canvas shows: a plane through `centre`, seen without perspective. For CT and MR in patient LPS mm; for
 * projection images in image millimetres (or pixels where uncalibrated): x along the row, y down the column, z = 0.
 */
export interface PlaneView {
  /** Shown in the middle of the canvas, on the plane. */
  readonly centre: Vec3;
  /** Unit vectors: toward the right edge, toward the top edge, toward the viewer (right × up). */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly normal: Vec3;
  readonly unitsPerPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Projected {
  readonly at: CanvasPoint;
  /** Signed distance from the plane, toward the viewer, in the view's units. */
  readonly depth: number;
}

/** Where a point of the view's space falls on the canvas, and how far off the plane it lies. */
export function projectToCanvas(view: PlaneView, point: Vec3): Projected {
  const offset = subtract(point, view.centre);
  return {
    at: [
      view.widthPx / 2 + dot(offset, view.right) / view.unitsPerPx,
      view.heightPx / 2 - dot(offset, view.up) / view.unitsPerPx,
    ],
    depth: dot(offset, view.normal),
  };
}

/** The point of the plane under a canvas point. Inverse of `projectToCanvas` on the plane. */
export function pointUnderCanvas(view: PlaneView, [x, y]: CanvasPoint): Vec3 {
  const alongRight = addScaled(view.centre, view.right, (x - view.widthPx / 2) * view.unitsPerPx);
  return addScaled(alongRight, view.up, (view.heightPx / 2 - y) * view.unitsPerPx);
}

/** Content follows the pointer: the point under `from` is under `to` afterwards. */
export function panned(view: PlaneView, from: CanvasPoint, to: CanvasPoint): PlaneView {
  const shift = subtract(pointUnderCanvas(view, from), pointUnderCanvas(view, to));
  return { ...view, centre: addScaled(view.centre, shift, 1) };
}

/** Enlarges by `factor` (> 1 = nearer); the point under `at` stays where it is. */
export function zoomed(view: PlaneView, factor: number, at: CanvasPoint): PlaneView {
  const kept = pointUnderCanvas(view, at);
  const next = { ...view, unitsPerPx: view.unitsPerPx / factor };
  return { ...next, centre: addScaled(next.centre, subtract(kept, pointUnderCanvas(next, at)), 1) };
}

/** The whole of a width × height extent (view units) centred on `centre`, filling the canvas. */
export function fitted(
  base: Pick<PlaneView, 'right' | 'up'>,
  centre: Vec3,
  extent: readonly [number, number],
  canvas: readonly [number, number],
): PlaneView {
  const [widthPx, heightPx] = [Math.max(1, canvas[0]), Math.max(1, canvas[1])];
  const unitsPerPx = Math.max(extent[0] / widthPx, extent[1] / heightPx, 1e-6);
  return { ...base, normal: cross(base.right, base.up), centre, unitsPerPx, widthPx, heightPx };
}

/** What a view shows on a canvas of another size: the shorter side keeps its extent, the middle stays in the middle. */
export function resized(view: PlaneView, widthPx: number, heightPx: number): PlaneView {
  const before = Math.min(view.widthPx, view.heightPx);
  const unitsPerPx = (view.unitsPerPx * before) / Math.max(1, Math.min(widthPx, heightPx));
  return { ...view, widthPx, heightPx, unitsPerPx };
}

/** The same canvas and magnification turned to other directions, `centre` in the middle. */
export function turnedView(base: Pick<PlaneView, 'right' | 'up'>, view: PlaneView, centre: Vec3): PlaneView {
  const { right, up } = base;
  return { ...view, right, up, normal: cross(right, up), centre };
}
