import type { OverlayPlace } from './overlayPlace.ts';
import type { MarkStyle } from './markStyle.ts';

/** A line between two places, with its length in words. */
export interface RulerOverlay {
  readonly kind: 'ruler';
  readonly id: string;
  readonly from: OverlayPlace;
  readonly to: OverlayPlace;
  readonly text: string;
  readonly style: MarkStyle;
}
