import { spineCoordinates } from '../domain/geometry/spineCoordinates.ts';
import { err, issue } from '../domain/result.ts';
import type { LoadState } from '../imaging/api.ts';
import type { SeriesImage, VolumeImage } from '../imaging/seriesImage.ts';
import type { CurvedPlane, OverlayModel, PaneSpec, Plane, Unsubscribe, Viewer } from './api.ts';
import { createBeat } from './arrivals.ts';
import { bentSheet } from './bentSheet.ts';
import { createCanvasPlane } from './canvasPlane.ts';
import { createCanvasSurface, type CanvasSurface } from './canvasSurface.ts';
import type { ContextEvent } from './contextRecovery.ts';
import { startEngine, type Engine } from './engine.ts';
import { framePlane } from './frameGeometry.ts';
import type { GraphicsWanted } from './graphics.ts';
import { loadUnseen } from './loadUnseen.ts';
import { measureOn } from './measure.ts';
import { createMaskOutlines } from './maskOutlines.ts';
import { createPane } from './pane.ts';
import type { PaneController } from './paneController.ts';
import { sampleVolume } from './sampleVolume.ts';
import { createPlaneExchange } from './planeExchange.ts';
import { createSeriesStore, type SeriesEntry } from './seriesStore.ts';
import type { StackEngine } from './stackEngine.ts';
import { thumbnailOf } from './thumbnail.ts';
import { createTimingMarks } from './timingMarks.ts';

interface OpenPane {
  readonly spec: PaneSpec;
  readonly controller: PaneController;
  readonly unsubscribe: Unsubscribe;
  /** Makes the picture; again after a series that had no room was retried, or a stack that lost its WebGL context. */
  build(): void;
  /** Drawn by the engine for stacks, and rebuilt with it. */
  isStack: boolean;
  /** Element and size are there. */
  readonly sized: () => boolean;
}

/** Starts a viewer: one engine per page, whatever number of viewers React creates and throws away. */
export const createViewer = (graphics: GraphicsWanted = 'hardware'): Viewer =>
  viewerOn(startEngine(graphics));

