import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VolumeGrid } from '../../src/dicom/model.ts';
import { spineCoordinates } from '../../src/domain/geometry/spineCoordinates.ts';
import { cross, distance, dot, type Vec3 } from '../../src/domain/geometry/vec3.ts';
import { bentSheet } from '../../src/viewer/bentSheet.ts';
import { gridFrame, obliqueFrame, onPlane, planeNearest } from '../../src/viewer/planeFrame.ts';
import { fitted, pointUnderCanvas, projectToCanvas } from '../../src/viewer/planeView.ts';

const CENTRES: readonly Vec3[] = [
  [2, 0, 160],
  [4, -8, 125],
  [6, -13, 88],
  [4, -12, 50],
  [1, -2, 14],
];
const coordinates = spineCoordinates(CENTRES);
if (coordinates === null) throw new Error('the test spine has coordinates');
const CANVAS = [512, 1000] as const;

describe.each(['curved-sagittal', 'curved-coronal'] as const)('%s', (plane) => {
  const sheet = bentSheet(coordinates, plane);
  const viewAt = (index: number) => {
    const { centre, size } = sheet.fitTo(index);
    return fitted(sheet, centre, size, CANVAS);
  };

  it('gives back the pixel that a place under it is drawn at', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sheet.count - 1 }),
        fc.integer({ min: 0, max: CANVAS[0] }),
        fc.integer({ min: 0, max: CANVAS[1] }),
        (index, x, y) => {
          const view = viewAt(index);
          const point = sheet.toPatient(pointUnderCanvas(view, [x, y]));
          const back = point === null ? null : sheet.fromPatient(point);
          fc.pre(point !== null && back !== null);
          // Far off the curve a place may be told from another stretch of it: it is still the same place.
          const again = sheet.toPatient(back);
          expect(again === null ? NaN : distance(again, point)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('draws every label on its own line, in order from head to foot, on the middle sheet', () => {
    const view = viewAt(sheet.startIndex);
    const drawn = CENTRES.map((centre) => {
      const at = sheet.fromPatient(centre);
      return at === null ? null : projectToCanvas(view, at);
    });
    const line = drawn[0]?.at[0] ?? NaN;
    for (const [i, one] of drawn.entries()) {
      expect(one?.depth).toBeCloseTo(0, 0);
      expect(one?.at[0]).toBeCloseTo(line, 0);
      expect(one?.at[1]).toBeGreaterThan(drawn[i - 1]?.at[1] ?? -1);
      expect(sheet.indexNearest(CENTRES[i] ?? [0, 0, 0])).toBe(sheet.startIndex);
    }
  });

  it('shows the patient’s sides by the letters it draws', () => {
    const view = viewAt(sheet.startIndex);
    const letters = sheet.letters(view);
    expect(letters.top.startsWith('H')).toBe(true);
    expect(letters.right.startsWith(plane === 'curved-sagittal' ? 'P' : 'L')).toBe(true);
    const [middle, beside] = [view.widthPx / 2, view.widthPx / 2 + 20].map((x) =>
      sheet.toPatient(pointUnderCanvas(view, [x, view.heightPx / 2])),
    );
    const axis = plane === 'curved-sagittal' ? 1 : 0;
    expect((beside?.[axis] ?? NaN) - (middle?.[axis] ?? NaN)).toBeGreaterThan(0);
  });

  it('counts a depth toward the viewer the way the sheets are stepped', () => {
    const view = viewAt(sheet.startIndex);
    const off: Vec3 = plane === 'curved-sagittal' ? [16, -13, 88] : [6, -3, 88];
    const at = sheet.fromPatient(off);
    const depth = at === null ? NaN : projectToCanvas(view, at).depth;
    // Sagittal is seen from the left, coronal from the front.
    expect(Math.sign(depth)).toBe(plane === 'curved-sagittal' ? 1 : -1);
    expect(sheet.indexNearest(off)).toBeGreaterThan(sheet.startIndex);
  });
});

describe('planes along a disc', () => {
  const grid: VolumeGrid = {
    dimensions: [100, 120, 60],
    originLpsMm: [-50, -60, 0],
    columnStepLpsMm: [1, 0, 0],
    rowStepLpsMm: [0, 1, 0],
    sliceStepLpsMm: [0, 0, 3],
  };
  const own = gridFrame(grid, 'axial');

  it('pass through the disc, stay on their family, and reach the whole volume', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.7, max: 0.7, noNaN: true }),
        fc.double({ min: 20, max: 150, noNaN: true }),
        (tilt, z) => {
          const rightLps: Vec3 = [1, 0, 0];
          const upLps: Vec3 = [0, -Math.cos(tilt), Math.sin(tilt)];
          const centreLpsMm: Vec3 = [3, 5, z];
          const frame = obliqueFrame(grid, { name: 'L4-L5', centreLpsMm, rightLps, upLps }, own);
          expect(frame).not.toBeNull();
          fc.pre(frame !== null);
          expect(distance(onPlane(frame, centreLpsMm, frame.startIndex), centreLpsMm)).toBeLessThan(1e-9);
          expect(planeNearest(frame, centreLpsMm)).toBe(frame.startIndex);
          expect(dot(frame.direction, own.direction)).toBeGreaterThan(0);
          expect(Math.abs(dot(frame.direction, cross(rightLps, upLps)))).toBeCloseTo(1, 9);
          expect(frame.count).toBeGreaterThan(100);
        },
      ),
    );
  });
});
