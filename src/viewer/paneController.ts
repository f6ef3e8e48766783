import type { PointLps } from '../domain/case/document.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';
import type { OverlayModel, Pane } from './api.ts';
import type { SceneContext } from './scene.ts';
import type { Surface } from './surface.ts';

/** What a pane gets from the viewer that opens it. */
export interface PaneDeps {
  readonly model: () => OverlayModel;
  readonly sceneContext: SceneContext;
  /** Body centres that a curved plane follows have changed. */
  spineChanged(): void;
  /** Drawn, wherever it now is: for the lines of this plane in others. */
  drawn(surface: Surface): void;
  /** Rendered for the first time, and rendered with every slice in place: for User Timing marks. */
  rendered(image: SeriesImage): void;
  closed(): void;
}

/** The pane as the viewer drives it: a `Pane` whose picture comes later. */
export interface PaneController {
  readonly pane: Pane;
  readonly host: HTMLDivElement;
  /** Element and size are there: the surface may be built. Runs once. */
  onSized(listener: () => void): void;
  setSurface(surface: Surface, image: SeriesImage, note: string | null): void;
  /** What a curved plane follows; null where there is nothing to follow. */
  readonly spine: () => readonly PointLps[] | null;
  /** The surface can draw the same values better. */
  repaint(): void;
  /** Nothing to show, and why. */
  wait(message: string): void;
  hasSurface(): boolean;
  /** Lets the picture go and keeps what was looked at: slice, zoom, window come back with the next surface. */
  suspend(message: string): void;
  fail(message: string): void;
  loading(): void;
  framesArrived(indices: readonly number[]): void;
  /** Nothing more will arrive; `whole`: nothing is missing. */
  loadEnded(whole: boolean): void;
  redraw(): void;
}
