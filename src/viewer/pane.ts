import type { PointLps } from '../domain/case/document.ts';
import { err, issue } from '../domain/result.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';
import type { ObliquePlane, Pane, PanePointer, PaneSpec, PaneState, PaneTool } from './api.ts';
import { DRAWN } from './canvasSurface.ts';
import { capture } from './capture.ts';
import { cineTiming } from './cineClock.ts';
import { createCinePlayer, type CinePlayer } from './cinePlayer.ts';
import { attachGestures } from './gestures.ts';
import { hitTest, REACH_PX } from './hitTest.ts';
import { createKeyCursor } from './keyCursor.ts';
import { createOverlayLayer, type Sketch } from './overlayLayer.ts';
import type { PaneController, PaneDeps } from './paneController.ts';
import { mountPane } from './paneElements.ts';
import { EMPTY_STATE, paneStateOf, type PaneFacts } from './paneFacts.ts';
import { createPaneLook } from './paneLook.ts';
import { createPaneMotion } from './paneMotion.ts';
import { createPaneTools } from './paneTools.ts';
import type { CanvasPoint } from './planeView.ts';
import { buildScene } from './scene.ts';
import type { SceneItem } from './sceneItem.ts';
import type { Surface } from './surface.ts';

/** Cornerstone's `Events.IMAGE_RENDERED`; sent to its own element, it does not bubble. */
const IMAGE_RENDERED = 'CORNERSTONE_IMAGE_RENDERED';

