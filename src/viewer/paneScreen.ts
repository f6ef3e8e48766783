import { EMPTY_STATE } from './paneFacts.ts';
import type { PaneState, Unsubscribe } from './api.ts';
import { createOverlayLayer, type Sketch } from './overlayLayer.ts';
import type { PlaneView } from './planeView.ts';
import type { SceneItem } from './sceneItem.ts';

/** What a pane tells and draws over its picture: brought up to date once a frame, however many things changed. */
export interface PaneScreen {
  readonly state: () => PaneState;
  /** The marks as they are drawn. */
  readonly items: () => readonly SceneItem[];
  readonly changed: () => void;
  readonly onChange: (listener: () => void) => Unsubscribe;
  readonly setSketch: (sketch: Sketch | null) => void;
  close(): void;
}

export interface ScreenHost {
  readonly root: HTMLElement;
  readonly state: () => PaneState;
  readonly view: () => PlaneView | null;
  readonly scene: () => readonly SceneItem[];
  /** Drawn above the marks; never hit. */
  readonly above: () => readonly SceneItem[];
  drawn(): void;
}

export function createPaneScreen(host: ScreenHost): PaneScreen {
  const layer = createOverlayLayer();
  host.root.append(layer.element);
  const listeners = new Set<() => void>();
  let state: PaneState = EMPTY_STATE;
  let items: readonly SceneItem[] = [];
  let sketch: Sketch | null = null;
  let handle: number | null = null;
  let closed = false;

  const update = (): void => {
    handle = null;
    state = host.state();
    items = host.scene();
    const view = host.view();
    const [width, height] = [
      view?.widthPx ?? host.root.clientWidth,
      view?.heightPx ?? host.root.clientHeight,
    ];
    layer.draw([...items, ...host.above()], sketch, width, height);
    host.drawn();
    for (const listener of listeners) listener();
  };
  const changed = (): void => {
    if (!closed) handle ??= requestAnimationFrame(update);
  };
  return {
    state: () => state,
    items: () => items,
    changed,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setSketch: (next) => {
      sketch = next;
      changed();
    },
    close: () => {
      closed = true;
      if (handle !== null) cancelAnimationFrame(handle);
      listeners.clear();
    },
  };
}
