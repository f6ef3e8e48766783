import { err, issue } from '../domain/result.ts';
import type { OverlayModel, PaneSpec, Unsubscribe, Viewer } from './api.ts';
import { createBeat } from './arrivals.ts';
import { startEngine, type Engine } from './engine.ts';
import type { GraphicsWanted } from './graphics.ts';
import { loadUnseen } from './loadUnseen.ts';
import { measureOn } from './measure.ts';
import { createMaskOutlines } from './maskOutlines.ts';
import { createPane } from './pane.ts';
import type { PaneController } from './paneController.ts';
import { createPaneSurfaces, isCurved, type PicturedPane } from './paneSurfaces.ts';
import { sampleVolume } from './sampleVolume.ts';
import { createPlaneExchange } from './planeExchange.ts';
import { createSeriesStore } from './seriesStore.ts';
import { thumbnailOf } from './thumbnail.ts';
import { createTimingMarks } from './timingMarks.ts';

interface OpenPane extends PicturedPane {
  readonly unsubscribe: Unsubscribe;
}

/** Starts a viewer: one engine per page, whatever number of viewers React creates and throws away. */
export const createViewer = (graphics: GraphicsWanted = 'hardware'): Viewer =>
  viewerOn(startEngine(graphics));

/** Images come first: the browser is asked for its graphics this long after a series is whole, or after the start. */
const [FIND_AFTER_LOAD_MS, FIND_AFTER_START_MS] = [300, 5_000];
let panesOpened = 0;

function viewerOn(engine: Engine): Viewer {
  const store = createSeriesStore(engine.graphics);
  const toStop = [
    engine.onFound(() => store.graphicsFound()),
    store.onState((_, { kind }) => {
      if (kind !== 'idle' && kind !== 'loading') findAfter(FIND_AFTER_LOAD_MS);
    }),
  ];
  let finding: ReturnType<typeof setTimeout> | null = null;
  const findAfter = (ms: number): void => {
    if (finding !== null) clearTimeout(finding);
    finding = setTimeout(() => engine.find(), ms);
  };
  findAfter(FIND_AFTER_START_MS);
  const panes = new Set<OpenPane>();
  const beat = createBeat(() => store.tellProgress());
  const timing = createTimingMarks();
  const outlines = createMaskOutlines();
  let model: OverlayModel = { marks: [] };
  let disposed = false;
  /** Pictures for the strip are made one after another: they must not take time from what is being read. */
  let thumbnails: Promise<unknown> = Promise.resolve();
  const planes = createPlaneExchange();
  const surfaces = createPaneSurfaces(engine, store, () => panes);

  const frameOfReferenceOf = (uid: string): string | null =>
    store.entry(uid)?.source.summary.frameOfReferenceUid ?? null;

  const subscribe = (spec: PaneSpec, controller: PaneController, open: () => OpenPane): Unsubscribe => {
    const pictured = store.entry(spec.seriesUid)?.image?.present.includes(1);
    const arrivals = beat((indices) => controller.framesArrived(indices), pictured);
    const stop = store.subscribe(spec.seriesUid, {
      frame: (index) => arrivals.arrived(index),
      state: (state) => {
        if (state.kind !== 'loading') arrivals.drop();
        surfaces.reflect(open(), state);
      },
      redraw: () => controller.repaint(),
    });
    return () => {
      arrivals.stop();
      stop();
    };
  };

  return {
    addSeries: (source) => store.add(source),
    removeSeries: (uid) => {
      for (const open of panes) if (open.spec.seriesUid === uid) open.controller.pane.close();
      store.remove(uid);
    },
    openPane: (element, spec) => {
      panesOpened += 1;
      const viewportId = `pane-${panesOpened}`;
      let sized = false;
      const controller = createPane(element, spec, {
        model: () => model,
        sceneContext: {
          seriesUid: spec.seriesUid,
          frameOfReferenceUid: frameOfReferenceOf(spec.seriesUid),
          frameOfReferenceOf,
          crossing: () => planes.others(spec.paneId, frameOfReferenceOf(spec.seriesUid)),
          maskOutline: (mark, surface) =>
            outlines.outline(mark, surface, store.entry(mark.seriesUid)?.image ?? null),
        },
        spineChanged: () => {
          if (isCurved(spec.plane) && sized) void surfaces.build(open);
        },
        drawn: (surface) => {
          if (!planes.shown(spec.paneId, frameOfReferenceOf(spec.seriesUid), spec.plane, surface)) return;
          for (const other of panes) if (other.controller !== controller) other.controller.redraw();
        },
        rendered: (image) => timing.rendered(image, store.entry(spec.seriesUid)?.state ?? { kind: 'idle' }),
        closed: () => {
          open.unsubscribe();
          panes.delete(open);
          planes.gone(spec.paneId);
          for (const other of panes) other.controller.redraw();
        },
      });
      const open: OpenPane = {
        spec,
        controller,
        unsubscribe: subscribe(spec, controller, () => open),
        viewportId,
        sized: () => sized,
        isStack: false,
      };
      panes.add(open);
      controller.onSized(() => {
        sized = true;
        void surfaces.build(open);
      });
      return controller.pane;
    },
    loadState: (uid) => store.entry(uid)?.state ?? { kind: 'idle' },
    cancelLoad: (uid) => store.cancel(uid),
    load: (uid, signal) => loadUnseen(store, uid, () => store.open(uid), signal),
    fits: (uid) => store.fits(uid),
    loadRange: (uid, from, to) => {
      store.narrow(uid, { from, to });
      for (const open of panes) if (open.spec.seriesUid === uid) void surfaces.build(open);
    },
    retryLoad: (uid) => {
      store.retry(uid);
      for (const open of panes)
        if (open.spec.seriesUid === uid && !open.controller.hasSurface()) void surfaces.build(open);
    },
    onLoadState: (listener) => store.onState(listener),
    measureRegion: (uid, shape) => {
      const image = store.entry(uid)?.image ?? null;
      if (image === null)
        return err(issue('not-loaded', 'Open the series first: a region is measured on its voxels.'));
      return measureOn(image, shape);
    },
    sample: (uid, point) => {
      const image = store.entry(uid)?.image;
      return image?.kind === 'volume' ? sampleVolume(image, point) : null;
    },
    setOverlay: (next) => {
      model = next;
      for (const { controller } of panes) controller.redraw();
    },
    setReferenceLines: (on) => {
      planes.switchOn(on);
      for (const { controller } of panes) controller.redraw();
    },
    thumbnail: (uid, heightPx) => {
      const next = thumbnails.then(async () => {
        const entry = disposed ? null : store.entry(uid);
        return entry === null ? null : await thumbnailOf(entry.source, entry.image, heightPx);
      });
      thumbnails = next.catch(() => undefined);
      return next;
    },
    onLimitation: (listener) => engine.onFound(listener),
    dispose: () => {
      if (disposed) return;
      disposed = true;
      if (finding !== null) clearTimeout(finding);
      for (const stop of toStop) stop();
      surfaces.stop();
      for (const { controller } of panes) controller.pane.close();
      store.dispose();
    },
  };
}