export function createPane(element: HTMLDivElement, spec: PaneSpec, deps: PaneDeps): PaneController {
  const { root, host, sized } = mountPane(element);
  const layer = createOverlayLayer();
  root.append(layer.element);
  const listeners = new Set<() => void>();
  const pointerListeners = new Set<(event: PanePointer) => void>();
  let surface: Surface | null = null;
  let image: SeriesImage | null = null;
  let facts: PaneFacts = { status: 'empty', failure: null, note: null };
  let tool: PaneTool = 'navigate';
  let cursorAt: CanvasPoint | null = null;
  let player: CinePlayer | null = null;
  let items: readonly SceneItem[] = [];
  let sketch: Sketch | null = null;
  let changeHandle: number | null = null;
  let state: PaneState = EMPTY_STATE;
  let closed = false;
  let spine: readonly PointLps[] | null = null;
  let aligned: ObliquePlane | null = null;
  const keyCursor = createKeyCursor();

  const compute = (): PaneState =>
    surface === null || image === null
      ? { ...EMPTY_STATE, status: facts.status, message: facts.failure ?? facts.note }
      : paneStateOf({ facts, surface, image, look, cursorAt: keyCursor.at() ?? cursorAt, player });

  /** One listener call a frame, however many things changed; the overlay is drawn with it. */
  const changed = (): void => {
    if (closed || changeHandle !== null) return;
    changeHandle = requestAnimationFrame(() => {
      changeHandle = null;
      state = compute();
      drawOverlay();
      if (surface !== null) deps.drawn(surface);
      for (const listener of listeners) listener();
    });
  };
  const drawOverlay = (): void => {
    const view = surface?.view();
    items =
      surface === null || view == null || !surface.ready()
        ? []
        : buildScene(deps.model(), surface, deps.sceneContext);
    const above = [...items, ...keyCursor.item()];
    layer.draw(above, sketch, view?.widthPx ?? root.clientWidth, view?.heightPx ?? root.clientHeight);
  };

  const look = createPaneLook({ surface: () => surface, image: () => image, changed: () => changed() });
  const motion = createPaneMotion({
    surface: () => surface,
    pausePlay: () => player?.pause(),
    changed: () => changed(),
  });
  const { goTo, scrollBy } = motion;
  const tools = createPaneTools({
    surface: () => surface,
    items: () => items,
    tool: () => tool,
    boxOf: (id) =>
      deps
        .model()
        .marks.filter((mark) => mark.kind === 'box')
        .find((mark) => mark.id === id) ?? null,
    emit: (event) => pointerListeners.forEach((listener) => listener(event)),
    setSketch: (next) => {
      sketch = next;
      changed();
    },
    scrollBy,
  });
  const detachGestures = attachGestures(root, {
    press: (at, event) => tools.press(at, event),
    move: (at) => tools.move(at),
    release: (at, event) => tools.release(at, event),
    cancel: () => tools.cancel(),
    context: (at) => tools.context(at),
    pan: motion.pan,
    zoom: motion.zoom,
    window: (dx, dy, phase) => look.dragWindow(dx, dy, phase),
    scroll: scrollBy,
    hover: (at) => {
      // Browsers repeat the pointer's place when what lies under it changes: only a hand that moves takes over.
      const still = at !== null && cursorAt !== null && at[0] === cursorAt[0] && at[1] === cursorAt[1];
      if (at !== null && !still) keyCursor.hide();
      cursorAt = at;
      changed();
    },
    doubleClick: () => pointerListeners.forEach((listener) => listener({ type: 'double-click' })),
  });
  sized.onResize((width, height) => {
    motion.resize(width, height);
  });
  sized.onDensity((width, height) => surface?.resize(width, height));
  const drawn = (): void => {
    if (image !== null && surface?.ready() === true) deps.rendered(image);
    changed();
  };
  for (const event of [IMAGE_RENDERED, DRAWN]) host.addEventListener(event, drawn);

  const pane: Pane = {
    spec,
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onPointer: (listener) => {
      pointerListeners.add(listener);
      return () => pointerListeners.delete(listener);
    },
    setTool: (next) => {
      tools.cancel();
      tool = next;
      root.style.cursor = next === 'navigate' ? 'default' : 'crosshair';
    },
    scrollBy,
    scrollTo: (index) => {
      player?.pause();
      goTo(index);
    },
    centre: () => {
      const view = surface?.view() ?? null;
      return view === null ? null : (surface?.patientFromView(view.centre) ?? null);
    },
    indexNearest: (point) => surface?.indexNearest(point) ?? null,
    showPoint: motion.showPoint,
    setWindow: (next) => look.setWindow(next),
    setPercentileWindow: (low, high) => look.setPercentiles(low, high),
    setInvert: (on) => look.setInvert(on),
    setSlab: (next) => look.setSlab(next),
    panBy: (dxPx, dyPx) => motion.pan([0, 0], [dxPx, dyPx]),
    alignTo: (plane) => {
      aligned = plane;
      player?.pause();
      motion.align(plane);
    },
    setSpine: (centres) => {
      const next = centres !== null && centres.length > 1 ? centres : null;
      if (samePoints(spine, next)) return;
      spine = next;
      deps.spineChanged();
    },
    moveCursor: (dxPx, dyPx) => {
      const view = surface?.view();
      if (view == null) return;
      keyCursor.move(view, dxPx, dyPx);
      changed();
    },
    clickCursor: () => {
      const at = keyCursor.at();
      if (at === null || surface === null) return false;
      const hit = hitTest(items, at, REACH_PX.mouse)?.id ?? null;
      const event: PanePointer = { type: 'click', at: surface.placeAt(at), hit, shift: false, alt: false };
      for (const listener of pointerListeners) listener(event);
      return true;
    },
    hideCursor: () => {
      const shown = keyCursor.hide();
      if (shown) changed();
      return shown;
    },
    zoomBy: (factor) => motion.zoom(factor),
    fit: motion.fit,
    reset: () => {
      player?.pause();
      look.reset();
      pane.alignTo(null);
      if (surface !== null) goTo(surface.startIndex());
      motion.fit();
    },
    cine: (command) => {
      if (player === null || surface === null) return;
      const play = command === 'play' || (command === 'toggle' && !player.playing());
      if (play) player.play(surface.index());
      else player.pause();
      changed();
    },
    setCine: (manner) => {
      player?.setManner(manner);
      changed();
    },
    capture: async () => {
      player?.pause();
      if (surface === null)
        return err(issue('nothing-to-capture', 'This view shows no picture to capture yet.'));
      const model = deps.model();
      // Lines of other panes say where a hand has been, not what this picture shows.
      const context = { ...deps.sceneContext, crossing: () => [] };
      const scene = (shown: Surface): readonly SceneItem[] => buildScene(model, shown, context);
      return capture({ surface, state: compute(), scene });
    },
    close: () => {
      if (closed) return;
      closed = true;
      tools.cancel();
      player?.pause();
      if (changeHandle !== null) cancelAnimationFrame(changeHandle);
      detachGestures();
      sized.disconnect();
      surface?.dispose();
      root.remove();
      listeners.clear();
      pointerListeners.clear();
      deps.closed();
    },
  };

  return {
    pane,
    host,
    onSized: (listener) => sized.onFirst(listener),
    setSurface: (next, nextImage, note) => {
      if (closed) return next.dispose();
      surface = next;
      image = nextImage;
      const first = image.frames[0];
      if (next.plane === 'stack' && next.count() > 1 && first !== undefined && isRun(image)) {
        const timing = cineTiming(first.header, next.count());
        const canShow = (index: number): boolean => !next.busy() && image?.present[index] === 1;
        player = createCinePlayer(timing, goTo, canShow, changed);
      }
      facts = { status: 'loading', failure: null, note };
      if (aligned !== null) next.align(aligned);
      motion.restore(next, root.clientWidth, root.clientHeight);
      look.applyAll();
      motion.showPending();
      changed();
    },
    hasSurface: () => surface !== null,
    spine: () => spine,
    repaint: () => surface?.render(),
    wait: (message) => {
      surface?.dispose();
      surface = null;
      facts = { status: 'empty', failure: message, note: null };
      changed();
    },
    suspend: (message) => {
      player?.pause();
      player = null;
      if (surface !== null) {
        motion.keep(surface);
        surface.dispose();
        surface = null;
      }
      facts = { status: 'loading', failure: message, note: null };
      changed();
    },
    fail: (message) => {
      facts = { ...facts, status: 'failed', failure: message };
      changed();
    },
    loading: () => {
      facts = { ...facts, status: 'loading', failure: null };
      changed();
    },
    framesArrived: (indices) => {
      look.open();
      surface?.framesArrived(indices);
      changed();
    },
    loadEnded: (whole) => {
      look.open();
      if (whole) {
        look.complete();
        motion.refit();
      }
      surface?.renderSharply();
      changed();
    },
    redraw: changed,
  };
}

/** A run in time: projection frames, not slices in space. */
const isRun = (image: SeriesImage): boolean => image.frames[0]?.header.imagePositionPatient === null;

const samePoints = (a: readonly PointLps[] | null, b: readonly PointLps[] | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.length === b.length &&
    a.every((point, i) => point.every((mm, axis) => mm === b[i]?.[axis])));
