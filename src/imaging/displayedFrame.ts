import type { Shutter } from '../dicom/pictureFacts.ts';
import type { InstanceHeader } from '../dicom/model.ts';
import { throughModalityLut } from '../dicom/modalityLut.ts';
import type { VoxelArray } from './api.ts';
import { frameValues, type SeriesImage } from './seriesImage.ts';

/** Does the file ask for white where values are low (PS3.3 C.7.6.3.1.2, C.11.6)? */
export const isNegative = (header: InstanceHeader): boolean =>
  header.photometricInterpretation === 'MONOCHROME1' || header.display?.presentationLutShape === 'INVERSE';

/**
 * A frame as the file asks to show it: through its VOI LUT, dark outside its shutter, overlays drawn white. Only for the
 * screen: what is measured and read under the cursor are the values of `frameValues`.
 *
 * @returns null while the frame has not arrived
 */
export function displayedValues(image: SeriesImage, index: number): VoxelArray | null {
  const values = frameValues(image, index);
  const header = image.frames[index]?.header;
  if (values === null || header === undefined || image.kind === 'volume' || header.samplesPerPixel !== 1)
    return values;
  const shown: VoxelArray = image.voiLut === null ? values : throughModalityLut(image.voiLut, values);
  const shutter = header.display?.shutter ?? null;
  const drawn = image.graphics[index] ?? null;
  if (shutter === null && drawn === null) return shown;
  const painted = shown.slice();
  const [low, high] = extent(shown);
  const [dark, bright] = isNegative(header) ? [high, low] : [low, high];
  for (let i = 0; i < painted.length; i += 1) {
    if (drawn !== null && drawn[i] === 1) painted[i] = bright;
    else if (
      shutter !== null &&
      !isExposed(shutter, Math.floor(i / header.columns) + 1, (i % header.columns) + 1)
    )
      painted[i] = dark;
  }
  return painted;
}

function extent(values: VoxelArray): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Inside every shutter the file states (PS3.3 C.7.6.11); row and column count from 1. */
export function isExposed({ rectangle, circle, polygon }: Shutter, row: number, column: number): boolean {
  if (
    rectangle !== null &&
    (column < rectangle.left || column > rectangle.right || row < rectangle.upper || row > rectangle.lower)
  )
    return false;
  if (circle !== null && Math.hypot(row - circle.row, column - circle.column) > circle.radius) return false;
  return polygon === null || isInside(polygon, row, column);
}

/** Even-odd rule; vertices are [row, column]. */
function isInside(polygon: readonly (readonly [number, number])[], row: number, column: number): boolean {
  let inside = false;
  for (const [i, [r1, c1]] of polygon.entries()) {
    const [r0, c0] = polygon[(i + polygon.length - 1) % polygon.length] ?? [r1, c1];
    const crosses = r1 > row !== r0 > row;
    if (crosses && column < ((c0 - c1) * (row - r1)) / (r0 - r1) + c1) inside = !inside;
  }
  return inside;
}
