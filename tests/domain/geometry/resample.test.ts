import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexToLps, lpsToIndex, type Grid } from '../../../src/domain/geometry/grid.ts';
import { resample, type SampledGrid, type Slab } from '../../../src/domain/geometry/resample.ts';
import { add, scale, subtract, type Vec3 } from '../../../src/domain/geometry/vec3.ts';

/** Unequal spacing, oblique, sheared as by a tilted gantry. */
const GRID: Grid = {
  dimensions: [9, 8, 7],
  originLpsMm: [10, -20, 300],
  columnStepLpsMm: [0.8, 0.1, 0],
  rowStepLpsMm: [-0.1, 0.9, 0.05],
  sliceStepLpsMm: [0, 0.6, 2.9],
};
/** Linear in patient space: trilinear interpolation must give it back exactly. */
const linear = ([x, y, z]: Vec3): number => 3 * x - 2 * y + 0.5 * z + 7;
const PLANE: Slab = { mode: 'mip', stepLpsMm: [0, 0, 1], samples: 1 };

function volumeOf(value: (index: Vec3) => number): SampledGrid {
  const [columns, rows, slices] = GRID.dimensions;
  const values = new Float32Array(columns * rows * slices);
  for (let k = 0; k < slices; k += 1)
    for (let j = 0; j < rows; j += 1)
      for (let i = 0; i < columns; i += 1) values[(k * rows + j) * columns + i] = value([i, j, k]);
  return { grid: GRID, values, present: new Uint8Array(slices).fill(1) };
}
const VOLUME = volumeOf((index) => linear(indexToLps(GRID, index)));

function at(volume: SampledGrid, point: Vec3, slab: Slab = PLANE): number {
  const picture = new Float32Array(1);
  const line = { firstLpsMm: point, stepLpsMm: [0.1, 0, 0] as const, from: 0, to: 1 };
  resample(volume, 1, 1, () => ({ line, slab }), picture);
  return picture[0] ?? NaN;
}

/** To within what single precision leaves of values below a thousand; NaN is NaN. */
const isSame = (a: number, b: number): boolean =>
  Number.isNaN(a) || Number.isNaN(b) ? Number.isNaN(a) && Number.isNaN(b) : Math.abs(a - b) < 1e-3;

describe('resample', () => {
  it('is exact for values that are linear in the patient, on any grid', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 7, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (i, j, k) => {
          const point = indexToLps(GRID, [i, j, k]);
          expect(at(VOLUME, point)).toBeCloseTo(linear(point), 3);
        },
      ),
    );
  });

  it('gives a line along the grid what its points give alone, missing slices included', () => {
    const along = fc.constantFrom<Vec3>([1, 0, 0], [0, 1, 0], [0.4, 0, 0], [-0.7, 0.3, 0], [0.2, 0.1, 0.3]);
    const place = fc.double({ min: -1, max: 9, noNaN: true });
    const level = fc.oneof(fc.integer({ min: -1, max: 7 }), fc.double({ min: -1, max: 7, noNaN: true }));
    const present = fc.uint8Array({ min: 0, max: 1, minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(place, place, level, along, present, (i, j, k, step, flags) => {
        const some = { ...VOLUME, present: flags };
        const firstLpsMm = indexToLps(GRID, [i, j, k]);
        const stepLpsMm = subtract(indexToLps(GRID, step), GRID.originLpsMm);
        const picture = new Float32Array(12);
        resample(
          some,
          12,
          1,
          () => ({ line: { firstLpsMm, stepLpsMm, from: 0, to: 12 }, slab: PLANE }),
          picture,
        );
        const alone = Array.from(picture, (_, x) => at(some, add(firstLpsMm, scale(stepLpsMm, x))));
        expect([...picture].map((value, x) => isSame(value, alone[x] ?? 0))).not.toContain(false);
      }),
    );
  });

  it('makes nothing up outside the voxels or where a slice is missing', () => {
    expect(at(VOLUME, indexToLps(GRID, [-1, 3, 3]))).toBeNaN();
    expect(at(VOLUME, indexToLps(GRID, [3, 3, 6.6]))).toBeNaN();
    const gap = { ...VOLUME, present: Uint8Array.from([1, 1, 1, 0, 1, 1, 1]) };
    expect(at(gap, indexToLps(GRID, [4, 4, 3]))).toBeNaN();
    expect(at(gap, indexToLps(GRID, [4, 4, 2.5]))).toBeNaN();
    expect(at(gap, indexToLps(GRID, [4, 4, 2]))).toBeCloseTo(linear(indexToLps(GRID, [4, 4, 2])), 3);
  });

  it('takes maximum, minimum and mean through the slab', () => {
    const bright = volumeOf(([, , k]) => (k === 4 ? 100 : k === 2 ? -50 : 0));
    const middle = indexToLps(GRID, [4, 4, 3]);
    const slab = { stepLpsMm: GRID.sliceStepLpsMm, samples: 3 };
    expect(at(bright, middle, { ...slab, mode: 'mip' })).toBe(100);
    expect(at(bright, middle, { ...slab, mode: 'minip' })).toBe(-50);
    expect(at(bright, middle, { ...slab, mode: 'mean' })).toBeCloseTo(50 / 3, 4);
  });

  it('fills the lines it is asked for and leaves the others empty', () => {
    const picture = new Float32Array(4 * 3);
    const first = indexToLps(GRID, [2, 2, 2]);
    resample(
      VOLUME,
      4,
      3,
      (row) =>
        row === 1
          ? { line: { firstLpsMm: first, stepLpsMm: GRID.columnStepLpsMm, from: 1, to: 3 }, slab: PLANE }
          : null,
      picture,
    );
    expect([...picture].map((value) => Number.isNaN(value))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    const second = indexToLps(GRID, [3, 2, 2]);
    expect(lpsToIndex(GRID, second)?.[0]).toBeCloseTo(3, 9);
    expect(picture[5]).toBeCloseTo(linear(second), 3);
  });
});
