import type { PointLps, PointPx } from '../domain/case/document.ts';
import type { MarkStyle } from './markStyle.ts';

/** A mark of another series as it appears here: never solid, never dragged, never mistaken for one made here. */
export interface ProjectedOverlay {
  readonly kind: 'projected';
  readonly id: string;
  readonly text: string;
  readonly style: MarkStyle;
  readonly where: ProjectedWhere;
}

export type ProjectedWhere =
  | {
      /** A place with its uncertainty: the section of the ellipsoid with the plane shown. */
      readonly kind: 'ellipsoid';
      readonly seriesUid: string;
      readonly frameOfReferenceUid: string;
      readonly centreLpsMm: PointLps;
      readonly semiAxesLpsMm: readonly [PointLps, PointLps, PointLps];
    }
  | {
      /** A height of the spine without side or depth: lines across it, on every slice. */
      readonly kind: 'lines';
      readonly seriesUid: string;
      readonly frameOfReferenceUid: string;
      readonly linesLpsMm: readonly (readonly PointLps[])[];
    }
  | {
      /** Outlines and lines on one projection image and frame. */
      readonly kind: 'image';
      readonly sopInstanceUid: string;
      readonly frame: number;
      readonly outlinesPx: readonly (readonly PointPx[])[];
      readonly linesPx: readonly (readonly PointPx[])[];
    };
