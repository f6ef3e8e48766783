import type { BoxHandle } from './boxSection.ts';
import type { MarkStyle } from './markStyle.ts';
import type { CanvasPoint } from './planeView.ts';

/** What the overlay draws on one pane, in canvas pixels. */
export type SceneItem =
  | {
      readonly kind: 'point';
      readonly id: string;
      readonly at: CanvasPoint;
      readonly text: string;
      readonly style: MarkStyle;
      /** Off the plane: drawn faintly, with the distance in words. */
      readonly faint: boolean;
      readonly draggable: boolean;
      /** Signed distance from the plane, mm, toward the viewer: a drag keeps it. */
      readonly depthMm: number;
    }
  | {
      readonly kind: 'path';
      readonly id: string;
      readonly lines: readonly (readonly CanvasPoint[])[];
      readonly closed: boolean;
      readonly text: string;
      readonly style: MarkStyle;
      readonly faint: boolean;
    }
  | {
      readonly kind: 'handle';
      readonly id: string;
      readonly at: CanvasPoint;
      readonly handle: BoxHandle;
      readonly style: MarkStyle;
    };
