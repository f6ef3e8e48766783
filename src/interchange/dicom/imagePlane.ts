import { addScaled, cross, dot, subtract, unit, type Vec3 } from '../../domain/geometry/vec3.ts';
import type { SourceImage } from '../context.ts';

/** A patient point on the nearest slice of its series. */
export interface OnSlice {
  readonly image: SourceImage;
  /** Column, row; the centre of the first pixel is 0, 0. */
  readonly pointPx: readonly [number, number];
  /** Signed distance from the slice along its normal (row × column direction), mm. */
  readonly offMm: number;
}

/** Where a patient point falls on the nearest slice that shows it; null where no slice of the series does. */
export function nearestSlice(
  images: readonly SourceImage[],
  seriesInstanceUid: string,
  pointLpsMm: Vec3,
): OnSlice | null {
  let best: OnSlice | null = null;
  for (const image of images) {
    if (image.seriesInstanceUid !== seriesInstanceUid || image.plane === null) continue;
    const { originLpsMm, columnStepLpsMm: a, rowStepLpsMm: b } = image.plane;
    const normal = unit(cross(a, b));
    if (normal === null) continue;
    const offset = subtract(pointLpsMm, originLpsMm);
    const offMm = dot(offset, normal);
    const flat = addScaled(offset, normal, -offMm);
    // Image axes are at right angles (PS3.3 C.7.6.2): each index is its own projection.
    const [column, row] = [dot(flat, a) / dot(a, a), dot(flat, b) / dot(b, b)];
    const inside = column >= -0.5 && row >= -0.5 && column < image.columns - 0.5 && row < image.rows - 0.5;
    if (inside && (best === null || Math.abs(offMm) < Math.abs(best.offMm)))
      best = { image, pointPx: [column, row], offMm };
  }
  return best;
}
