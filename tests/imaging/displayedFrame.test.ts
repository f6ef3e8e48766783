import { describe, expect, it } from 'vitest';
import { displayedValues, isNegative } from '../../src/imaging/displayedFrame.ts';
import { openSeriesImage, putFrame, type StackImage } from '../../src/imaging/seriesImage.ts';
import type { InstanceHeader } from '../../src/dicom/model.ts';
import { ctHeader, seriesOf } from './headers.ts';

const noDisplay = {
  presentationLutShape: null,
  intensityRelationship: null,
  intensitySign: null,
  shutter: null,
  overlayGroups: [],
};

function stackOf(patch: Partial<InstanceHeader>): StackImage {
  const opened = openSeriesImage(seriesOf([ctHeader({ modality: 'RF', ...patch })], null));
  if (!opened.ok || opened.value.kind !== 'stack') throw new Error('no stack');
  const put = putFrame(opened.value, 0, Uint16Array.from([10, 20, 30, 40, 50, 60]));
  if (!put.ok) throw new Error(put.error.message);
  return opened.value;
}
const shown = (image: StackImage): readonly number[] => [...(displayedValues(image, 0) ?? [])];

describe('a frame as its file asks to show it', () => {
  it('is its values where the file asks for nothing', () => {
    expect(shown(stackOf({}))).toEqual([10, 20, 30, 40, 50, 60]);
  });

  it('goes through the VOI LUT, the values stay what they are', () => {
    const image = stackOf({});
    image.voiLut = { firstStored: 10, entries: Uint16Array.from({ length: 51 }, (_, i) => 1000 - i) };
    expect(shown(image)).toEqual([1000, 990, 980, 970, 960, 950]);
    expect([...(image.values[0] ?? [])]).toEqual([10, 20, 30, 40, 50, 60]);
  });

  it.each([
    ['MONOCHROME2', 10],
    ['MONOCHROME1', 60],
  ])('is dark outside its shutter: %s', (photometricInterpretation, dark) => {
    const rectangle = { left: 2, right: 3, upper: 1, lower: 2 };
    const display = { ...noDisplay, shutter: { rectangle, circle: null, polygon: null } };
    expect(shown(stackOf({ photometricInterpretation, display }))).toEqual([dark, 20, 30, dark, 50, 60]);
  });

  it('draws overlays white', () => {
    const image = stackOf({});
    image.graphics[0] = Uint8Array.from([1, 0, 0, 0, 0, 0]);
    expect(shown(image)).toEqual([60, 20, 30, 40, 50, 60]);
  });

  it('is negative for MONOCHROME1 and for an inverse presentation', () => {
    expect(isNegative(ctHeader({ photometricInterpretation: 'MONOCHROME1' }))).toBe(true);
    expect(isNegative(ctHeader({ display: { ...noDisplay, presentationLutShape: 'INVERSE' } }))).toBe(true);
    expect(isNegative(ctHeader())).toBe(false);
  });
});
