import { describe, expect, it } from 'vitest';
import { sheetLayout } from '../../src/interchange/pictures/sheetLayout.ts';

const size = (widthPx: number, heightPx: number) => ({ widthPx, heightPx });

describe('a sheet of key images', () => {
  it('sets two pictures beside each other, each as wide as the wider one', () => {
    const { panels, widthPx, heightPx } = sheetLayout([size(800, 600), size(400, 500)]);
    expect(panels).toEqual([
      { xPx: 16, yPx: 44, widthPx: 800, heightPx: 600 },
      { xPx: 832, yPx: 44, widthPx: 800, heightPx: 1000 },
    ]);
    expect([widthPx, heightPx]).toEqual([16 + 2 * 816, 44 + 1000 + 16]);
  });
  it.each([1, 2, 3, 4, 5, 9, 20])('holds %d pictures, none over another, none over the edge', (count) => {
    const sizes = Array.from({ length: count }, (_, i) => size(500 + 37 * i, 900 - 23 * i));
    const { panels, widthPx, heightPx } = sheetLayout(sizes);
    expect(panels).toHaveLength(count);
    for (const [index, panel] of panels.entries()) {
      expect(panel.widthPx / panel.heightPx).toBeCloseTo(
        (sizes[index]?.widthPx ?? 0) / (sizes[index]?.heightPx ?? 1),
        2,
      );
      expect(panel.xPx + panel.widthPx).toBeLessThan(widthPx);
      expect(panel.yPx + panel.heightPx).toBeLessThan(heightPx);
      for (const other of panels.slice(index + 1))
        expect(
          panel.xPx + panel.widthPx <= other.xPx ||
            other.xPx + other.widthPx <= panel.xPx ||
            panel.yPx + panel.heightPx <= other.yPx,
        ).toBe(true);
    }
  });
});
