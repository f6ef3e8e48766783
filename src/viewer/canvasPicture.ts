import { resample, type Slab } from '../domain/geometry/resample.ts';
import { scale, type Vec3 } from '../domain/geometry/vec3.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import { pointUnderCanvas, type PlaneView } from './planeView.ts';
import type { Sheet } from './sheet.ts';
import type { SlabSetting } from './surface.ts';

/** Samples through a slab at most: finer than this no eye sees, and time grows with it. */
const SLAB_SAMPLES = 31;

/** Values of a picture, NaN where the volume has none. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayLike<number>;
}

/**
 * Cuts the picture that a view shows out of a volume, on the processor.
 *
 * @param coarse - canvas pixels (CSS) per picture pixel: 1 = every one
 */
export function cutPicture(
  image: VolumeImage,
  sheet: Sheet,
  view: PlaneView,
  slab: SlabSetting,
  coarse: number,
): Picture {
  const width = Math.max(1, Math.round(view.widthPx / coarse));
  const height = Math.max(1, Math.round(view.heightPx / coarse));
  const values = new Float32Array(width * height);
  const [pxWide, pxHigh] = [view.widthPx / width, view.heightPx / height];
  const lineAt = (row: number) => {
    const first = pointUnderCanvas(view, [pxWide / 2, (row + 0.5) * pxHigh]);
    const found = sheet.line(first, view.unitsPerPx * pxWide, width);
    if (found === null) return null;
    return { line: found.line, slab: slabThrough(found.depthLps, slab, sheet.stepMm) };
  };
  resample({ grid: image.grid, values: image.voxels, present: image.present }, width, height, lineAt, values);
  return { width, height, values };
}

/**
 * Odd number of samples over the thickness, at most a step of the volume apart where that is not too many.
 *
 * @param depthLps - unit vector of the line of sight, LPS
 * @param stepMm - distance from one surface of the family to the next
 */
export function slabThrough(depthLps: Vec3, { mode, thicknessMm }: SlabSetting, stepMm: number): Slab {
  if (thicknessMm <= 0) return { mode, samples: 1, stepLpsMm: [0, 0, 0] };
  const wanted = Math.ceil(thicknessMm / Math.max(stepMm / 2, 0.5)) + 1;
  const samples = Math.min(SLAB_SAMPLES, wanted % 2 === 0 ? wanted + 1 : wanted);
  return { mode, samples, stepLpsMm: scale(depthLps, thicknessMm / (samples - 1)) };
}

/** Paints values through a window; what has no value stays black, inverted or not. */
export function paintPicture(
  canvas: HTMLCanvasElement,
  picture: Picture,
  [lower, upper]: readonly [number, number],
  invert: boolean,
): void {
  const { width, height, values } = picture;
  sizeCanvas(canvas, width, height);
  const context = canvas.getContext('2d');
  if (context === null) return;
  const pixels = context.createImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  const gain = 255 / Math.max(upper - lower, 1e-6);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? NaN;
    if (value !== value) {
      words[i] = OPAQUE;
      continue;
    }
    const level = (value - lower) * gain;
    const clamped = level <= 0 ? 0 : level >= 255 ? 255 : Math.round(level);
    const grey = invert ? 255 - clamped : clamped;
    words[i] = (OPAQUE | (grey << 16) | (grey << 8) | grey) >>> 0;
  }
  context.putImageData(pixels, 0, 0);
}

/** Paints red, green and blue as they are, three values of 0..255 a pixel. */
export function paintColours(canvas: HTMLCanvasElement, picture: Picture, invert: boolean): void {
  const { width, height, values } = picture;
  sizeCanvas(canvas, width, height);
  const pixels = new ImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    for (let c = 0; c < 3; c += 1) {
      const value = values[i * 3 + c] ?? 0;
      pixels.data[i * 4 + c] = invert ? 255 - value : value;
    }
    pixels.data[i * 4 + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

/** A canvas that is given its size again is emptied, and flickers. */
export function sizeCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

const OPAQUE = 0xff_00_00_00;
