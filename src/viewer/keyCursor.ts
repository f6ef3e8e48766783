import type { CanvasPoint, PlaneView } from './planeView.ts';
import type { SceneItem } from './sceneItem.ts';

/** Kept inside the picture by this much, px. */
const EDGE_PX = 4;

/** A place on the picture that arrow keys move: what a pointer is for people who do not use one. */
export interface KeyCursor {
  readonly at: () => CanvasPoint | null;
  move(view: PlaneView, dxPx: number, dyPx: number): void;
  hide(): boolean;
  /** Drawn above the marks; never hit. */
  readonly item: () => readonly SceneItem[];
}

const within = (px: number, size: number): number => Math.min(size - EDGE_PX, Math.max(EDGE_PX, px));

export function createKeyCursor(): KeyCursor {
  let at: CanvasPoint | null = null;
  return {
    at: () => at,
    move: (view, dxPx, dyPx) => {
      const [x, y] = at ?? [view.widthPx / 2 - dxPx, view.heightPx / 2 - dyPx];
      at = [within(x + dxPx, view.widthPx), within(y + dyPx, view.heightPx)];
    },
    hide: () => {
      const shown = at !== null;
      at = null;
      return shown;
    },
    item: () =>
      at === null
        ? []
        : [
            {
              kind: 'point',
              id: 'key-cursor',
              at,
              text: '',
              style: { name: 'cursor', provisional: false, selected: false },
              faint: false,
              draggable: false,
              depthMm: 0,
            },
          ],
  };
}
