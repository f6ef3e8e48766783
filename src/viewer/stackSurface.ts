import { Enums, getShouldUseCPURendering, StackViewport, type RenderingEngine } from '@cornerstonejs/core';
import { addScaled, type Vec3 } from '../domain/geometry/vec3.ts';
import { displayedValues, isNegative } from '../imaging/displayedFrame.ts';
import { elementAt } from '../imaging/elementAt.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';
import { framePlane, pixelScale } from './frameGeometry.ts';
import { createFramePlaces } from './framePlaces.ts';
import { placeOnProcessor } from './processorCamera.ts';
import { imageIdFor, provideImage, withdrawImage } from './imageLoaders.ts';
import { fitted, resized, type PlaneView } from './planeView.ts';
import { printedView } from './printedView.ts';
import { printFrame } from './printFrame.ts';
import type { Surface } from './surface.ts';
import { windowRange } from './windowing.ts';

/** Pictures are drawn as they are stored: row direction to the right, column direction down. */
const RIGHT: Vec3 = [1, 0, 0];
const UP: Vec3 = [0, -1, 0];
const EYE_DISTANCE = 1000;

/** The one rendering engine with what draws in it. */
export interface StackRendering {
  readonly engine: RenderingEngine;
  /** Puts each stack's camera to what its pane shows: a change of size takes the cameras of all stacks back. */
  readonly cameras: Set<() => void>;
}

/** Frames one by one through Cornerstone's stack viewport (with or without WebGL). */
export function createStackSurface(
  { engine, cameras }: StackRendering,
  viewportId: string,
  host: HTMLDivElement,
  image: SeriesImage,
  onChange: () => void,
): Surface {
  engine.enableElement({
    viewportId,
    element: host,
    type: Enums.ViewportType.STACK,
    defaultOptions: { background: [0, 0, 0] },
  });
  const viewport: unknown = engine.getViewport(viewportId);
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

  const places = createFramePlaces(
    image,
    () => index,
    () => view,
  );
  const ref = places.original;
  const fitNow = (): void => {
    const frame = places.wholeFrame();
    view = fitted({ right: RIGHT, up: UP }, frame.centre, frame.size, size);
  };
  const push = (): void => {
    if (view === null || shown === null) return;
    if (getShouldUseCPURendering()) placeOnProcessor(viewport, view, pixelScale(ref()));
    else
      viewport.setCamera({
        focalPoint: [...view.centre],
        position: [...addScaled(view.centre, view.normal, EYE_DISTANCE)],
        parallelScale: (view.unitsPerPx * view.heightPx) / 2,
        viewUp: [...UP],
        viewPlaneNormal: [...view.normal],
      });
    viewport.render();
  };
  cameras.add(push);
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

  const surface: Surface = {
    ...places,
    ...places.seenThrough(() => view),
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
      size = [widthPx, heightPx];
      if (view === null) fitNow();
      else view = resized(view, widthPx, heightPx);
      engine.resize(true, false);
      for (const place of cameras) place();
      if (shown === null) showNow();
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
    look: () => ({ kind: 'flat' }),
    align: () => undefined,
    print: () => {
      const values = displayedValues(image, index);
      if (view === null || values === null) return null;
      const scale = pixelScale(ref());
      const frame = places.wholeFrame();
      const pixel = Math.min(scale.pixelWidth, scale.pixelHeight);
      const printed = printedView(view, frame, { ...frame, pixel });
      const negative = isNegative(ref().header);
      return printFrame({ ref: ref(), values, range, invert: invert !== negative }, scale, printed);
    },
    through: (other) => ({ ...surface, ...places.seenThrough(() => other) }),
    framesArrived: (arrived) => {
      if (arrived.includes(index)) showNow();
    },
    render: () => viewport.render(),
    renderSharply: showNow,
    dispose: () => {
      disposed = true;
      cameras.delete(push);
      engine.disableElement(viewportId);
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
