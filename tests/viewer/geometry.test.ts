import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VolumeGrid } from '../../src/dicom/model.ts';
import { indexToLps } from '../../src/domain/geometry/grid.ts';
import { resample } from '../../src/domain/geometry/resample.ts';
import { cross, dot, unit, type Vec3 } from '../../src/domain/geometry/vec3.ts';
import { rightHanded, sliceOfPosition, sliceSpacingMm } from '../../src/imaging/orientedGrid.ts';
import { framePlane, patientToPixel, pixelScale, pixelToPatient } from '../../src/viewer/frameGeometry.ts';
import { declaredLetters, lettersOfDirection, provenLetters } from '../../src/viewer/letters.ts';
import { planeAxes } from '../../src/viewer/planeAxes.ts';
import { fitted, panned, pointUnderCanvas, projectToCanvas, zoomed } from '../../src/viewer/planeView.ts';
import { unshearing } from '../../src/viewer/shearedSlices.ts';
import { ctHeader } from '../imaging/headers.ts';

const axialGrid: VolumeGrid = {
  dimensions: [4, 5, 6],
  originLpsMm: [-10, -20, 100],
  columnStepLpsMm: [0.5, 0, 0],
  rowStepLpsMm: [0, 0.75, 0],
  sliceStepLpsMm: [0, 0, 3],
};

describe('side letters', () => {
  it('axial CT: patient right on the left edge, anterior on top', () => {
    expect(provenLetters([1, 0, 0], [0, -1, 0])).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
  });
  it('tells an oblique direction by its two largest components, from 20° on', () => {
    expect(lettersOfDirection(atDegrees(19))).toBe('L');
    expect(lettersOfDirection(atDegrees(21))).toBe('LP');
    expect(lettersOfDirection(atDegrees(-50))).toBe('AL');
    expect(lettersOfDirection([0, -0.5, -0.86])).toBe('FA');
  });
  it('takes declared letters only as the file spells them, and none where it is silent', () => {
    expect(declaredLetters(['L', 'F'])).toEqual({ left: 'R', right: 'L', top: 'H', bottom: 'F' });
    expect(declaredLetters(['R', 'FA'])).toEqual({ left: 'L', right: 'R', top: 'HP', bottom: 'FA' });
    expect(declaredLetters(null)).toBeNull();
    expect(declaredLetters(['', 'F'])).toBeNull();
    expect(declaredLetters(['LEFT', 'F'])).toBeNull();
  });
});

describe('planes of a volume', () => {
  it('axial series: radiological planes, head up, right-handed', () => {
    expect(planeAxes(axialGrid, 'axial')).toEqual({ axis: 2, right: [1, 0, 0], up: [-0, -1, -0] });
    const sagittal = planeAxes(axialGrid, 'sagittal');
    expect([sagittal.axis, sagittal.right, sagittal.up]).toEqual([0, [0, 1, 0], [0, 0, 1]]);
    const coronal = planeAxes(axialGrid, 'coronal');
    expect([coronal.axis, coronal.right, coronal.up]).toEqual([1, [1, 0, 0], [0, 0, 1]]);
  });

  it('gives each axis of any rotated grid to one plane, and never a mirrored picture', () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(angle, angle, angle, (a, b, c) => {
        const grid = rotatedGrid(a, b, c);
        const planes = (['axial', 'sagittal', 'coronal'] as const).map((plane) => planeAxes(grid, plane));
        expect(new Set(planes.map(({ axis }) => axis)).size).toBe(3);
        for (const [i, { right, up }] of planes.entries()) {
          const towardViewer = cross(right, up);
          expect(Math.abs(dot(right, up))).toBeLessThan(1e-9);
          // Seen from the feet, from the left, from the front: never from the other side.
          const eye: Vec3 = [[0, 0, -1] as Vec3, [1, 0, 0] as Vec3, [0, -1, 0] as Vec3][i] as Vec3;
          expect(dot(towardViewer, eye)).not.toBeLessThan(-0.9);
        }
      }),
    );
  });

  it('turns a grid whose slices run against their normal, voxel for voxel', () => {
    const against: VolumeGrid = { ...axialGrid, originLpsMm: [-10, -20, 115], sliceStepLpsMm: [0, 0, -3] };
    const turned = rightHanded(against);
    expect(turned).toEqual(axialGrid);
    expect(sliceOfPosition(turned, [-10, -20, 106])).toBeCloseTo(2);
    expect(rightHanded(axialGrid)).toBe(axialGrid);
  });
});

