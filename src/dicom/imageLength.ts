import type { HandCalibration } from '../domain/case/ruler.ts';
import type { PointPx } from '../domain/case/document.ts';
import { projectionDistances } from './distances.ts';
import type { InstanceHeader } from './model.ts';

/** What a line on an image is worth. Millimetres never without a word on where they come from. */
export type ImageLength =
  | { readonly state: 'calibrated'; readonly mm: number }
  | { readonly state: 'by-hand'; readonly mm: number; readonly mmPerPx: number; readonly by: string }
  | { readonly state: 'estimated'; readonly mm: number; readonly plane: string }
  | { readonly state: 'pixels'; readonly px: number };

/** Only these modalities measure in the patient itself: their Pixel Spacing needs no magnification. */
const CROSS_SECTIONAL: ReadonlySet<string> = new Set(['CT', 'MR']);

/**
 * Length of a line between two pixels of one image. A person's calibration goes before what the file says of a projection
 * image; a slice needs none.
 *
 * @param fromPx - [column, row]; (0,0) is the centre of the first pixel
 */
export function imageLength(
  header: InstanceHeader,
  fromPx: PointPx,
  toPx: PointPx,
  calibration: HandCalibration | null,
): ImageLength {
  if (CROSS_SECTIONAL.has(header.modality)) {
    return header.pixelSpacing === null
      ? { state: 'pixels', px: lengthPx(header, fromPx, toPx) }
      : { state: 'calibrated', mm: lengthMm(header.pixelSpacing, fromPx, toPx) };
  }
  if (calibration !== null) {
    const mmPerPx = handMmPerPx(header, calibration);
    const { name, authenticated } = calibration.by;
    const by = authenticated ? name : `${name}, not authenticated`;
    return { state: 'by-hand', mm: mmPerPx * lengthPx(header, fromPx, toPx), mmPerPx, by };
  }
  const distances = projectionDistances(header);
  if (distances.state === 'none') return { state: 'pixels', px: lengthPx(header, fromPx, toPx) };
  const mm = lengthMm(distances.spacingMm, fromPx, toPx);
  return distances.state === 'calibrated'
    ? { state: 'calibrated', mm }
    : { state: 'estimated', mm, plane: distances.plane };
}

/** Millimetres of one column by a person's line of known length. */
export const handMmPerPx = (
  header: InstanceHeader,
  { fromPx, toPx, lengthMm: mm }: HandCalibration,
): number => mm / lengthPx(header, fromPx, toPx);

/** Pixels counted in columns; rows of another size are counted by the detector's or the stated aspect. */
function lengthPx(header: InstanceHeader, from: PointPx, to: PointPx): number {
  const [height, width] = header.imagerPixelSpacing ??
    header.pixelSpacing ??
    header.pixelAspectRatio ?? [1, 1];
  const aspect = height > 0 && width > 0 ? height / width : 1;
  return Math.hypot(to[0] - from[0], (to[1] - from[1]) * aspect);
}

/** @param spacingMm - between rows, between columns */
const lengthMm = ([row, column]: readonly [number, number], from: PointPx, to: PointPx): number =>
  Math.hypot((to[0] - from[0]) * column, (to[1] - from[1]) * row);

/** "31.2 mm (estimated for the isocentre)": the state goes with the number wherever it is shown. */
export function lengthWords(length: ImageLength): string {
  switch (length.state) {
    case 'calibrated':
      return `${length.mm.toFixed(1)} mm`;
    case 'by-hand':
      return `${length.mm.toFixed(1)} mm (calibrated by hand)`;
    case 'estimated':
      return `${length.mm.toFixed(0)} mm (estimated for ${length.plane})`;
    case 'pixels':
      return `${length.px.toFixed(0)} px (no calibration)`;
    default:
      return length satisfies never;
  }
}
