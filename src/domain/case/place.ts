/** LPS millimetres: +x patient left, +y posterior, +z head. */
export type PointLps = readonly [number, number, number];
/** Pixel index: (0,0) is the centre of the first pixel; [column, row]. */
export type PointPx = readonly [number, number];

/** Two kinds of place, never mixed: projection images have no patient frame. `frame` counts from 1. */
export type Place = PatientPlace | ImagePlace;
export interface PatientPlace {
  readonly kind: 'patient';
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string;
  readonly pointLpsMm: PointLps;
}
export interface ImagePlace {
  readonly kind: 'image';
  readonly seriesUid: string;
  readonly sopInstanceUid: string;
  readonly frame: number;
  readonly pointPx: PointPx;
}
