import { Enums, getShouldUseCPURendering, StackViewport, type RenderingEngine } from '@cornerstonejs/core';
import { addScaled, dot, subtract, type Vec3 } from '../domain/geometry/vec3.ts';
import type { FrameRef } from '../imaging/api.ts';
import { displayedValues, isNegative } from '../imaging/displayedFrame.ts';
import { elementAt } from '../imaging/elementAt.ts';
import { frameValues, type SeriesImage } from '../imaging/seriesImage.ts';
import { framePlane, patientToPixel, pixelScale, pixelToPatient } from './frameGeometry.ts';
import { imageIdFor, provideImage, withdrawImage } from './imageLoaders.ts';
import { declaredLetters, provenLetters } from './letters.ts';
import { fitted, pointUnderCanvas, projectToCanvas, type CanvasPoint, type PlaneView } from './planeView.ts';
import { printedView, type Extent } from './printedView.ts';
import { printFrame } from './printFrame.ts';
import type { Surface } from './surface.ts';
import { windowRange } from './windowing.ts';

/** Pictures are drawn as they are stored: row direction to the right, column direction down. */
const RIGHT: Vec3 = [1, 0, 0];
const UP: Vec3 = [0, -1, 0];
const EYE_DISTANCE = 1000;

/** Frames one by one through Cornerstone's stack viewport (with or without WebGL). */
export function createStackSurface(
  rendering: RenderingEngine,
  viewportId: string,
  host: HTMLDivElement,
  image: SeriesImage,
  onChange: () => void,
): Surface {
  rendering.enableElement({
    viewportId,
    element: host,
    type: Enums.ViewportType.STACK,
    defaultOptions: { background: [0, 0, 0] },
  });
  const viewport: unknown = rendering.getViewport(viewportId);
  if (!(viewport instanceof StackViewport)) throw new Error('stackSurface: no stack viewport was made');
  const count = image.frames.length;
  const startIndex =
    image.kind === 'volume' || framePlane(elementAt(image.frames, 0)) !== null
      ? Math.floor((count - 1) / 2)
      : 0;
  const ids = image.frames.map((_, i) => imageIdFor(viewportId, i));
  ids.forEach((id, i) => provideImage(id, () => plainFrame(image, i)));

  let index = startIndex;
  let shown: number | null = null;
  let showing = false;
  let disposed = false;
  let view: PlaneView | null = null;
  let size: readonly [number, number] = [1, 1];
  let range: readonly [number, number] = [0, 255];
  let invert = false;
  host.style.visibility = 'hidden';

  const ref = (): FrameRef => elementAt(image.frames, index);
  const scaleNow = (): ReturnType<typeof pixelScale> => pixelScale(ref());
  const wholeFrame = (): Extent => {
    const { pixelWidth, pixelHeight } = scaleNow();
    const { columns, rows } = ref().header;
    return {
      centre: [((columns - 1) / 2) * pixelWidth, ((rows - 1) / 2) * pixelHeight, 0],
      size: [columns * pixelWidth, rows * pixelHeight],
    };
  };
  const fitNow = (): void => {
    const frame = wholeFrame();
    view = fitted({ right: RIGHT, up: UP }, frame.centre, frame.size, size);
  };
  const push = (): void => {
    if (view === null || shown === null) return;
    viewport.setCamera({
      focalPoint: [...view.centre],
      position: [...addScaled(view.centre, view.normal, EYE_DISTANCE)],
      parallelScale: (view.unitsPerPx * view.heightPx) / 2,
      ...(getShouldUseCPURendering() ? {} : { viewUp: [...UP], viewPlaneNormal: [...view.normal] }),
    });
    viewport.render();
  };
  const applyLook = (): void => {
    if (shown === null) return;
    const colour = image.frames[shown]?.header.samplesPerPixel === 3;
    const [lower, upper] = colour ? [0, 255] : range;
    const negative = isNegative(elementAt(image.frames, shown).header);
    viewport.setProperties({ voiRange: { lower, upper }, invert: invert !== negative });
  };
  /** Shows the frame the index asks for; a frame that has not arrived shows nothing rather than another frame. */
  const show = async (): Promise<void> => {
    if (showing || disposed) return;
    if (image.present[index] !== 1) {
      host.style.visibility = 'hidden';
      onChange();
      return;
    }
    showing = true;
    const target = index;
    try {
      if (shown === null) await viewport.setStack(ids, target);
      else await viewport.setImageIdIndex(target);
      if (disposed) return;
      shown = target;
      applyLook();
      push();
      host.style.visibility = target === index ? 'visible' : host.style.visibility;
    } finally {
      showing = false;
    }
    if (!disposed && index !== target) await show();
  };
  const showNow = (): void => {
    void show().catch(() => onChange());
  };
  const pixelAt = (at: CanvasPoint): readonly [number, number] | null => {
    if (view === null) return null;
    const { pixelWidth, pixelHeight } = scaleNow();
    const point = pointUnderCanvas(view, at);
    const pixel: readonly [number, number] = [point[0] / pixelWidth, point[1] / pixelHeight];
    const { columns, rows } = ref().header;
    const inside =
      pixel[0] >= -0.5 && pixel[1] >= -0.5 && pixel[0] <= columns - 0.5 && pixel[1] <= rows - 0.5;
    return inside ? pixel : null;
  };
  /** Places on the canvas of the view shown, or of any other. */
  const seenThrough = (
    at: () => PlaneView | null,
  ): Pick<Surface, 'view' | 'projectPatient' | 'projectImage'> => {
    const projectPixel = (
      pixel: readonly [number, number],
      depth: number,
    ): ReturnType<Surface['projectPatient']> => {
      const now = at();
      if (now === null) return null;
      const { pixelWidth, pixelHeight } = scaleNow();
      return { ...projectToCanvas(now, [pixel[0] * pixelWidth, pixel[1] * pixelHeight, 0]), depth };
    };
    return {
      view: at,
      projectPatient: (point) => {
        const plane = framePlane(ref());
        if (plane === null) return null;
        const { pointPx, offMm } = patientToPixel(plane, point);
        return projectPixel(pointPx, offMm);
      },
      projectImage: (sopInstanceUid, frame, pointPx) =>
        ref().header.sopInstanceUid === sopInstanceUid && ref().frame === frame
          ? projectPixel(pointPx, 0)
          : null,
    };
  };

  const surface: Surface = {
    ...seenThrough(() => view),
    plane: 'stack',
    count: () => count,
    startIndex: () => startIndex,
    index: () => index,
    goTo: (next) => {
      const before = ref().header;
      index = Math.max(0, Math.min(count - 1, Math.round(next)));
      if (ref().header.rows !== before.rows || ref().header.columns !== before.columns) fitNow();
      showNow();
    },
    ready: () => image.present[index] === 1,
    busy: () => showing,
    setView: (next) => {
      view = next;
      push();
    },
    fit: () => {
      fitNow();
      push();
    },
    resize: (widthPx, heightPx) => {
      rendering.resize(true, false);
      size = [widthPx, heightPx];
      if (view === null) fitNow();
      else {
        const before = Math.min(view.widthPx, view.heightPx);
        const unitsPerPx = (view.unitsPerPx * before) / Math.max(1, Math.min(widthPx, heightPx));
        view = { ...view, widthPx, heightPx, unitsPerPx };
      }
      if (shown === null) showNow();
      else push();
    },
    setWindow: (window) => {
      range = windowRange(window);
      applyLook();
      viewport.render();
    },
    setInvert: (on) => {
      invert = on;
      applyLook();
      viewport.render();
    },
    setSlab: () => undefined,
    letters: () => {
      const plane = framePlane(ref());
      if (plane !== null) {
        const up: Vec3 = [-plane.columnDirection[0], -plane.columnDirection[1], -plane.columnDirection[2]];
        return { letters: provenLetters(plane.rowDirection, up), proof: 'proven' };
      }
      const declared = declaredLetters(ref().header.patientOrientation);
      return { letters: declared, proof: declared === null ? 'none' : 'declared' };
    },
    spacing: () => scaleNow().spacing,
    positionMm: () => {
      const plane = framePlane(ref());
      if (plane === null) return null;
      const largest = plane.normal.reduce(
        (best, v, i) => (Math.abs(v) > Math.abs(plane.normal[best] ?? 0) ? i : best),
        0,
      );
      const along = dot(plane.originLpsMm, plane.normal);
      return (plane.normal[largest] ?? 0) >= 0 ? along : -along;
    },
    original: ref,
    placeAt: (at) => {
      const pixel = pixelAt(at);
      if (pixel === null) return { pointLpsMm: null, image: null };
      const plane = framePlane(ref());
      const { sopInstanceUid } = ref().header;
      return {
        pointLpsMm: plane === null ? null : pixelToPatient(plane, pixel),
        image: { sopInstanceUid, frame: ref().frame, pointPx: pixel },
      };
    },
    valueAt: (at) => {
      const pixel = pixelAt(at);
      const values = frameValues(image, index);
      const { columns, samplesPerPixel } = ref().header;
      if (pixel === null || values === null || samplesPerPixel !== 1) return null;
      return values[Math.round(pixel[1]) * columns + Math.round(pixel[0])] ?? null;
    },
    indexNearest: (point) => {
      let best: number | null = null;
      let least = Infinity;
      image.frames.forEach((frame, i) => {
        const plane = framePlane(frame);
        const off =
          plane === null ? Infinity : Math.abs(dot(subtract(point, plane.originLpsMm), plane.normal));
        if (off < least) [best, least] = [i, off];
      });
      return best;
    },
    patientFromView: (point) => {
      const plane = framePlane(ref());
      const { pixelWidth, pixelHeight } = scaleNow();
      if (plane === null) return null;
      const inPlane = pixelToPatient(plane, [point[0] / pixelWidth, point[1] / pixelHeight]);
      // The view's z runs away from the viewer, as the frame's normal does.
      return addScaled(inPlane, plane.normal, point[2]);
    },
    halfStepMm: () => {
      const spacing = ref().header.spacingBetweenSlicesMm ?? ref().header.sliceThicknessMm;
      return framePlane(ref()) === null || spacing === null ? null : spacing / 2;
    },
    look: () => ({ kind: 'flat' }),
    align: () => undefined,
    print: () => {
      const values = displayedValues(image, index);
      if (view === null || values === null) return null;
      const { pixelWidth, pixelHeight } = scaleNow();
      const frame = wholeFrame();
      const printed = printedView(view, frame, { ...frame, pixel: Math.min(pixelWidth, pixelHeight) });
      const negative = isNegative(ref().header);
      return printFrame({ ref: ref(), values, range, invert: invert !== negative }, scaleNow(), printed);
    },
    through: (other) => ({ ...surface, ...seenThrough(() => other) }),
    framesArrived: (arrived) => {
      if (arrived.includes(index)) showNow();
    },
    render: () => viewport.render(),
    renderSharply: showNow,
    dispose: () => {
      disposed = true;
      rendering.disableElement(viewportId);
      ids.forEach(withdrawImage);
    },
  };
  return surface;
}

function plainFrame(image: SeriesImage, index: number): ReturnType<Parameters<typeof provideImage>[1]> {
  const ref = elementAt(image.frames, index);
  const values = displayedValues(image, index);
  if (values === null) throw new Error('stack frame asked for before it arrived');
  const { pixelWidth, pixelHeight } = pixelScale(ref);
  const { rows, columns, samplesPerPixel } = ref.header;
  return { rows, columns, pixelWidth, pixelHeight, samples: samplesPerPixel === 3 ? 3 : 1, values };
}
