import { describe, expect, it } from 'vitest';
import { fitted, panned, zoomed, type PlaneView } from '../../src/viewer/planeView.ts';
import {
  layoutScale,
  printedView,
  wholeFactor,
  type Extent,
  type SourceExtent,
} from '../../src/viewer/printedView.ts';

/** 40 columns of 2 mm and 30 rows of 2 mm round (5, −7, 11), seen from the feet. */
const BASE = { right: [1, 0, 0], up: [0, -1, 0] } as const;
const SOURCE: SourceExtent = { centre: [5, -7, 11], size: [80, 60], pixel: 2 };
const fit = (width: number, height: number): PlaneView =>
  fitted(BASE, SOURCE.centre, SOURCE.size, [width, height]);
const printed = (view: PlaneView, extent: Extent = SOURCE): PlaneView => printedView(view, extent, SOURCE);

describe('a print of what a pane shows', () => {
  it.each([
    [400, 300],
    [123, 900],
    [1600, 240],
  ])('is the whole source, pixel for pixel, from a pane of %d × %d', (width, height) => {
    expect(printed(fit(width, height))).toMatchObject({
      centre: [5, -7, 11],
      unitsPerPx: 2,
      widthPx: 40,
      heightPx: 30,
    });
  });

  it('is the whole source too where a fitted view is filled with the body alone', () => {
    const body = { centre: [3, -5, 11], size: [40, 40] } as const;
    const view = fitted(BASE, body.centre, body.size, [300, 300]);
    expect(printed(view, body)).toMatchObject({ widthPx: 40, heightPx: 30 });
  });

  it('is the part in sight, in whole pixels, where the view is enlarged', () => {
    const view = zoomed(fit(400, 300), 4, [200, 150]);
    // 20 mm × 15 mm: ten columns; 7.5 rows round the border between two are eight.
    expect(printed(view)).toMatchObject({ centre: [5, -7, 11], widthPx: 10, heightPx: 8 });
    const larger = zoomed(fit(800, 600), 4, [400, 300]);
    expect(printed(larger)).toEqual(printed(view));
  });

  it('ends where the source ends', () => {
    const view = panned(zoomed(fit(400, 300), 4, [200, 150]), [0, 0], [-700, 0]);
    const print = printed(view);
    expect(print.widthPx).toBeLessThan(10);
    expect(print.centre[0] + (print.widthPx * 2) / 2).toBeCloseTo(45);
  });
});

describe('the letters of a print', () => {
  it.each([
    [512, 512, 2],
    [1024, 1024, 1],
    [256, 256, 4],
    [3000, 2500, 1],
    [60, 1200, 3],
  ])('a source of %d × %d is enlarged %d times', (width, height, factor) => {
    expect(wholeFactor(width, height)).toBe(factor);
  });
  it('keep their share of the picture, and are never below their own size', () => {
    expect(layoutScale(1024, 1024)).toBeCloseTo(1.6);
    expect(layoutScale(2048, 2048)).toBeCloseTo(3.2);
    expect(layoutScale(100, 300)).toBe(1);
  });
});
