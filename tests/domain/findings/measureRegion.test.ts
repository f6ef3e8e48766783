import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegionShape } from '../../../src/domain/case/document.ts';
import { maskOfRegion, measureRegion } from '../../../src/domain/findings/measureRegion.ts';
import {
  forEachVoxel,
  type RegionMask,
  type RegionVolume,
} from '../../../src/domain/findings/measureRegionMask.ts';
import { outlineOfMask } from '../../../src/domain/findings/measureRegionOutline.ts';
import { indexToLps, type Grid } from '../../../src/domain/geometry/grid.ts';
import type { Vec3 } from '../../../src/domain/geometry/vec3.ts';

/** Axial, 0.5 × 1 × 2 mm. */
const AXIAL: Grid = {
  dimensions: [40, 30, 20],
  originLpsMm: [0, 0, 0],
  columnStepLpsMm: [0.5, 0, 0],
  rowStepLpsMm: [0, 1, 0],
  sliceStepLpsMm: [0, 0, 2],
};
/** The same, slices sheared back by the gantry. */
const TILTED: Grid = { ...AXIAL, sliceStepLpsMm: [0, 0.6, 2] };
/** Oblique: turned 30° about x. */
const turn = ([x, y, z]: Vec3): Vec3 => {
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  return [x, c * y - s * z, s * y + c * z];
};
const OBLIQUE: Grid = {
  ...AXIAL,
  originLpsMm: [5, -7, 11],
  columnStepLpsMm: turn(AXIAL.columnStepLpsMm),
  rowStepLpsMm: turn(AXIAL.rowStepLpsMm),
  sliceStepLpsMm: turn(AXIAL.sliceStepLpsMm),
};

const volumeOf = (grid: Grid, value: (i: number, j: number, k: number) => number): RegionVolume => {
  const [columns, rows, slices] = grid.dimensions;
  const values = new Int16Array(columns * rows * slices);
  for (let k = 0; k < slices; k++)
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++) values[i + columns * (j + rows * k)] = value(i, j, k);
  return { grid, values };
};
const voxelsOf = (mask: RegionMask): string[] => {
  const voxels: string[] = [];
  forEachVoxel(mask, (i, j, k) => voxels.push(`${i},${j},${k}`));
  return voxels;
};
const must = (volume: RegionVolume, shape: RegionShape): RegionMask => {
  const mask = maskOfRegion(volume, shape);
  if (!mask.ok) throw new Error(mask.error.message);
  return mask.value;
};
const codeOf = (volume: RegionVolume, shape: RegionShape): string => {
  const mask = maskOfRegion(volume, shape);
  return mask.ok ? 'ok' : mask.error.code;
};

/** Corners on voxel borders around columns 4–7, rows 3–5 of slice 6. */
const rectangle = (grid: Grid): RegionShape => ({
  kind: 'freehand',
  contourLpsMm: [[3.5, 2.5, 6], [7.5, 2.5, 6], [7.5, 5.5, 6], [3.5, 5.5, 6]].map(([i = 0, j = 0, k = 0]) => indexToLps(grid, [i, j, k])), // prettier-ignore
});

const freehand = (...contourLpsMm: Vec3[]): RegionShape => ({ kind: 'freehand', contourLpsMm });

