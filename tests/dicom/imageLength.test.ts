import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { imageLength, lengthWords } from '../../src/dicom/imageLength.ts';
import type { HandCalibration } from '../../src/domain/case/ruler.ts';
import { ctHeader } from '../imaging/headers.ts';

const xa = (patch: Parameters<typeof ctHeader>[0] = {}) =>
  ctHeader({ modality: 'XA', pixelSpacing: null, imagePositionPatient: null, ...patch });

const byHand = (patch: Partial<HandCalibration> = {}): HandCalibration => ({
  seriesUid: '2.25.200',
  sopInstanceUid: '2.25.1',
  frame: 1,
  fromPx: [100, 100],
  toPx: [200, 100],
  lengthMm: 31,
  by: { name: 'Dr. Odd', authenticated: false },
  at: '2026-11-22T08:00:00.000Z',
  ...patch,
});

describe('a length on an image', () => {
  it('is millimetres on a slice, also where somebody calibrated', () => {
    const length = imageLength(ctHeader({ pixelSpacing: [2, 0.5] }), [0, 0], [8, 1.5], byHand());
    expect(length).toEqual({ state: 'calibrated', mm: 5 });
    expect(imageLength(ctHeader({ pixelSpacing: null }), [0, 0], [3, 4], null)).toEqual({
      state: 'pixels',
      px: 5,
    });
  });

  // cornerstone-notes 5.3, ERMF table: what Cornerstone says of the same tags stands behind each row.
  it.each([
    ['detector spacing only ("Proj")', { imagerPixelSpacing: [0.4, 0.4] }, '100 px (no calibration)'],
    [
      'with magnification factor ("ERMF")',
      { imagerPixelSpacing: [0.4, 0.4], estimatedMagnification: 1.5 },
      '27 mm (estimated for the centre of the patient, as the system estimates)',
    ],
    [
      'with SID and SOD ("ERMF")',
      { imagerPixelSpacing: [0.4, 0.4], distanceSourceToDetectorMm: 1200, distanceSourceToPatientMm: 800 },
      '27 mm (estimated for the isocentre)',
    ],
    [
      'source to entrance only (Cornerstone over-corrects to 0.2333)',
      {
        imagerPixelSpacing: [0.4, 0.4],
        distanceSourceToDetectorMm: 1200,
        projection: { calibrationType: null, distanceSourceToEntranceMm: 700 },
      },
      '100 px (no calibration)',
    ],
    [
      'the same spacing twice ("Proj")',
      { imagerPixelSpacing: [0.4, 0.4], pixelSpacing: [0.4, 0.4] },
      '100 px (no calibration)',
    ],
    [
      'another Pixel Spacing without a type ("ERMF")',
      { imagerPixelSpacing: [0.4, 0.4], pixelSpacing: [0.3, 0.3] },
      '30 mm (estimated for a plane the file does not name)',
    ],
    [
      'FIDUCIAL ("Calibrated")',
      {
        imagerPixelSpacing: [0.4, 0.4],
        pixelSpacing: [0.3, 0.3],
        projection: { calibrationType: 'FIDUCIAL', distanceSourceToEntranceMm: null },
      },
      '30.0 mm',
    ],
    [
      'GEOMETRY ("ERMF")',
      {
        imagerPixelSpacing: [0.4, 0.4],
        pixelSpacing: [0.3, 0.3],
        projection: { calibrationType: 'GEOMETRY', distanceSourceToEntranceMm: null },
      },
      '30 mm (estimated for the plane assumed by the system)',
    ],
    [
      'Pixel Spacing with a factor and no type (Cornerstone ignores the Pixel Spacing)',
      { imagerPixelSpacing: [0.4, 0.4], pixelSpacing: [0.3, 0.3], estimatedMagnification: 1.25 },
      '30 mm (estimated for a plane the file does not name)',
    ],
    ['nothing ("Unknown")', {}, '100 px (no calibration)'],
  ] as const)('on a projection image, %s', (_, patch, words) => {
    expect(lengthWords(imageLength(xa(patch), [0, 0], [100, 0], null))).toBe(words);
  });

  it('follows a calibration by hand before what the file says', () => {
    const header = xa({ imagerPixelSpacing: [0.4, 0.4], estimatedMagnification: 1.5 });
    const length = imageLength(header, [0, 0], [30, 40], byHand());
    expect(length).toMatchObject({ state: 'by-hand', by: 'Dr. Odd, not authenticated' });
    expect(lengthWords(length)).toBe('15.5 mm (calibrated by hand)');
  });

  it('of the calibrated line is the stated length, whatever the shape of a pixel and the direction', () => {
    const at = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
    fc.assert(
      fc.property(at, at, fc.double({ min: 0.5, max: 3, noNaN: true }), (fromPx, toPx, aspect) => {
        fc.pre(fromPx[0] !== toPx[0] || fromPx[1] !== toPx[1]);
        const header = xa({ pixelAspectRatio: [aspect, 1] });
        const length = imageLength(header, fromPx, toPx, byHand({ fromPx, toPx, lengthMm: 80 }));
        expect(length.state === 'by-hand' ? length.mm : NaN).toBeCloseTo(80, 6);
      }),
    );
  });
});
