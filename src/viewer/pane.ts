import type { PointLps } from '../domain/case/document.ts';
import { err, issue } from '../domain/result.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';
import type { ObliquePlane, Pane, PanePointer, PaneSpec, PaneState, PaneTool } from './api.ts';
import { DRAWN } from './canvasSurface.ts';
import { capture } from './capture.ts';
import { attachGestures } from './gestures.ts';
import type { PaneController, PaneDeps } from './paneController.ts';
import { createPaneCine } from './paneCine.ts';
import { createPaneCursor } from './paneCursor.ts';
import { mountPane } from './paneElements.ts';
import { EMPTY_STATE, paneStateOf, type PaneFacts } from './paneFacts.ts';
import { createPaneLook } from './paneLook.ts';
import { createPaneMotion } from './paneMotion.ts';
import { createPaneScreen } from './paneScreen.ts';
import { createPaneTools } from './paneTools.ts';
import { buildScene } from './scene.ts';
import type { SceneItem } from './sceneItem.ts';
import type { Surface } from './surface.ts';

/** Cornerstone's `Events.IMAGE_RENDERED`; sent to its own element, it does not bubble. */
const IMAGE_RENDERED = 'CORNERSTONE_IMAGE_RENDERED';

export function createPane(element: HTMLDivElement, spec: PaneSpec, deps: PaneDeps): PaneController {
  const { root, host, sized } = mountPane(element);
  const pointerListeners = new Set<(event: PanePointer) => void>();
  let surface: Surface | null = null;
  let image: SeriesImage | null = null;
  let facts: PaneFacts = { status: 'empty', failure: null, note: null };
  let tool: PaneTool = 'navigate';
  let closed = false;
  let spine: readonly PointLps[] | null = null;
  let aligned: ObliquePlane | null = null;

  const compute = (): PaneState =>
    surface === null || image === null
      ? { ...EMPTY_STATE, status: facts.status, message: facts.failure ?? facts.note }
      : paneStateOf({ facts, surface, image, look, cursorAt: cursor.at(), player: cine.player() });

  const screen = createPaneScreen({
    root,
    state: compute,
    view: () => surface?.view() ?? null,
    scene: () =>
      surface?.view() == null || !surface.ready() ? [] : buildScene(deps.model(), surface, deps.sceneContext),
    above: () => cursor.item(),
    drawn: () => {
      if (surface !== null) deps.drawn(surface);
    },
  });
  const { changed } = screen;
  const look = createPaneLook({ surface: () => surface, image: () => image, changed });
  const motion = createPaneMotion({
    surface: () => surface,
    pausePlay: () => cine.pause(),
    changed,
  });
  const { goTo, scrollBy } = motion;
  const cine = createPaneCine({ surface: () => surface, goTo, changed });
  const emit = (event: PanePointer): void => pointerListeners.forEach((listener) => listener(event));
  const cursor = createPaneCursor({
    surface: () => surface,
    items: screen.items,
    emit,
    changed,
  });
  const tools = createPaneTools({
    surface: () => surface,
    items: screen.items,
    tool: () => tool,
    boxOf: (id) =>
      deps
        .model()
        .marks.filter((mark) => mark.kind === 'box')
        .find((mark) => mark.id === id) ?? null,
    emit,
    setSketch: screen.setSketch,
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
    hover: cursor.hover,
    doubleClick: () => emit({ type: 'double-click' }),
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
    state: screen.state,
    onChange: screen.onChange,
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
      cine.pause();
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
      cine.pause();
      motion.align(plane);
    },
    setSpine: (centres) => {
      const next = centres !== null && centres.length > 1 ? centres : null;
      if (samePoints(spine, next)) return;
      spine = next;
      deps.spineChanged();
    },
    moveCursor: cursor.move,
    clickCursor: cursor.click,
    hideCursor: cursor.hide,
    zoomBy: (factor) => motion.zoom(factor),
    fit: motion.fit,
    reset: () => {
      cine.pause();
      look.reset();
      pane.alignTo(null);
      if (surface !== null) goTo(surface.startIndex());
      motion.fit();
    },
    cine: cine.command,
    setCine: cine.setManner,
    capture: async () => {
      cine.pause();
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
      cine.pause();
      screen.close();
      detachGestures();
      sized.disconnect();
      surface?.dispose();
      root.remove();
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
      cine.open(next, nextImage);
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
      cine.close();
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
      surface?.framesArrived(indices);
      // The first of them bring a window, and that the first picture: before, it would be drawn twice.
      look.open();
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

const samePoints = (a: readonly PointLps[] | null, b: readonly PointLps[] | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.length === b.length &&
    a.every((point, i) => point.every((mm, axis) => mm === b[i]?.[axis])));