describe('freehand', () => {
  it.each([
    ['axial', AXIAL],
    ['tilted', TILTED],
    ['oblique', OBLIQUE],
  ] as const)('holds 4 × 3 voxels of one slice: %s', (_, grid) => {
    const volume = volumeOf(grid, (i, j, k) => 100 * k + 10 * j + i);
    const mask = must(volume, rectangle(grid));
    expect(mask).toMatchObject({ start: [4, 3, 6], size: [4, 3, 1], voxelCount: 12 });
    const measured = measureRegion(volume, rectangle(grid), { unit: 'HU' });
    // Values 634 … 657: mean of rows 3–5 and columns 4–7 is 600 + 40 + 5.5; volume 12 × 0.5 × 1 × 2 mm³.
    expect(measured).toMatchObject({
      ok: true,
      value: { mean: expect.closeTo(645.5, 9), min: 634, max: 657, unit: 'HU', volumeProblem: null },
    });
    expect(measured.ok && measured.value.volumeMl).toBeCloseTo(0.012, 12);
    expect(measured.ok && measured.value.sd).toBeCloseTo(Math.sqrt((100 * 2) / 3 + 1.25), 9);
  });

  it('reaches one voxel deep on a sagittal plane of an axial volume', () => {
    const volume = volumeOf(AXIAL, () => 7);
    const mask = must(volume, {
      kind: 'freehand',
      contourLpsMm: [[3.1, 4.5, 3], [3.1, 8.5, 3], [3.1, 8.5, 11], [3.1, 4.5, 11]], // prettier-ignore
    });
    // x = 3.1 mm is nearest to column 6 (3.0 mm); y 5–8, z 4–10 mm.
    expect(mask).toMatchObject({ start: [6, 5, 2], size: [1, 4, 4], voxelCount: 16 });
  });

  it('follows the even-odd rule and any starting corner', () => {
    const volume = volumeOf(AXIAL, () => 1);
    const l: Vec3[] = [[2, 2, 6], [10, 2, 6], [10, 6, 6], [6, 6, 6], [6, 12, 6], [2, 12, 6]].map(([x = 0, y = 0, z = 0]) => [x + 0.1, y + 0.1, z]); // prettier-ignore
    const expected = voxelsOf(must(volume, { kind: 'freehand', contourLpsMm: l }));
    expect(expected).toHaveLength(16 * 4 + 8 * 6);
    for (let i = 1; i < l.length; i++) {
      const turned = [...l.slice(i), ...l.slice(0, i)];
      expect(voxelsOf(must(volume, { kind: 'freehand', contourLpsMm: turned }))).toEqual(expected);
      expect(voxelsOf(must(volume, { kind: 'freehand', contourLpsMm: turned.toReversed() }))).toEqual(
        expected,
      );
    }
  });

  it('refuses what is no area, not flat, outside or too small', () => {
    const volume = volumeOf(AXIAL, () => 1);
    expect(codeOf(volume, freehand([1, 1, 2], [2, 2, 2]))).toBe('region-degenerate');
    expect(codeOf(volume, freehand([1, 1, 2], [2, 2, 2], [3, 3, 2]))).toBe('region-degenerate');
    expect(codeOf(volume, freehand([1, 1, 2], [9, 1, 2], [9, 9, 12], [1, 9, 2]))).toBe('region-not-planar');
    expect(codeOf(volume, freehand([100, 1, 2], [109, 1, 2], [109, 9, 2]))).toBe('region-outside-volume');
    expect(codeOf(volume, freehand([1.1, 1.1, 2], [1.2, 1.1, 2], [1.2, 1.2, 2]))).toBe('region-empty');
  });
});

const ellipseBy = (move: (point: Vec3) => Vec3, at: Vec3): RegionShape => ({
  kind: 'ellipse',
  centreLpsMm: at,
  semiAxisALpsMm: move([4, 0, 0]),
  semiAxisBLpsMm: move([0, 6, 0]),
});

describe('ellipse', () => {
  it('holds exactly the voxel centres inside it', () => {
    const volume = volumeOf(AXIAL, () => 1);
    const mask = must(volume, {
      kind: 'ellipse',
      centreLpsMm: [10, 15, 8],
      semiAxisALpsMm: [4, 0, 0],
      semiAxisBLpsMm: [0, 6, 0],
    });
    let expected = 0;
    for (let i = 0; i < 40; i++)
      for (let j = 0; j < 30; j++) if (((i * 0.5 - 10) / 4) ** 2 + ((j - 15) / 6) ** 2 <= 1) expected += 1;
    expect(mask.voxelCount).toBe(expected);
    expect(mask.start[2]).toBe(4);
    expect(mask.size[2]).toBe(1);
    // π·4·6 mm² in voxels of 0.5 mm².
    expect(Math.abs(expected - Math.PI * 24 * 2)).toBeLessThan(8);
  });

  it('gives the same area on any plane: turned grid against straight grid', () => {
    const flat = must(
      volumeOf(AXIAL, () => 1),
      ellipseBy((p) => p, indexToLps(AXIAL, [20, 15, 4])),
    );
    const oblique = must(
      volumeOf(OBLIQUE, () => 1),
      ellipseBy(turn, indexToLps(OBLIQUE, [20, 15, 4])),
    );
    expect(voxelsOf(oblique)).toEqual(voxelsOf(flat));
  });

  it('on an oblique plane stays one voxel thick along the steepest axis', () => {
    const volume = volumeOf({ ...AXIAL, columnStepLpsMm: [1, 0, 0], sliceStepLpsMm: [0, 0, 1] }, () => 1);
    const mask = must(volume, {
      kind: 'ellipse',
      centreLpsMm: [20, 15, 10],
      semiAxisALpsMm: [6, 0, 0],
      semiAxisBLpsMm: [0, 5, 3],
    });
    const columns = new Set(voxelsOf(mask).map((voxel) => voxel.split(',').slice(0, 2).join()));
    expect(columns.size).toBe(mask.voxelCount);
  });

  it('refuses axes on one line', () => {
    const shape: RegionShape = {
      kind: 'ellipse',
      centreLpsMm: [5, 5, 4],
      semiAxisALpsMm: [2, 0, 0],
      semiAxisBLpsMm: [4, 0, 0],
    };
    expect(
      codeOf(
        volumeOf(AXIAL, () => 1),
        shape,
      ),
    ).toBe('region-degenerate');
  });
});

