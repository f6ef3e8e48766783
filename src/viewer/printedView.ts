import { addScaled, dot, subtract, type Vec3 } from '../domain/geometry/vec3.ts';
import type { PlaneView } from './planeView.ts';

/** A rectangle of a view's space, along its right and up directions; view units. */
export interface Extent {
  readonly centre: Vec3;
  readonly size: readonly [number, number];
}
/** All that a surface can show, in pixels of its source. */
export interface SourceExtent extends Extent {
  /** Width and height of a pixel; where a pixel is not square, its shorter side. */
  readonly pixel: number;
}

/**
 * What of its source a view shows, in whole pixels of that source: everything where all that fills a fitted view is in
 * sight, else the part in sight. The size of the canvas has no say: two panes that show the same give an equal view.
 *
 * @param fit - what a fitted view is filled with
 * @returns a view one pixel of which is one pixel of the source
 */
export function printedView(view: PlaneView, fit: Extent, source: SourceExtent): PlaneView {
  const { pixel } = source;
  const [columns, rows] = [count(source.size[0], pixel), count(source.size[1], pixel)];
  const whole = showsAll(view, fit);
  const across = whole ? [0, columns] : span(view, source, view.right, view.widthPx, columns);
  // Rows run down, against `up`.
  const down = whole ? [0, rows] : span(view, source, negative(view.up), view.heightPx, rows);
  const [left = 0, right = columns] = across;
  const [top = 0, bottom = rows] = down;
  const middle = addScaled(source.centre, view.right, ((left + right) / 2 - columns / 2) * pixel);
  return {
    ...view,
    centre: addScaled(middle, view.up, (rows / 2 - (top + bottom) / 2) * pixel),
    unitsPerPx: pixel,
    widthPx: right - left,
    heightPx: bottom - top,
  };
}

const count = (size: number, pixel: number): number => Math.max(1, Math.round(size / pixel));
const negative = ([x, y, z]: Vec3): Vec3 => [-x, -y, -z];
/** Rounding of a place that lies on the border between two pixels, in pixels. */
const ON_BORDER = 1e-3;

function showsAll(view: PlaneView, fit: Extent): boolean {
  const offset = subtract(fit.centre, view.centre);
  const seen = (axis: Vec3, px: number, size: number): boolean =>
    Math.abs(dot(offset, axis)) + size / 2 <= (px / 2 + 1) * view.unitsPerPx;
  return seen(view.right, view.widthPx, fit.size[0]) && seen(view.up, view.heightPx, fit.size[1]);
}

/** First pixel in sight and the one after the last; all of them where none is. */
function span(
  view: PlaneView,
  { centre, pixel }: SourceExtent,
  axis: Vec3,
  px: number,
  most: number,
): readonly [number, number] {
  const middle = dot(subtract(view.centre, centre), axis) / pixel + most / 2;
  const half = (px * view.unitsPerPx) / 2 / pixel;
  const first = Math.max(0, Math.floor(middle - half + ON_BORDER));
  const end = Math.min(most, Math.ceil(middle + half - ON_BORDER));
  return end > first ? [first, end] : [0, most];
}

/** A picture is laid out as if it were this long and this wide, so that letters keep their share of it. */
const LAYOUT_PX = { long: 640, short: 360 } as const;
/** Letters of 14 layout pixels are legible from here. */
const LEGIBLE = 1.5;
/** Longer pictures are not enlarged. */
const LONGEST_PX = 4096;

/** Pixels of a picture for one of its layout, in which letters and lines are measured. */
export const layoutScale = (widthPx: number, heightPx: number): number =>
  Math.max(1, spread(widthPx, heightPx));
const spread = (widthPx: number, heightPx: number): number =>
  Math.min(Math.max(widthPx, heightPx) / LAYOUT_PX.long, Math.min(widthPx, heightPx) / LAYOUT_PX.short);

/** How often a source pixel is repeated along each side so that letters are legible: a whole number from 1. */
export function wholeFactor(widthPx: number, heightPx: number): number {
  const wanted = Math.ceil(LEGIBLE / spread(widthPx, heightPx));
  const most = Math.floor(LONGEST_PX / Math.max(widthPx, heightPx));
  return Math.max(1, Math.min(wanted, most));
}
