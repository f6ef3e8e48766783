import type { PanePointer } from './api.ts';
import { hitTest, REACH_PX } from './hitTest.ts';
import { createKeyCursor, type KeyCursor } from './keyCursor.ts';
import type { CanvasPoint } from './planeView.ts';
import type { SceneItem } from './sceneItem.ts';
import type { Surface } from './surface.ts';

/** The place a pane is asked about: under the pointer, or where the keyboard has put its cursor. */
export interface PaneCursor {
  readonly at: () => CanvasPoint | null;
  readonly item: KeyCursor['item'];
  readonly hover: (at: CanvasPoint | null) => void;
  readonly move: (dxPx: number, dyPx: number) => void;
  /** A click at the keyboard's cursor; false when there is none. */
  readonly click: () => boolean;
  /** Takes the keyboard's cursor away; false when there was none. */
  readonly hide: () => boolean;
}

export interface CursorHost {
  readonly surface: () => Surface | null;
  readonly items: () => readonly SceneItem[];
  emit(event: PanePointer): void;
  changed(): void;
}

export function createPaneCursor(host: CursorHost): PaneCursor {
  const key = createKeyCursor();
  let pointer: CanvasPoint | null = null;
  return {
    at: () => key.at() ?? pointer,
    item: key.item,
    hover: (at) => {
      // Browsers repeat the pointer's place when what lies under it changes: only a hand that moves takes over.
      const still = at !== null && pointer !== null && at[0] === pointer[0] && at[1] === pointer[1];
      if (at !== null && !still) key.hide();
      pointer = at;
      host.changed();
    },
    move: (dxPx, dyPx) => {
      const view = host.surface()?.view();
      if (view == null) return;
      key.move(view, dxPx, dyPx);
      host.changed();
    },
    click: () => {
      const [at, surface] = [key.at(), host.surface()];
      if (at === null || surface === null) return false;
      const hit = hitTest(host.items(), at, REACH_PX.mouse)?.id ?? null;
      host.emit({ type: 'click', at: surface.placeAt(at), hit, shift: false, alt: false });
      return true;
    },
    hide: () => {
      const shown = key.hide();
      if (shown) host.changed();
      return shown;
    },
  };
}