const grow = (change: Partial<Extract<RegionShape, { kind: 'grow' }>> = {}): RegionShape => ({
  kind: 'grow',
  seedLpsMm: [5, 10, 10],
  lower: 200,
  upper: 400,
  boundsMinLpsMm: [-100, -100, -100],
  boundsMaxLpsMm: [100, 100, 100],
  ...change,
});

/** A bar of 300 in columns 8–12, rows 9–11, slices 3–7; its diagonal neighbour and an island beside it. */
const bar = (i: number, j: number, k: number): number => {
  if (i >= 8 && i <= 12 && j >= 9 && j <= 11 && k >= 3 && k <= 7) return 300;
  if (i === 13 && j === 12 && k === 5) return 300;
  if (i >= 20 && i <= 22 && j === 10 && k === 5) return 300;
  return 50;
};

describe('grow', () => {
  it.each([
    ['axial', AXIAL],
    ['tilted', TILTED],
    ['oblique', OBLIQUE],
  ] as const)('takes what hangs together by faces: %s', (_, grid) => {
    const volume = volumeOf(grid, bar);
    const shape = grow({ seedLpsMm: indexToLps(grid, [10, 10, 5]) });
    const measured = measureRegion(volume, shape, { unit: 'HU' });
    if (!measured.ok) throw new Error(measured.error.message);
    expect(measured.value).toMatchObject({ voxelCount: 75, mean: 300, sd: 0, touchesBounds: false });
    expect(measured.value.volumeMl).toBeCloseTo((75 * 0.5 * 1 * 2) / 1000, 12);
    expect(must(volume, shape)).toMatchObject({ start: [8, 9, 3], size: [5, 3, 5] });
  });

  it('stops at the bounds and says so only where it would have gone on', () => {
    const volume = volumeOf(AXIAL, bar);
    const cut = must(volume, grow({ boundsMaxLpsMm: [5, 100, 100] }));
    expect(cut).toMatchObject({ start: [8, 9, 3], size: [3, 3, 5], touchesBounds: true });
    const exact = must(volume, grow({ boundsMinLpsMm: [4, 9, 6], boundsMaxLpsMm: [6, 11, 14] }));
    expect(exact).toMatchObject({ voxelCount: 75, touchesBounds: false });
    expect(
      must(
        volumeOf(AXIAL, () => 300),
        grow(),
      ).touchesBounds,
    ).toBe(false);
  });

  it('reports extent and head and feet ends', () => {
    const measured = measureRegion(volumeOf(AXIAL, bar), grow(), { unit: 'signal', volumeProblem: 'gap' });
    expect(measured).toMatchObject({
      ok: true,
      value: {
        volumeMl: null,
        volumeProblem: 'gap',
        unit: 'signal',
        minLpsMm: [4, 9, 6],
        maxLpsMm: [6, 11, 14],
      },
    });
    if (!measured.ok) return;
    expect(measured.value.cranialLpsMm[2]).toBe(14);
    expect(measured.value.caudalLpsMm[2]).toBe(6);
    const along = measureRegion(volumeOf(AXIAL, bar), grow(), { unit: 'signal', towardHead: [0, -1, 0] });
    expect(along.ok && along.value.cranialLpsMm[1]).toBe(9);
  });

  it('refuses a seed that cannot grow, with the numbers', () => {
    const volume = volumeOf(AXIAL, bar);
    expect(codeOf(volume, grow({ seedLpsMm: [0, 0, 0] }))).toBe('seed-outside-thresholds');
    expect(codeOf(volume, grow({ seedLpsMm: [500, 0, 0] }))).toBe('seed-outside-volume');
    expect(codeOf(volume, grow({ boundsMaxLpsMm: [4.4, 100, 100] }))).toBe('seed-outside-bounds');
    expect(codeOf(volume, grow({ lower: 400, upper: 200 }))).toBe('thresholds-reversed');
    const refused = maskOfRegion(volume, grow({ seedLpsMm: [0, 0, 0] }));
    expect(refused.ok ? '' : refused.error.message).toBe('The value at the seed is 50, outside 200 to 400.');
  });

  it('equals a slow reference fill on random volumes, thresholds and bounds', () => {
    const grid: Grid = { ...TILTED, dimensions: [7, 6, 5] };
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        fc.integer({ min: 0, max: 6 }),
        (noise, width) => {
          const volume = volumeOf(grid, () => noise.next().value ?? 0);
          const max: Vec3 = [width * 0.5, 100, 100];
          const shape = grow({
            seedLpsMm: indexToLps(grid, [0, 3, 2]),
            lower: 1,
            upper: 3,
            boundsMaxLpsMm: max,
          });
          const mask = maskOfRegion(volume, shape);
          const wanted = reference(volume, [0, 3, 2], 1, 3, (point) => point[0] <= max[0] + 1e-9);
          expect(mask.ok ? voxelsOf(mask.value) : []).toEqual(wanted);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Repeated sweeps until nothing changes. */
function reference(
  volume: RegionVolume,
  seed: readonly [number, number, number],
  lower: number,
  upper: number,
  inside: (point: Vec3) => boolean,
): string[] {
  const [columns, rows, slices] = volume.grid.dimensions;
  const at = (i: number, j: number, k: number): number =>
    volume.values[i + columns * (j + rows * k)] ?? Number.NaN;
  const ok = (i: number, j: number, k: number): boolean =>
    i >= 0 && j >= 0 && k >= 0 && i < columns && j < rows && k < slices &&
    at(i, j, k) >= lower && at(i, j, k) <= upper && inside(indexToLps(volume.grid, [i, j, k])); // prettier-ignore
  const found = new Set<string>(ok(...seed) ? [seed.join()] : []);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const key of Array.from(found)) {
      const [i = 0, j = 0, k = 0] = key.split(',').map(Number);
      for (const [a, b, c] of [
        [i - 1, j, k],
        [i + 1, j, k],
        [i, j - 1, k],
        [i, j + 1, k],
        [i, j, k - 1],
        [i, j, k + 1],
      ] as const)
        // prettier-ignore
        if (ok(a, b, c)) found.add([a, b, c].join());
    }
  }
  const order = (key: string): number => {
    const [i = 0, j = 0, k = 0] = key.split(',').map(Number);
    return i + columns * (j + rows * k);
  };
  return [...found].toSorted((a, b) => order(a) - order(b));
}

const area = (loop: readonly (readonly [number, number])[]): number =>
  loop.reduce((sum, [x, y], i) => {
    const [nx, ny] = loop[(i + 1) % loop.length] ?? [0, 0];
    return sum + (x * ny - nx * y) / 2;
  }, 0);

describe('outlineOfMask', () => {
  const mask: RegionMask = {
    start: [10, 20, 5],
    size: [3, 3, 1],
    // A ring: the middle voxel is a hole.
    bits: new Uint8Array([1, 1, 1, 1, 0, 1, 1, 1, 1]),
    voxelCount: 8,
    touchesBounds: false,
  };

  it('draws the outer border and the hole the other way round, corners only', () => {
    const loops = outlineOfMask(mask, 2, 5);
    expect(loops).toHaveLength(2);
    expect(loops.map(area).toSorted((a, b) => a - b)).toEqual([-1, 9]);
    expect(loops.map((loop) => loop.length)).toEqual([4, 4]);
    expect(loops.flat()).toContainEqual([9.5, 19.5]);
    expect(loops.flat()).toContainEqual([12.5, 22.5]);
  });

  it('draws nothing on other slices and a strip on slices across', () => {
    expect(outlineOfMask(mask, 2, 4)).toEqual([]);
    expect(outlineOfMask(mask, 2, 6)).toEqual([]);
    // Row 21 holds columns 10 and 12: two separate voxels.
    expect(outlineOfMask(mask, 1, 21).map(area)).toEqual([1, 1]);
  });

  it('encloses exactly the voxels of any mask', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (cells) => {
        const bits = Uint8Array.from(cells, Number);
        const voxelCount = cells.filter(Boolean).length;
        const loops = outlineOfMask(
          { start: [0, 0, 0], size: [6, 5, 1], bits, voxelCount, touchesBounds: false },
          2,
          0,
        );
        expect(loops.reduce((sum, loop) => sum + area(loop), 0)).toBeCloseTo(voxelCount, 9);
      }),
    );
  });
});
