import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  indexToLps,
  isInsideGrid,
  lpsToIndex,
  nearestVoxel,
  voxelVolumeMm3,
  type Grid,
} from '../../../src/domain/geometry/grid.ts';
import { add, distance } from '../../../src/domain/geometry/vec3.ts';

/** Sagittal: columns run posterior, rows run to the feet, slices to the patient's left; spacing 0.5 × 0.8 × 3. */
const SAGITTAL: Grid = {
  dimensions: [4, 5, 6],
  originLpsMm: [-10, -100, 300],
  columnStepLpsMm: [0, 0.5, 0],
  rowStepLpsMm: [0, 0, -0.8],
  sliceStepLpsMm: [3, 0, 0],
};
/** Axial with a gantry tilt: slices 5 mm apart, each 2 mm farther back. */
const TILTED: Grid = {
  dimensions: [10, 10, 10],
  originLpsMm: [0, 0, 0],
  columnStepLpsMm: [0.7, 0, 0],
  rowStepLpsMm: [0, 0.9, 0],
  sliceStepLpsMm: [0, 2, 5],
};

const n = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('grid', () => {
  it('maps indices with unequal spacing and other axes by hand-worked values', () => {
    expect(indexToLps(SAGITTAL, [2, 1, 3])).toEqual([-1, -99, 299.2]);
    expect(lpsToIndex(SAGITTAL, [-1, -99, 299.2])?.map((v) => Math.round(v * 1e9) / 1e9)).toEqual([2, 1, 3]);
    expect(indexToLps(TILTED, [1, 1, 2])).toEqual([0.7, 4.9, 10]);
  });

  it('counts the shear out of the volume: |det| and not the product of the steps', () => {
    expect(voxelVolumeMm3(SAGITTAL)).toBeCloseTo(0.5 * 0.8 * 3, 12);
    expect(voxelVolumeMm3(TILTED)).toBeCloseTo(0.7 * 0.9 * 5, 12);
  });

  it('knows its border: half a voxel around the outer centres', () => {
    expect(isInsideGrid(SAGITTAL, [-0.5, 0, 0])).toBe(true);
    expect(isInsideGrid(SAGITTAL, [-0.51, 0, 0])).toBe(false);
    expect(isInsideGrid(SAGITTAL, [3.49, 4.49, 5.49])).toBe(true);
    expect(isInsideGrid(SAGITTAL, [3.5, 0, 0])).toBe(false);
    expect(nearestVoxel(SAGITTAL, [-1.2, -99.1, 299])).toEqual([2, 1, 3]);
    expect(nearestVoxel(SAGITTAL, [50, 0, 0])).toBeNull();
  });

  it('has no index where the steps span no volume', () => {
    expect(lpsToIndex({ ...SAGITTAL, sliceStepLpsMm: [0, 1, 0] }, [0, 0, 0])).toBeNull();
  });

  it('goes there and back for any oblique, sheared grid', () => {
    const step = fc.tuple(n(-0.4, 0.4), n(-0.4, 0.4), n(-0.4, 0.4));
    fc.assert(
      fc.property(step, step, step, fc.tuple(n(-300, 300), n(-300, 300), n(-300, 300)), (a, b, c, point) => {
        const grid: Grid = {
          ...TILTED,
          columnStepLpsMm: add(a, [1, 0, 0]),
          rowStepLpsMm: add(b, [0, 0, -0.9]),
          sliceStepLpsMm: add(c, [0, 3, 0]),
        };
        const index = lpsToIndex(grid, point);
        expect(index).not.toBeNull();
        expect(distance(indexToLps(grid, index ?? [0, 0, 0]), point)).toBeLessThan(1e-6);
      }),
    );
  });
});
