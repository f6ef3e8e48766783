import type { Vec3 } from '../domain/geometry/vec3.ts';
import { cross, dot, length, scale } from '../domain/geometry/vec3.ts';
import type { FrameGeometry, FrameSelection, InstanceHeader } from './model.ts';
import { isSliceClass } from './sopClasses.ts';

/** One slice with a proven place: an instance, or a frame of an enhanced multi-frame one. */
export interface Slice {
  readonly header: InstanceHeader;
  /** Counts from 1. */
  readonly frame: number;
  readonly positionLpsMm: Vec3;
  /** Unit vectors: along a row (to the next column), along a column (to the next row), and their cross product. */
  readonly row: Vec3;
  readonly column: Vec3;
  readonly normal: Vec3;
  readonly pixelSpacing: readonly [number, number] | null;
  /** Distance along the normal of the stack's first orientation, mm. */
  readonly projectionMm: number;
}

/** Directions closer than this are one orientation: 0.5 mm over a field of 300 mm. */
export const ORIENTATION_TOLERANCE_DEG = 0.1;

/**
 * Geometry of one frame: its own functional groups, else the instance's. Frames count from 1.
 * Source: PS3.3 C.7.6.16.2.3, C.7.6.16.2.4, C.7.6.2.1.1.
 */
export function frameGeometryOf(header: InstanceHeader, frame: number): FrameGeometry {
  const own = header.perFrame?.[frame - 1] ?? null;
  return {
    imagePositionPatient: own?.imagePositionPatient ?? header.imagePositionPatient,
    imageOrientationPatient: own?.imageOrientationPatient ?? header.imageOrientationPatient,
    pixelSpacing: own?.pixelSpacing ?? header.pixelSpacing,
    rescaleSlope: own?.rescaleSlope ?? header.rescaleSlope,
    rescaleIntercept: own?.rescaleIntercept ?? header.rescaleIntercept,
    temporalPosition: own?.temporalPosition ?? header.temporalPosition,
  };
}

/** Angle between two directions, degrees, 0..180. */
const angleDeg = (a: Vec3, b: Vec3): number => (Math.atan2(length(cross(a, b)), dot(a, b)) * 180) / Math.PI;

export interface Axes {
  readonly row: Vec3;
  readonly column: Vec3;
  readonly normal: Vec3;
}

/**
 * Unit axes of Image Orientation (Patient); null when the six numbers are no orientation: lengths off 1 by more than
 * 1 %, or not perpendicular within 1°. They are normalised, not made perpendicular.
 */
export function axesOf(orientation: InstanceHeader['imageOrientationPatient']): Axes | null {
  if (orientation === null) return null;
  const row: Vec3 = [orientation[0], orientation[1], orientation[2]];
  const column: Vec3 = [orientation[3], orientation[4], orientation[5]];
  const rowLength = length(row);
  const columnLength = length(column);
  if (Math.abs(rowLength - 1) > 0.01 || Math.abs(columnLength - 1) > 0.01) return null;
  if (Math.abs(angleDeg(row, column) - 90) > 1) return null;
  const unitRow = scale(row, 1 / rowLength);
  const unitColumn = scale(column, 1 / columnLength);
  const normal = cross(unitRow, unitColumn);
  return { row: unitRow, column: unitColumn, normal: scale(normal, 1 / length(normal)) };
}

/**
 * Slices of these instances, sorted by their projection on the normal of the first one; never by file order.
 * null as soon as one of them has no proven place (class without geometry, position or orientation missing or
 * degenerate): a stack with a hole in its proof has none.
 */
export function sortedSlices(
  instances: readonly InstanceHeader[],
  selection?: FrameSelection,
): readonly Slice[] | null {
  const slices: Slice[] = [];
  let normal: Vec3 | null = null;
  for (const header of instances) {
    if (!isSliceClass(header.sopClassUid)) return null;
    const chosen = selection?.[header.sopInstanceUid];
    for (let frame = 1; frame <= header.numberOfFrames; frame += 1) {
      if (chosen !== undefined && !chosen.includes(frame)) continue;
      const geometry = frameGeometryOf(header, frame);
      const axes = axesOf(geometry.imageOrientationPatient);
      const positionLpsMm = geometry.imagePositionPatient;
      if (axes === null || positionLpsMm === null) return null;
      normal ??= axes.normal;
      const projectionMm = dot(positionLpsMm, normal);
      slices.push({
        header,
        frame,
        positionLpsMm,
        ...axes,
        pixelSpacing: geometry.pixelSpacing,
        projectionMm,
      });
    }
  }
  return slices.toSorted(
    (a, b) => a.projectionMm - b.projectionMm || compareByNumber(a.header, b.header) || a.frame - b.frame,
  );
}

const byNumber = (first: number | null, second: number | null): number =>
  (first ?? Number.MAX_SAFE_INTEGER) - (second ?? Number.MAX_SAFE_INTEGER);

/** Display order where geometry gives none: phase, instance number, then SOP Instance UID to be stable. */
export function compareByNumber(a: InstanceHeader, b: InstanceHeader): number {
  return (
    byNumber(a.temporalPosition, b.temporalPosition) ||
    byNumber(a.instanceNumber, b.instanceNumber) ||
    (a.sopInstanceUid < b.sopInstanceUid ? -1 : a.sopInstanceUid > b.sopInstanceUid ? 1 : 0)
  );
}

export const sameOrientation = (a: Axes, b: Axes): boolean =>
  angleDeg(a.row, b.row) <= ORIENTATION_TOLERANCE_DEG &&
  angleDeg(a.column, b.column) <= ORIENTATION_TOLERANCE_DEG;
