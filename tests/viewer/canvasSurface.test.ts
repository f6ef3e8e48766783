import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VolumeImage } from '../../src/imaging/seriesImage.ts';
import { openSeriesImage } from '../../src/imaging/seriesImage.ts';
import { createCanvasSurface } from '../../src/viewer/canvasSurface.ts';
import { planeSheet } from '../../src/viewer/flatSheet.ts';
import { ctHeader, seriesOf } from '../imaging/headers.ts';

const WINDOW = { center: 40, width: 400 };
const GRID = {
  dimensions: [3, 2, 4],
  originLpsMm: [0, 0, 0],
  columnStepLpsMm: [1, 0, 0],
  rowStepLpsMm: [0, 1, 0],
  sliceStepLpsMm: [0, 0, 1],
} as const;

function openedVolume(): VolumeImage {
  const slices = Array.from({ length: 4 }, (_, k) =>
    ctHeader({ sopInstanceUid: `2.25.${k}`, imagePositionPatient: [0, 0, k] }),
  );
  const image = openSeriesImage(seriesOf(slices, GRID));
  if (!image.ok || image.value.kind !== 'volume') throw new Error('the test series is a volume');
  return image.value;
}

const surfaceOf = (image: VolumeImage) => {
  const host = Object.assign(new EventTarget(), { append: () => undefined });
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return createCanvasSurface(
    host as unknown as HTMLDivElement,
    image,
    planeSheet(image, image.grid, 'sagittal', null),
  );
};

describe('a plane that the processor draws', () => {
  let painted = 0;
  beforeEach(() => {
    painted = 0;
    const context = {
      createImageData: (width: number, height: number) => ({
        data: new Uint8ClampedArray(width * height * 4),
      }),
      putImageData: () => (painted += 1),
    };
    vi.stubGlobal('devicePixelRatio', 1);
    vi.stubGlobal('requestAnimationFrame', () => 1);
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
    vi.stubGlobal('document', {
      createElement: () => ({ style: {}, getContext: () => context, remove: () => undefined }),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('paints nothing before it has a size, a slice and a window, and then once', () => {
    const image = openedVolume();
    const surface = surfaceOf(image);
    surface.resize(30, 20);
    image.present[1] = 1;
    expect(painted).toBe(0);
    surface.setWindow(WINDOW);
    expect(painted).toBe(1);
    expect(surface.busy()).toBe(false);
  });

  it('draws once for the slice that brings the window, and for the next', () => {
    const image = openedVolume();
    const surface = surfaceOf(image);
    surface.resize(30, 20);
    image.present[1] = 1;
    surface.framesArrived([1]);
    surface.setWindow(WINDOW);
    expect(painted).toBe(1);
    image.present[2] = 1;
    surface.framesArrived([2]);
    expect(painted).toBe(2);
  });
});