describe('the view', () => {
  const view = fitted({ right: [1, 0, 0], up: [0, -1, 0] }, [5, 6, 7], [200, 100], [400, 400]);

  it('fits the larger extent and shows the centre in the middle', () => {
    expect(view.unitsPerPx).toBe(0.5);
    expect(projectToCanvas(view, [5, 6, 7])).toEqual({ at: [200, 200], depth: 0 });
    expect(projectToCanvas(view, [15, 6, 7]).at).toEqual([220, 200]);
    expect(projectToCanvas(view, [5, 16, 7]).at).toEqual([200, 220]);
  });
  it('finds the point under any canvas place again, after any pan and zoom', () => {
    const px = fc.double({ min: -500, max: 900, noNaN: true });
    fc.assert(
      fc.property(px, px, px, px, fc.double({ min: 0.1, max: 20, noNaN: true }), (x, y, u, v, factor) => {
        const moved = zoomed(panned(view, [x, y], [u, v]), factor, [u, v]);
        const point = pointUnderCanvas(moved, [x, y]);
        const back = projectToCanvas(moved, point);
        expect(back.at[0]).toBeCloseTo(x, 6);
        expect(back.at[1]).toBeCloseTo(y, 6);
        expect(back.depth).toBeCloseTo(0, 9);
        // What was under (x, y) is under (u, v) now.
        const held = projectToCanvas(moved, pointUnderCanvas(view, [x, y]));
        expect(held.at[0]).toBeCloseTo(u, 6);
        expect(held.at[1]).toBeCloseTo(v, 6);
      }),
    );
  });
});

