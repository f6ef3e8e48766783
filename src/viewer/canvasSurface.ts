import { nearestVoxel } from '../domain/geometry/grid.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import type { ObliquePlane } from './api.ts';
import { cutPicture, paintPicture, sizeCanvas, type Picture } from './canvasPicture.ts';
import type { HeldVolume } from './graphics.ts';
import { flatCut } from './planeCut.ts';
import { printedView } from './printedView.ts';
import { sourceExtent } from './sourceExtent.ts';
import {
  fitted,
  pointUnderCanvas,
  projectToCanvas,
  resized,
  turnedView,
  type PlaneView,
} from './planeView.ts';
import { sampleVolume } from './sampleVolume.ts';
import type { Sheet } from './sheet.ts';
import type { SlabSetting, Surface } from './surface.ts';
import { windowRange } from './windowing.ts';

/** A picture that takes the processor longer than this is drawn coarsely first, and sharply once the hand rests. */
const SLOW_MS = 45;
/** While slices come, drawing takes from loading what it costs: pictures that fill up are coarse sooner. */
const SLOW_TO_FILL_MS = 12;
const COARSE = 3;
const REST_MS = 140;
/** Sent to the host when a picture is on its canvas at full sharpness; it bubbles, for people who measure. */
export const DRAWN = 'patchpoint:drawn';

/** Why a picture may be coarse: a hand that moves on and then rests, or slices that come one upon the other. */
type Haste = 'none' | 'hand' | 'arrivals';

export interface CanvasSurface extends Surface {
  /** Another family of surfaces; the place in the middle of the view stays where it is. */
  setSheet(sheet: Sheet): void;
}

export interface CanvasDeps {
  /** Voxels in the graphics memory, once they are there; flat sheets are then cut by it. */
  readonly graphics?: () => HeldVolume | null;
  readonly aligned?: (plane: ObliquePlane | null) => Sheet | null;
}

/**
 * Any sheet through a volume: drawn by the processor from the first slice on, and by the graphics hardware where it holds
 * the whole volume. Both follow the same rules, so nothing jumps when one takes over from the other.
 */
