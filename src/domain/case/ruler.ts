import type { Place, PointPx } from './place.ts';

/** A length a person asked for: from one place to another of the same image, or of the same patient space. */
export interface Ruler {
  readonly id: string;
  readonly from: Place;
  readonly to: Place;
}

/**
 * A person's word that a line on a projection image is so many millimetres long. It holds for the plane in which the
 * object of known length lay, and for no other depth.
 */
export interface HandCalibration {
  readonly seriesUid: string;
  readonly sopInstanceUid: string;
  /** From 1: where the line was drawn; the calibration counts for all frames of the image. */
  readonly frame: number;
  readonly fromPx: PointPx;
  readonly toPx: PointPx;
  readonly lengthMm: number;
  /** A name typed by hand is not authenticated, and says so wherever it is shown. */
  readonly by: { readonly name: string; readonly authenticated: boolean };
  /** ISO 8601. */
  readonly at: string;
}
