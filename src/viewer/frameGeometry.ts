import type { PointLps, PointPx } from '../domain/case/document.ts';
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

/**
 * Pixel size of a frame. Projection images: Pixel Spacing that differs from Imager Pixel Spacing is calibrated; with a
 * known magnification the detector's spacing gives an estimate; the detector's spacing alone proves no length in the
 * patient (only the pixel's shape); nothing known: square pixels, no lengths. Never a silent 1 mm.
 */
export function pixelScale({ header, frame }: FrameRef): PixelScale {
  const own = pixelSpacingOf({ header, frame });
  const imager = header.imagerPixelSpacing;
  if (CROSS_SECTIONAL.has(header.modality)) {
    return own === null ? square : { pixelHeight: own[0], pixelWidth: own[1], spacing: 'calibrated' };
  }
  const same = own !== null && imager !== null && own[0] === imager[0] && own[1] === imager[1];
  if (own !== null && !same) {
    // Without Imager Pixel Spacing beside it, nothing says which plane Pixel Spacing holds for.
    return { pixelHeight: own[0], pixelWidth: own[1], spacing: imager === null ? 'estimated' : 'calibrated' };
  }
  const detector = imager ?? own;
  if (detector === null) {
    const [height, width] = header.pixelAspectRatio ?? [1, 1];
    return { pixelHeight: height > 0 && width > 0 ? height / width : 1, pixelWidth: 1, spacing: 'none' };
  }
  const magnification = magnificationOf(header);
  if (magnification === null)
    return { pixelHeight: detector[0] / detector[1], pixelWidth: 1, spacing: 'none' };
  return {
    pixelHeight: detector[0] / magnification,
    pixelWidth: detector[1] / magnification,
    spacing: 'estimated',
  };
}

const square: PixelScale = { pixelWidth: 1, pixelHeight: 1, spacing: 'none' };

function magnificationOf(header: FrameRef['header']): number | null {
  if (header.estimatedMagnification !== null && header.estimatedMagnification >= 1)
    return header.estimatedMagnification;
  const { distanceSourceToDetectorMm: detector, distanceSourceToPatientMm: patient } = header;
  return detector !== null && patient !== null && patient > 0 && detector >= patient
    ? detector / patient
    : null;
}
