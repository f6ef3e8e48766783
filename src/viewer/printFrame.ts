import type { FrameRef, VoxelArray } from '../imaging/api.ts';
import { paintColours, paintPicture } from './canvasPicture.ts';
import type { PixelScale } from './frameGeometry.ts';
import type { PlaneView } from './planeView.ts';
import type { Print } from './surface.ts';

interface ShownFrame {
  readonly ref: FrameRef;
  /** As the file asks to show them; three a pixel for colour. */
  readonly values: VoxelArray;
  readonly range: readonly [number, number];
  readonly invert: boolean;
}

/**
 * A frame of a stack, or the part of it that `view` shows, pixel by pixel: a square pixel of the frame is copied as it
 * is, one that is not square is drawn to its true shape.
 */
export function printFrame(
  { ref, values, range, invert }: ShownFrame,
  { pixelWidth, pixelHeight }: Pick<PixelScale, 'pixelWidth' | 'pixelHeight'>,
  view: PlaneView,
): Print {
  const { columns: width, rows: height, samplesPerPixel } = ref.header;
  const frame = document.createElement('canvas');
  const picture = { width, height, values };
  if (samplesPerPixel === 3) paintColours(frame, picture, invert);
  else paintPicture(frame, picture, range, invert);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [view.widthPx, view.heightPx];
  const wide = (view.widthPx * view.unitsPerPx) / pixelWidth;
  const high = (view.heightPx * view.unitsPerPx) / pixelHeight;
  // A pixel's index is its centre; a canvas counts from the corner.
  const left = view.centre[0] / pixelWidth + 0.5 - wide / 2;
  const top = view.centre[1] / pixelHeight + 0.5 - high / 2;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.imageSmoothingEnabled = pixelWidth !== pixelHeight;
    context.imageSmoothingQuality = 'high';
    context.drawImage(frame, left, top, wide, high, 0, 0, view.widthPx, view.heightPx);
  }
  return { canvas, view };
}
