import type { PointLps, PointPx } from '../domain/case/document.ts';

/** Where a mark is drawn: in patient space, or on one frame of one image. */
export type OverlayPlace =
  | {
      readonly kind: 'patient';
      readonly seriesUid: string;
      readonly frameOfReferenceUid: string;
      readonly pointLpsMm: PointLps;
    }
  | {
      readonly kind: 'image';
      readonly sopInstanceUid: string;
      readonly frame: number;
      readonly pointPx: PointPx;
    };