describe('a tilted gantry', () => {
  // 15 columns × 3 rows × 4 slices; each slice lies half a row spacing farther toward the feet-side rows.
  const tilted: VolumeGrid = {
    dimensions: [15, 9, 4],
    originLpsMm: [0, 0, 0],
    columnStepLpsMm: [1, 0, 0],
    rowStepLpsMm: [0, 2, 0],
    sliceStepLpsMm: [0, 3, 4],
  };
  it('leaves an orthogonal grid alone', () => {
    expect(unshearing(axialGrid)).toBeNull();
    expect(unshearing({ ...axialGrid, sliceStepLpsMm: [1e-9, 0, 3] })).toBeNull();
  });
  /** Values of the true slices by patient position, cut along the slices of the grid without shear. */
  const cutUpright = (valueAt: (lps: Vec3) => number): { plan: VolumeGrid; picture: Float32Array[] } => {
    const plan = unshearing(tilted);
    if (plan === null) throw new Error('expected a plan');
    const [columns, rows] = tilted.dimensions;
    const values = Float32Array.from({ length: columns * rows * 4 }, (_, at) =>
      valueAt(
        indexToLps(tilted, [
          at % columns,
          Math.floor(at / columns) % rows,
          Math.floor(at / (columns * rows)),
        ]),
      ),
    );
    const volume = { grid: tilted, values, present: new Uint8Array(4).fill(1) };
    const [width, height, slices] = plan.dimensions;
    const picture = Array.from({ length: slices }, (_, k) => {
      const into = new Float32Array(width * height);
      const line = (y: number) => ({
        line: {
          firstLpsMm: indexToLps(plan, [0, y, k]),
          stepLpsMm: plan.columnStepLpsMm,
          from: 0,
          to: width,
        },
        slab: { mode: 'mip' as const, samples: 1, stepLpsMm: [0, 0, 0] as const },
      });
      resample(volume, width, height, line, into);
      return into;
    });
    return { plan, picture };
  };
  it('keeps every voxel where it is in the patient', () => {
    // A value that is linear in the patient's y survives bilinear interpolation exactly.
    const { plan, picture } = cutUpright((lps) => lps[1]);
    expect(sliceSpacingMm(tilted)).toBe(4);
    expect(plan.sliceStepLpsMm).toEqual([0, 0, 4]);
    let checked = 0;
    for (const [k, values] of picture.entries()) {
      const edge = [0, 8].map((row) => indexToLps(tilted, [0, row, k])[1]);
      for (const [at, value] of values.entries()) {
        const y = indexToLps(plan, [0, Math.floor(at / 15), k])[1];
        // The outer half voxel repeats its border.
        if (Number.isNaN(value) || y < (edge[0] ?? 0) || y > (edge[1] ?? 0)) continue;
        expect(value).toBeCloseTo(y, 4);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(15 * 8 * 4 - 1);
  });
  it('shows a straight rod along the patient as a straight column, not leaning with the slices', () => {
    const rodMm = [7, 12] as const;
    const { plan, picture } = cutUpright(([x, y]) =>
      x === rodMm[0] ? Math.max(0, 1 - Math.abs(y - rodMm[1]) / 2) : 0,
    );
    for (const [k, values] of picture.entries()) {
      const column = Array.from({ length: plan.dimensions[1] }, (_, y) => values[y * 15 + 7] || 0);
      const mass = column.reduce((sum, value) => sum + value, 0);
      const row = column.reduce((sum, value, y) => sum + value * y, 0) / mass;
      expect(indexToLps(plan, [7, row, k])[1]).toBeCloseTo(rodMm[1], 4);
    }
  });
});

describe('original images', () => {
  const oblique = ctHeader({
    pixelSpacing: [2, 0.5],
    imagePositionPatient: [10, 20, 30],
    imageOrientationPatient: [0, 1, 0, 0, 0, -1],
  });
  it('steps along a row by the column spacing (PS3.3 C.7.6.2.1.1)', () => {
    const plane = framePlane({ header: oblique, frame: 1 });
    if (plane === null) throw new Error('expected a plane');
    expect(pixelToPatient(plane, [4, 3])).toEqual([10, 22, 24]);
    expect(patientToPixel(plane, [15, 22, 24])).toEqual({ pointPx: [4, 3], offMm: 5 });
  });
  it('gives projection images no place in the patient, whatever tags they carry', () => {
    expect(framePlane({ header: { ...oblique, modality: 'XA' }, frame: 1 })).toBeNull();
    expect(framePlane({ header: { ...oblique, pixelSpacing: null }, frame: 1 })).toBeNull();
  });
  it.each([
    ['nothing known: no lengths, square', { pixelSpacing: null }, 'none', 1],
    [
      'detector spacing alone proves no length',
      { pixelSpacing: null, imagerPixelSpacing: [0.4, 0.4] },
      'none',
      1,
    ],
    [
      'the same value twice is still the detector',
      { pixelSpacing: [0.4, 0.4], imagerPixelSpacing: [0.4, 0.4] },
      'none',
      1,
    ],
    [
      'with magnification: estimated',
      { pixelSpacing: null, imagerPixelSpacing: [0.4, 0.4], estimatedMagnification: 1.6 },
      'estimated',
      0.25,
    ],
    [
      'with source distances: estimated',
      {
        pixelSpacing: null,
        imagerPixelSpacing: [0.4, 0.4],
        distanceSourceToDetectorMm: 1200,
        distanceSourceToPatientMm: 800,
      },
      'estimated',
      0.4 / 1.5,
    ],
    [
      'source to patient alone proves nothing',
      { pixelSpacing: null, imagerPixelSpacing: [0.4, 0.4], distanceSourceToPatientMm: 800 },
      'none',
      1,
    ],
    [
      'calibrated on an object of known size',
      {
        pixelSpacing: [0.3, 0.3],
        imagerPixelSpacing: [0.4, 0.4],
        projection: { calibrationType: 'FIDUCIAL', distanceSourceToEntranceMm: null },
      },
      'calibrated',
      0.3,
    ],
    [
      'calibrated by geometry: one assumed plane',
      {
        pixelSpacing: [0.3, 0.3],
        imagerPixelSpacing: [0.4, 0.4],
        projection: { calibrationType: 'GEOMETRY', distanceSourceToEntranceMm: null },
      },
      'estimated',
      0.3,
    ],
    [
      'different from the detector, no type: which plane is not stated',
      { pixelSpacing: [0.3, 0.3], imagerPixelSpacing: [0.4, 0.4] },
      'estimated',
      0.3,
    ],
    [
      'own spacing beside a magnification: the spacing is not ignored',
      { pixelSpacing: [0.3, 0.3], imagerPixelSpacing: [0.4, 0.4], estimatedMagnification: 1.6 },
      'estimated',
      0.3,
    ],
    [
      'source to entrance is the skin, not the spine',
      {
        pixelSpacing: null,
        imagerPixelSpacing: [0.4, 0.4],
        distanceSourceToDetectorMm: 1200,
        projection: { calibrationType: null, distanceSourceToEntranceMm: 700 },
      },
      'none',
      1,
    ],
    ['nothing at all', { pixelSpacing: null, imagerPixelSpacing: null }, 'none', 1],
  ] as const)('spacing, %s', (_, patch, spacing, width) => {
    const header = ctHeader({ modality: 'RF', ...patch });
    const scale = pixelScale({ header, frame: 1 });
    expect(scale.spacing).toBe(spacing);
    expect(scale.pixelWidth).toBeCloseTo(width, 9);
  });
  it('does not distort a picture whose pixels are not square', () => {
    const header = ctHeader({ modality: 'RF', pixelSpacing: null, pixelAspectRatio: [4, 3] });
    const { pixelWidth, pixelHeight } = pixelScale({ header, frame: 1 });
    expect(pixelHeight / pixelWidth).toBeCloseTo(4 / 3);
  });
});

function rotatedGrid(a: number, b: number, c: number): VolumeGrid {
  const turn = ([x, y, z]: Vec3): Vec3 => {
    const p: Vec3 = [x * Math.cos(a) - y * Math.sin(a), x * Math.sin(a) + y * Math.cos(a), z];
    const q: Vec3 = [p[0] * Math.cos(b) + p[2] * Math.sin(b), p[1], -p[0] * Math.sin(b) + p[2] * Math.cos(b)];
    return [q[0], q[1] * Math.cos(c) - q[2] * Math.sin(c), q[1] * Math.sin(c) + q[2] * Math.cos(c)];
  };
  const column = unit(turn([1, 0, 0])) as Vec3;
  const row = unit(turn([0, 1, 0])) as Vec3;
  return {
    dimensions: [3, 3, 3],
    originLpsMm: [0, 0, 0],
    columnStepLpsMm: column,
    rowStepLpsMm: row,
    sliceStepLpsMm: cross(column, row),
  };
}

function atDegrees(degrees: number): Vec3 {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle), 0];
}