export function createCanvasSurface(
  host: HTMLDivElement,
  image: VolumeImage,
  first: Sheet,
  { graphics = () => null, aligned = () => null }: CanvasDeps = {},
): CanvasSurface {
  let canvas = pictureCanvas();
  canvas.getContext('2d', { willReadFrequently: true });
  let ofGraphics = false;
  host.append(canvas);
  let sheet = first;
  let index = sheet.startIndex;
  let view: PlaneView | null = null;
  let slab: SlabSetting = { mode: 'mip', thicknessMm: 0 };
  /** Null until a window is given: a picture painted before would be painted twice. */
  let range: readonly [number, number] | null = null;
  let invert = false;
  let picture: Picture | null = null;
  let fine = false;
  let shown = false;
  let lastMs = 0;
  let drawing: number | null = null;
  let resting: ReturnType<typeof setTimeout> | null = null;

  const drawByGraphics = (): boolean => {
    const held = graphics();
    if (held === null || view === null || range === null) return false;
    const [width, height] = [Math.round(view.widthPx / finest()), Math.round(view.heightPx / finest())];
    const cut = flatCut(image.grid, sheet, view, slab, width, height);
    if (cut === null) return false;
    const target = ofGraphics ? canvas : pictureCanvas();
    sizeCanvas(target, width, height);
    if (!held.draw(target, cut, range, invert)) return false;
    if (!ofGraphics) canvas.replaceWith(target);
    [canvas, ofGraphics] = [target, true];
    return true;
  };
  const drawByProcessor = (haste: Haste): boolean => {
    if (view === null || range === null) return false;
    const coarse = haste !== 'none' && lastMs > (haste === 'hand' ? SLOW_MS : SLOW_TO_FILL_MS);
    const from = performance.now();
    picture = cutPicture(image, sheet, view, slab, coarse ? COARSE : finest());
    if (!coarse) lastMs = performance.now() - from;
    paintPicture(canvas, picture, range, invert);
    if (coarse && haste === 'hand') resting = setTimeout(() => draw('none'), REST_MS);
    return !coarse;
  };
  const isEmpty = (): boolean => range === null || (!shown && !image.present.includes(1));
  const draw = (haste: Haste): void => {
    forget();
    if (view === null) return;
    // A picture of nothing costs as much as one of something, at the moment when the first slices are on their way.
    if (isEmpty()) {
      fine = true;
      return;
    }
    shown = true;
    const byGraphics = drawByGraphics();
    if (byGraphics) picture = null;
    fine = byGraphics || drawByProcessor(haste);
    // In whole pixels: stretched to the room's fraction of one, the browser would blur every pixel and take time for it.
    Object.assign(canvas.style, { width: `${view.widthPx}px`, height: `${view.heightPx}px` });
    if (fine) host.dispatchEvent(new CustomEvent(DRAWN, { bubbles: true }));
  };
  /** Another window over the same values. */
  const repaint = (): void => {
    if (picture === null || range === null) requestOrShowFirst();
    else paintPicture(canvas, picture, range, invert);
  };
  /** Pictures that were still to come. */
  const forget = (): void => {
    if (drawing !== null) cancelAnimationFrame(drawing);
    if (resting !== null) clearTimeout(resting);
    [drawing, resting] = [null, null];
  };
  /** One picture a frame, however many things changed. */
  const request = (): void => {
    fine = false;
    if (resting !== null) clearTimeout(resting);
    resting = null;
    drawing ??= requestAnimationFrame(() => draw('hand'));
  };
  /** The first picture does not wait for the screen's next frame, which a page being built may not have for a second. */
  const requestOrShowFirst = (): void => {
    if (shown || isEmpty()) request();
    else draw('none');
  };
  const push = (): void => {
    if (view === null) return;
    view = { ...view, centre: sheet.onSurface(view.centre, index) };
    requestOrShowFirst();
  };
  const fitNow = (widthPx: number, heightPx: number): void => {
    const { centre, size } = sheet.fitTo(index);
    view = fitted(sheet, centre, size, [widthPx, heightPx]);
  };
  const placeUnder = (at: readonly [number, number]): ReturnType<Sheet['toPatient']> => {
    const point = view === null ? null : sheet.toPatient(pointUnderCanvas(view, at));
    return point !== null && nearestVoxel(image.grid, point) !== null ? point : null;
  };
  const middle = (): ReturnType<Sheet['toPatient']> => (view === null ? null : sheet.toPatient(view.centre));

  /** What depends on the view alone, for the one shown and for any other. */
  const seenThrough = (
    at: () => PlaneView | null,
  ): Pick<Surface, 'view' | 'letters' | 'projectPatient' | 'projectImage'> => ({
    view: at,
    letters: () => {
      const now = at();
      return { letters: now === null ? null : sheet.letters(now), proof: 'proven' };
    },
    projectPatient: (point) => {
      const now = at();
      const on = now === null ? null : sheet.fromPatient(point);
      return now === null || on === null ? null : projectToCanvas(now, on);
    },
    projectImage: () => null,
  });

  const setSheet = (next: Sheet, kept = middle()): void => {
    sheet = next;
    index = (kept === null ? null : sheet.indexNearest(kept)) ?? sheet.startIndex;
    if (view === null) return;
    const at = kept === null ? null : sheet.fromPatient(kept);
    if (at === null) fitNow(view.widthPx, view.heightPx);
    else view = turnedView(sheet, view, at);
    push();
  };

  const surface: CanvasSurface = {
    ...seenThrough(() => view),
    plane: sheet.plane,
    count: () => sheet.count,
    startIndex: () => sheet.startIndex,
    index: () => index,
    goTo: (next) => {
      index = Math.max(0, Math.min(sheet.count - 1, Math.round(next)));
      push();
    },
    setSheet,
    align: (plane) => {
      const next = aligned(plane);
      if (next !== null) setSheet(next, plane?.centreLpsMm ?? middle());
    },
    ready: () =>
      sheet.acquired && slab.thicknessMm === 0
        ? image.present[index] === 1
        : image.present.some((flag) => flag === 1),
    busy: () => view !== null && !fine,
    setView: (next) => {
      view = next;
      push();
    },
    fit: () => {
      if (view !== null) fitNow(view.widthPx, view.heightPx);
      push();
    },
    resize: (widthPx, heightPx) => {
      if (view === null) fitNow(widthPx, heightPx);
      else view = resized(view, widthPx, heightPx);
      push();
    },
    setWindow: (window) => {
      range = windowRange(window);
      repaint();
    },
    setInvert: (on) => {
      invert = on;
      repaint();
    },
    setSlab: (next) => {
      slab = next;
      request();
    },
    spacing: () => sheet.spacing,
    positionMm: () => sheet.positionMm(index),
    look: () => sheet.look(index),
    original: () => (sheet.acquired && slab.thicknessMm === 0 ? (image.frames[index] ?? null) : null),
    placeAt: (at) => ({ pointLpsMm: placeUnder(at), image: null }),
    valueAt: (at) => {
      const point = placeUnder(at);
      return point === null ? null : sampleVolume(image, point);
    },
    indexNearest: (point) => sheet.indexNearest(point),
    patientFromView: (point) => sheet.toPatient(point),
    halfStepMm: () => sheet.stepMm / 2,
    print: () => {
      if (view === null || range === null) return null;
      const printed = printedView(view, sheet.fitTo(index), sourceExtent(image, sheet, index));
      const target = document.createElement('canvas');
      paintPicture(target, cutPicture(image, sheet, printed, slab, 1), range, invert);
      return { canvas: target, view: printed };
    },
    through: (other) => ({ ...surface, ...seenThrough(() => other) }),
    framesArrived: (slices) => {
      if (!sheet.acquired || slab.thicknessMm > 0 || slices.includes(index))
        draw(shown ? 'arrivals' : 'none');
    },
    render: request,
    renderSharply: () => draw('none'),
    dispose: () => {
      forget();
      canvas.remove();
    },
  };
  return surface;
}

/** Canvas pixels (CSS) per picture pixel, so that each pixel of the screen has its own. */
const finest = (): number => 1 / Math.max(1, globalThis.devicePixelRatio);

/** The processor's canvas lies in the page's own memory; pictures of the graphics hardware stay there, on another. */
function pictureCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.className = 'patchpoint-plane';
  canvas.style.display = 'block';
  return canvas;
}
