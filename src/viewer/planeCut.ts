import { lpsToIndex, type Grid } from '../domain/geometry/grid.ts';
import type { Slab } from '../domain/geometry/resample.ts';
import { subtract, type Vec3 } from '../domain/geometry/vec3.ts';
import { slabThrough } from './canvasPicture.ts';
import { pointUnderCanvas, type PlaneView } from './planeView.ts';
import type { Sheet } from './sheet.ts';
import type { SlabSetting } from './surface.ts';

/** A flat picture as steps through a volume, in voxel indices: pixel (x, y) lies at first + x·along + y·down. */
export interface Cut {
  /** Centre of the top left pixel. */
  readonly first: Vec3;
  readonly along: Vec3;
  readonly down: Vec3;
  /** From one sample of the slab to the next. */
  readonly through: Vec3;
  readonly samples: number;
  readonly mode: Slab['mode'];
}

/**
 * The cut that a view of flat planes shows, in a picture of width × height pixels.
 *
 * @returns null where the sheet is not flat there or the grid spans no volume
 */
export function flatCut(
  grid: Grid,
  sheet: Sheet,
  view: PlaneView,
  slab: SlabSetting,
  width: number,
  height: number,
): Cut | null {
  const [pxWide, pxHigh] = [view.widthPx / width, view.heightPx / height];
  const corner = pointUnderCanvas(view, [pxWide / 2, pxHigh / 2]);
  const below = pointUnderCanvas(view, [pxWide / 2, 1.5 * pxHigh]);
  const found = sheet.line(corner, view.unitsPerPx * pxWide, width);
  if (found === null) return null;
  const { firstLpsMm, stepLpsMm } = found.line;
  const { samples, stepLpsMm: depth } = slabThrough(found.depthLps, slab, sheet.stepMm);
  const origin: Grid = { ...grid, originLpsMm: [0, 0, 0] };
  const first = lpsToIndex(grid, firstLpsMm);
  const along = lpsToIndex(origin, stepLpsMm);
  const down = lpsToIndex(origin, subtract(below, corner));
  const through = lpsToIndex(origin, depth);
  if (first === null || along === null || down === null || through === null) return null;
  return { first, along, down, through, samples, mode: slab.mode };
}
