import { describe, expect, it } from 'vitest';
import type { InstanceHeader, VolumeGrid } from '../../src/dicom/model.ts';
import {
  fillMissing,
  frameValues,
  isComplete,
  openSeriesImage,
  putFrame,
} from '../../src/imaging/seriesImage.ts';
import { ctHeader, seriesOf } from './headers.ts';

const slices = (count: number, patch: Partial<InstanceHeader> = {}): readonly InstanceHeader[] =>
  Array.from({ length: count }, (_, k) =>
    ctHeader({ sopInstanceUid: `2.25.${k}`, bitsStored: 12, imagePositionPatient: [0, 0, k * 2], ...patch }),
  );
const grid = (count: number, patch: Partial<VolumeGrid> = {}): VolumeGrid => ({
  dimensions: [3, 2, count],
  originLpsMm: [0, 0, 0],
  columnStepLpsMm: [1, 0, 0],
  rowStepLpsMm: [0, 1, 0],
  sliceStepLpsMm: [0, 0, 2],
  ...patch,
});
const opened = (...args: Parameters<typeof seriesOf>) => {
  const image = openSeriesImage(seriesOf(...args));
  if (!image.ok) throw new Error(image.error.message);
  return image.value;
};

const frameAt = (z: number, slope: number) => ({
  imagePositionPatient: [0, 0, z] as const,
  imageOrientationPatient: [1, 0, 0, 0, 1, 0] as const,
  pixelSpacing: [1, 1] as const,
  rescaleSlope: slope,
  rescaleIntercept: 0,
  temporalPosition: null,
});

describe('room for a series', () => {
  it('puts slices by position, whatever order the series lists them in', () => {
    const image = opened(slices(3).toReversed(), grid(3));
    expect(image.kind).toBe('volume');
    expect(image.frames.map(({ header }) => header.sopInstanceUid)).toEqual(['2.25.0', '2.25.1', '2.25.2']);
  });

  it('turns slices that run against their normal, so that what is drawn is not mirrored', () => {
    const image = opened(slices(3), grid(3, { originLpsMm: [0, 0, 4], sliceStepLpsMm: [0, 0, -2] }));
    expect(image.kind === 'volume' && image.grid.originLpsMm).toEqual([0, 0, 0]);
    expect(image.frames.map(({ header }) => header.sopInstanceUid)).toEqual(['2.25.0', '2.25.1', '2.25.2']);
  });

  it.each([
    ['without a grid', slices(3), null],
    ['when a slice of the grid has no image', slices(3), grid(4)],
    [
      'when one image has another size',
      [...slices(2), ctHeader({ sopInstanceUid: '2.25.2', rows: 5, imagePositionPatient: [0, 0, 4] })],
      grid(3),
    ],
    ['in colour', slices(3, { samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8 }), grid(3)],
  ] as const)('%s it is a stack, never a volume with invented slices', (_, instances, at) => {
    expect(opened(instances, at).kind).toBe('stack');
  });

  it('shows nothing for a frame that has not arrived, and air is not a measurement', () => {
    const image = opened(slices(3), grid(3));
    expect(frameValues(image, 1)).toBeNull();
    expect(putFrame(image, 1, new Uint16Array([1, 2, 3, 4, 5, 6]))).toMatchObject({ ok: true });
    expect([...(frameValues(image, 1) ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(frameValues(image, 0)).toBeNull();
    fillMissing(image);
    expect(image.kind === 'volume' && image.voxels[0]).toBe(-1024);
    expect([...(frameValues(image, 1) ?? [])][0]).toBe(1);
    expect(isComplete(image)).toBe(false);
  });

  it('refuses a decoded frame of the wrong size', () => {
    expect(putFrame(opened(slices(3), grid(3)), 0, new Uint16Array(5))).toMatchObject({
      ok: false,
      error: { code: 'decode-failed' },
    });
  });

  it('takes position and rescale of each frame of an enhanced object', () => {
    const enhanced = ctHeader({
      modality: 'MR',
      bitsStored: 12,
      numberOfFrames: 3,
      perFrame: [frameAt(4, 1), frameAt(0, 2), frameAt(2, 3)],
    });
    const image = opened([enhanced], grid(3));
    expect(image.frames.map(({ frame: number }) => number)).toEqual([2, 3, 1]);
    putFrame(image, 0, new Uint16Array([1, 1, 1, 1, 1, 1]));
    expect(frameValues(image, 0)?.[0]).toBe(2);
  });

  it('says that there is nothing to show', () => {
    expect(openSeriesImage(seriesOf([ctHeader({ rows: 0 })], null))).toMatchObject({
      ok: false,
      error: { code: 'no-frames' },
    });
  });
});
