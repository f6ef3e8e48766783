import { spineCoordinates } from '../domain/geometry/spineCoordinates.ts';
import type { LoadState } from '../imaging/api.ts';
import type { SeriesImage, VolumeImage } from '../imaging/seriesImage.ts';
import type { CurvedPlane, PaneSpec, Plane, Unsubscribe } from './api.ts';
import { bentSheet } from './bentSheet.ts';
import { createCanvasPlane } from './canvasPlane.ts';
import { createCanvasSurface, type CanvasSurface } from './canvasSurface.ts';
import type { ContextEvent } from './contextRecovery.ts';
import type { Engine } from './engine.ts';
import { framePlane } from './frameGeometry.ts';
import type { PaneController } from './paneController.ts';
import type { SeriesEntry, SeriesStore } from './seriesStore.ts';
import type { StackEngine } from './stackEngine.ts';

/** An open pane as its picture needs it. */
export interface PicturedPane {
  readonly spec: PaneSpec;
  readonly controller: PaneController;
  readonly viewportId: string;
  /** Drawn by the engine for stacks, and rebuilt with it. */
  isStack: boolean;
  /** Element and size are there. */
  readonly sized: () => boolean;
}

export interface PaneSurfaces {
  /** Makes the picture; again after a series that had no room was retried, or a stack that lost its WebGL context. */
  build(open: PicturedPane): Promise<void>;
  /** Says on the pane how its load stands. */
  reflect(open: PicturedPane, state: LoadState): void;
  stop(): void;
}

const RESTORING = 'The graphics driver was reset: this view is being rebuilt. Marks are kept.';
const GRAPHICS_GONE =
  'The graphics driver was reset and does not come back. Marks are kept; reload the page to see the images again.';
const NO_SPINE =
  'The curved view follows the labels of the spine: label two vertebrae of this series and it appears.';
const SPINE_ACROSS =
  'The labels run from left to right: no straightened view can be made of them. Check their places.';
const CURVED_NOTE =
  'Straightened along the labels. Lengths across are true; along the spine only on the line of body centres.';

/** Gives each open pane what it draws on: a plane, a curved plane or a stack, as its series allows. */
export function createPaneSurfaces(
  engine: Pick<Engine, 'stacks'>,
  store: Pick<SeriesStore, 'open'>,
  panes: () => Iterable<PicturedPane>,
): PaneSurfaces {
  const bent = new WeakMap<PaneController, CanvasSurface>();
  const asked = new WeakMap<PicturedPane, object>();
  let stopped = false;
  let stopContext: Unsubscribe | null = null;

  const onContext = (event: ContextEvent): void => {
    const stacks = [...panes()].filter(({ isStack }) => isStack);
    if (event === 'lost') for (const { controller } of stacks) controller.suspend(RESTORING);
    else if (event === 'gone') for (const { controller } of stacks) controller.fail(GRAPHICS_GONE);
    else for (const open of stacks) if (open.sized()) void build(open);
  };
  const stackEngine = async (): Promise<StackEngine> => {
    const stacks = await engine.stacks();
    if (!stopped) stopContext ??= stacks.onContext(onContext);
    return stacks;
  };

  /** A curved pane follows the labels: made with the first two, bent anew with every change, gone with the last. */
  const mountCurved = ({ controller }: PicturedPane, image: VolumeImage, plane: CurvedPlane): void => {
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
  const mountStack = async (open: PicturedPane, entry: SeriesEntry, image: SeriesImage): Promise<void> => {
    const { controller, spec, viewportId } = open;
    open.isStack = true;
    const turn = {};
    asked.set(open, turn);
    const stacks = await stackEngine();
    // Asked for again while the engine was on its way: a pane has one viewport, and the last one makes it.
    if (asked.get(open) !== turn) return;
    const surface = stacks.surface(viewportId, controller.host, image, () => controller.redraw());
    // Without a context now: built when there is one again.
    if (surface === null) return controller.suspend(RESTORING);
    const note = entry.part ?? (spec.plane === 'stack' ? null : whyNoPlanes(entry));
    controller.setSurface(surface, image, note);
  };
  const mount = async (open: PicturedPane, entry: SeriesEntry, image: SeriesImage): Promise<void> => {
    const { controller, spec } = open;
    const { plane } = spec;
    if (plane === 'stack' || image.kind !== 'volume') return await mountStack(open, entry, image);
    if (isCurved(plane)) return mountCurved(open, image, plane);
    const surface = createCanvasPlane(controller.host, image, plane, () => entry.held);
    return controller.setSurface(surface, image, entry.part);
  };

  const reflect = ({ controller }: PicturedPane, state: LoadState): void => {
    if (state.kind === 'loading') return controller.loading();
    controller.loadEnded(state.kind === 'complete');
    if (state.kind === 'failed') controller.fail(state.message);
  };
  const build = async (open: PicturedPane): Promise<void> => {
    const { controller, spec } = open;
    const entry = store.open(spec.seriesUid);
    if (entry === null) return controller.fail('This series is not known to the viewer.');
    if (entry.image === null) return reflect(open, entry.state);
    try {
      await mount(open, entry, entry.image);
    } catch {
      return controller.fail(
        'This view could not be drawn. Close another view or reload the page; marks are kept.',
      );
    }
    reflect(open, entry.state);
  };

  return {
    build,
    reflect,
    stop: () => {
      stopped = true;
      stopContext?.();
    },
  };
}

export const isCurved = (plane: Plane): plane is CurvedPlane =>
  plane === 'curved-sagittal' || plane === 'curved-coronal';

/** Why a series that was asked for as planes is shown as a stack. */
function whyNoPlanes(entry: SeriesEntry): string | null {
  const { geometry, modality } = entry.source.summary;
  if (modality !== 'CT' && modality !== 'MR') return null;
  const reason = geometry.notes[0] ?? 'The slices do not make a regular volume.';
  const inPlace = entry.image?.frames.every((frame) => framePlane(frame) !== null) === true;
  return `${reason} No planes: the images are shown one by one${inPlace ? ', each in its true position' : ''}.`;
}
