import type { PointLps, PointPx } from '../domain/case/document.ts';
import { projectionDistances } from '../dicom/distances.ts';
import { addScaled, cross, dot, subtract, unit, type Vec3 } from '../domain/geometry/vec3.ts';
import type { FrameRef } from '../imaging/api.ts';
import { orientationOf, pixelSpacingOf, positionOf } from '../imaging/seriesImage.ts';
import type { PaneState } from './api.ts';

/** Only these modalities have pixels with a place in the patient; anything else may carry default values. */
const CROSS_SECTIONAL: ReadonlySet<string> = new Set(['CT', 'MR']);

/** Plane of one cross-sectional frame (PS3.3 C.7.6.2.1.1). */
export interface FramePlane {
  readonly originLpsMm: Vec3;
  /** Unit: along a row toward higher columns, and down a column toward higher rows. */
  readonly rowDirection: Vec3;
  readonly columnDirection: Vec3;
  /** rowDirection × columnDirection. */
  readonly normal: Vec3;
  /** Between columns, between rows, mm. */
  readonly columnSpacingMm: number;
  readonly rowSpacingMm: number;
}

/** Null for projection images and wherever position, orientation or spacing is missing: no default is put in. */
export function framePlane(ref: FrameRef): FramePlane | null {
  const position = positionOf(ref);
  const orientation = orientationOf(ref);
  const spacing = pixelSpacingOf(ref);
  if (
    !CROSS_SECTIONAL.has(ref.header.modality) ||
    position === null ||
    orientation === null ||
    spacing === null
  ) {
    return null;
  }
  const rowDirection = unit([orientation[0], orientation[1], orientation[2]]);
  const columnDirection = unit([orientation[3], orientation[4], orientation[5]]);
  if (rowDirection === null || columnDirection === null) return null;
  const normal = unit(cross(rowDirection, columnDirection));
  if (normal === null) return null;
  const [rowSpacingMm, columnSpacingMm] = spacing;
  return { originLpsMm: position, rowDirection, columnDirection, normal, columnSpacingMm, rowSpacingMm };
}

/** LPS mm of a pixel index [column, row]. */
export function pixelToPatient(plane: FramePlane, [column, row]: PointPx): PointLps {
  const alongRow = addScaled(plane.originLpsMm, plane.rowDirection, column * plane.columnSpacingMm);
  return addScaled(alongRow, plane.columnDirection, row * plane.rowSpacingMm);
}

/** Pixel index under the perpendicular from a point, and its distance from the plane, mm, toward the viewer. */
export function patientToPixel(
  plane: FramePlane,
  point: PointLps,
): { readonly pointPx: PointPx; readonly offMm: number } {
  const offset = subtract(point, plane.originLpsMm);
  return {
    pointPx: [
      dot(offset, plane.rowDirection) / plane.columnSpacingMm,
      dot(offset, plane.columnDirection) / plane.rowSpacingMm,
    ],
    offMm: -dot(offset, plane.normal),
  };
}

/** How a pixel is drawn and what a length on the picture is worth. */
export interface PixelScale {
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly spacing: PaneState['spacing'];
}

/** Pixel size of a frame; projection images as `projectionDistances` decides. Never a silent 1 mm. */
export function pixelScale({ header, frame }: FrameRef): PixelScale {
  const own = pixelSpacingOf({ header, frame });
  if (CROSS_SECTIONAL.has(header.modality)) {
    return own === null ? square : { pixelHeight: own[0], pixelWidth: own[1], spacing: 'calibrated' };
  }
  const distances = projectionDistances(header);
  if (distances.state !== 'none') {
    const [pixelHeight, pixelWidth] = distances.spacingMm;
    return { pixelHeight, pixelWidth, spacing: distances.state };
  }
  // No length is known; the shape of a pixel may be.
  const detector = header.imagerPixelSpacing ?? own;
  const [height, width] = detector ?? header.pixelAspectRatio ?? [1, 1];
  return { pixelHeight: height > 0 && width > 0 ? height / width : 1, pixelWidth: 1, spacing: 'none' };
}

const square: PixelScale = { pixelWidth: 1, pixelHeight: 1, spacing: 'none' };