/** Images come first: the browser is asked for its graphics this long after a series is whole, or after the start. */
const [FIND_AFTER_LOAD_MS, FIND_AFTER_START_MS] = [300, 5_000];
const RESTORING = 'The graphics driver was reset: this view is being rebuilt. Marks are kept.';
const GRAPHICS_GONE =
  'The graphics driver was reset and does not come back. Marks are kept; reload the page to see the images again.';

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
  const beat = createBeat();
  const timing = createTimingMarks();
  const outlines = createMaskOutlines();
  let model: OverlayModel = { marks: [] };
  let disposed = false;
  /** Pictures for the strip are made one after another: they must not take time from what is being read. */
  let thumbnails: Promise<unknown> = Promise.resolve();
  const bent = new WeakMap<PaneController, CanvasSurface>();
  const planes = createPlaneExchange();

  const frameOfReferenceOf = (uid: string): string | null =>
    store.entry(uid)?.source.summary.frameOfReferenceUid ?? null;

  const onContext = (event: ContextEvent): void => {
    const stacks = [...panes].filter(({ isStack }) => isStack);
    if (event === 'lost') for (const { controller } of stacks) controller.suspend(RESTORING);
    else if (event === 'gone') for (const { controller } of stacks) controller.fail(GRAPHICS_GONE);
    else for (const open of stacks) if (open.sized()) open.build();
  };
  let stopContext: Unsubscribe | null = null;
  const stackEngine = async (): Promise<StackEngine> => {
    const stacks = await engine.stacks();
    if (!disposed) stopContext ??= stacks.onContext(onContext);
    return stacks;
  };

  const buildSurface = async (open: OpenPane, viewportId: string): Promise<void> => {
    const { controller, spec } = open;
    const entry = store.open(spec.seriesUid);
    if (entry === null) return controller.fail('This series is not known to the viewer.');
    if (entry.image === null) return reflect(open, entry.state);
    try {
      await mountSurface(open, viewportId, entry, entry.image);
    } catch {
      return controller.fail(
        'This view could not be drawn. Close another view or reload the page; marks are kept.',
      );
    }
    reflect(open, entry.state);
  };

  const mountSurface = async (
    open: OpenPane,
    viewportId: string,
    entry: SeriesEntry,
    image: SeriesImage,
  ): Promise<void> => {
    const { controller, spec } = open;
    const { host } = controller;
    const { plane } = spec;
    if (plane !== 'stack' && image.kind === 'volume') {
      if (isCurved(plane)) return mountCurved(open, image, plane);
      const surface = createCanvasPlane(host, image, plane, () => entry.held);
      return controller.setSurface(surface, image, entry.part);
    }
    open.isStack = true;
    const stacks = await stackEngine();
    const surface = stacks.surface(viewportId, host, image, () => controller.redraw());
    // Without a context now: built when there is one again.
    if (surface === null) return controller.suspend(RESTORING);
    const note = entry.part ?? (spec.plane === 'stack' ? null : whyNoPlanes(entry));
    controller.setSurface(surface, image, note);
  };

  /** A curved pane follows the labels: made with the first two, bent anew with every change, gone with the last. */
  const mountCurved = ({ controller }: OpenPane, image: VolumeImage, plane: CurvedPlane): void => {
    const centres = controller.spine();
    const spine = centres === null ? null : spineCoordinates(centres);
    if (spine === null) return controller.wait(centres === null ? NO_SPINE : SPINE_ACROSS);
    const sheet = bentSheet(spine, plane);
    const known = bent.get(controller);
    if (known !== undefined && controller.hasSurface()) return known.setSheet(sheet);
    const surface = createCanvasSurface(controller.host, image, sheet);
    bent.set(controller, surface);
    controller.setSurface(surface, image, CURVED_NOTE);
  };

  const reflect = ({ controller }: OpenPane, state: LoadState): void => {
    if (state.kind === 'loading') return controller.loading();
    controller.loadEnded(state.kind === 'complete');
    if (state.kind === 'failed') controller.fail(state.message);
  };

  const subscribe = (spec: PaneSpec, controller: PaneController, open: () => OpenPane): Unsubscribe => {
    const pictured = store.entry(spec.seriesUid)?.image?.present.includes(1);
    const arrivals = beat((indices) => controller.framesArrived(indices), pictured);
    const stop = store.subscribe(spec.seriesUid, {
      frame: (index) => arrivals.arrived(index),
      state: (state) => {
        if (state.kind !== 'loading') arrivals.drop();
        reflect(open(), state);
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
          if (isCurved(spec.plane) && sized) open.build();
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
        build: () => void buildSurface(open, viewportId),
        sized: () => sized,
        isStack: false,
      };
      panes.add(open);
      controller.onSized(() => {
        sized = true;
        open.build();
      });
      return controller.pane;
    },
    loadState: (uid) => store.entry(uid)?.state ?? { kind: 'idle' },
    cancelLoad: (uid) => store.cancel(uid),
    load: (uid, signal) => loadUnseen(store, uid, () => store.open(uid), signal),
    fits: (uid) => store.fits(uid),
    loadRange: (uid, from, to) => {
      store.narrow(uid, { from, to });
      for (const open of panes) if (open.spec.seriesUid === uid) open.build();
    },
    retryLoad: (uid) => {
      store.retry(uid);
      for (const open of panes)
        if (open.spec.seriesUid === uid && !open.controller.hasSurface()) open.build();
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
      stopContext?.();
      for (const { controller } of panes) controller.pane.close();
      store.dispose();
    },
  };
}

const NO_SPINE =
  'The curved view follows the labels of the spine: label two vertebrae of this series and it appears.';
const SPINE_ACROSS =
  'The labels run from left to right: no straightened view can be made of them. Check their places.';
const CURVED_NOTE =
  'Straightened along the labels. Lengths across are true; along the spine only on the line of body centres.';

const isCurved = (plane: Plane): plane is CurvedPlane =>
  plane === 'curved-sagittal' || plane === 'curved-coronal';

/** Why a series that was asked for as planes is shown as a stack. */
function whyNoPlanes(entry: SeriesEntry): string | null {
  const { geometry, modality } = entry.source.summary;
  if (modality !== 'CT' && modality !== 'MR') return null;
  const reason = geometry.notes[0] ?? 'The slices do not make a regular volume.';
  const inPlace = entry.image?.frames.every((frame) => framePlane(frame) !== null) === true;
  return `${reason} No planes: the images are shown one by one${inPlace ? ', each in its true position' : ''}.`;
}
