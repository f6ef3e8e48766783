import { describe, expect, it } from 'vitest';
import type { SeriesSummary, VolumeGrid } from '../../src/dicom/model.ts';
import { seriesBytes } from '../../src/imaging/seriesBytes.ts';
import { openSeriesImage } from '../../src/imaging/seriesImage.ts';
import { sliceRangeOf } from '../../src/imaging/sliceRange.ts';
import { ct } from '../app/support.ts';
import { ctHeader } from './headers.ts';

/** Five slices of 3 × 2, 2 mm apart; `downward` lists them head first, against the normal. */
function fiveSlices(downward = false): SeriesSummary {
  const order = downward ? [4, 3, 2, 1, 0] : [0, 1, 2, 3, 4];
  const grid: VolumeGrid = {
    dimensions: [3, 2, 5],
    originLpsMm: [0, 0, downward ? 8 : 0],
    columnStepLpsMm: [1, 0, 0],
    rowStepLpsMm: [0, 1, 0],
    sliceStepLpsMm: [0, 0, downward ? -2 : 2],
  };
  return {
    ...ct,
    frames: 5,
    geometry: { codes: ['regular'], notes: [], volumeAllowed: true, grid },
    instances: order.map((k) =>
      ctHeader({ sopInstanceUid: `2.25.7${k}`, imagePositionPatient: [0, 0, 2 * k] }),
    ),
  };
}

const frame = (z: number) => ({
  imagePositionPatient: [0, 0, z] as const,
  imageOrientationPatient: [1, 0, 0, 0, 1, 0] as const,
  pixelSpacing: [1, 1] as const,
  rescaleSlope: null,
  rescaleIntercept: null,
  temporalPosition: null,
});

describe('bytes of a series from its headers', () => {
  it('equal what the loader takes', () => {
    const opened = openSeriesImage(fiveSlices());
    if (!opened.ok || opened.value.kind !== 'volume') throw new Error('no volume');
    expect(seriesBytes(fiveSlices())).toBe(opened.value.voxels.byteLength);
  });
  it('count colour as three bytes', () => {
    const colour = { ...ct, instances: [ctHeader({ samplesPerPixel: 3, rows: 10, columns: 20 })] };
    expect(seriesBytes(colour)).toBe(600);
  });
});

describe('a range of slices', () => {
  it.each([false, true])('keeps each slice in its true place, listed downward: %s', (downward) => {
    const part = sliceRangeOf(fiveSlices(downward), { from: 2, to: 4 });
    const opened = part === null ? null : openSeriesImage(part);
    if (opened?.ok !== true || opened.value.kind !== 'volume') throw new Error('no volume');
    const { grid, frames } = opened.value;
    expect(grid.dimensions).toEqual([3, 2, 3]);
    expect(grid.originLpsMm).toEqual([0, 0, 2]);
    expect(grid.sliceStepLpsMm).toEqual([0, 0, 2]);
    expect(frames.map(({ header }) => header.imagePositionPatient?.[2])).toEqual([2, 4, 6]);
    expect(part?.stackName).toBe('slices 2 to 4 of 5');
  });
  it('takes frames of a multi-frame object by their own positions', () => {
    const enhanced = {
      ...fiveSlices(),
      instances: [ctHeader({ numberOfFrames: 5, perFrame: [8, 6, 4, 2, 0].map(frame) })],
    };
    const part = sliceRangeOf(enhanced, { from: 1, to: 2 });
    expect(part?.selection).toEqual({ '2.25.1': [4, 5] });
    const opened = part === null ? null : openSeriesImage(part);
    expect(opened?.ok === true && opened.value.frames.map((ref) => ref.frame)).toEqual([5, 4]);
  });
  it('is nothing where it holds no slice', () => {
    expect(sliceRangeOf(fiveSlices(), { from: 9, to: 12 })).toBeNull();
  });
});
