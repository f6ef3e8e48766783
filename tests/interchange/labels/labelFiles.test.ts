import * as fc from 'fast-check';
import { gzip } from 'pako';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import { VERTEBRAE } from '../../../src/domain/vocabulary/level.ts';
import type { FileLabel, LabelFile, Numbering } from '../../../src/interchange/labels/labelFile.ts';
import { levelOfName } from '../../../src/interchange/labels/levelName.ts';
import { readLabelFiles } from '../../../src/interchange/labels/readLabelFiles.ts';
import { LABEL_FORMATS } from '../../../src/interchange/labels/writeLabels.ts';
import { dataFiles, noData, readData } from '../../dicom/sharedData.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (
  name: string,
  content: string | Uint8Array,
  numbering: Numbering | null = null,
): Result<LabelFile> =>
  readLabelFiles([{ name, bytes: typeof content === 'string' ? bytesOf(content) : content }], numbering);
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

const coordinate = fc.integer({ min: -500_000, max: 500_000 }).map((n) => n / 1000);
const labelSets: fc.Arbitrary<readonly FileLabel[]> = fc
  .uniqueArray(fc.constantFrom(...VERTEBRAE), { minLength: 1 })
  .chain((levels) =>
    fc.tuple(
      ...levels.map((level) =>
        fc.record({ level: fc.constant(level), pointLpsMm: fc.tuple(coordinate, coordinate, coordinate) }),
      ),
    ),
  );

const markups = (system: string | null, label = 'L2'): string =>
  JSON.stringify({
    markups: [
      {
        ...(system === null ? {} : { coordinateSystem: system }),
        controlPoints: [{ label, position: [1, 2, 3], positionStatus: 'defined' }],
      },
    ],
  });

const fcsv = (system: string): string => `${system}\n# columns = id,x,y,z,label\n1,1,2,3,L2\n`;

const centroids = (direction: readonly string[], [X, Y, Z]: readonly number[]): string =>
  JSON.stringify([{ direction }, { label: 20, X, Y, Z }, { label: 26, X, Y, Z }]);

describe('what was written is read back', () => {
  it.each(LABEL_FORMATS.map((format) => [format.id, format] as const))('%s', (_, format) => {
    fc.assert(
      fc.property(labelSets, (labels) => {
        const file = value(read(`x.${format.extension}`, format.write('1.2.3', labels)));
        expect(file.labels).toEqual(labels);
        expect(file.refused).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Slicer files', () => {
  it('honour the coordinate system of the header', () => {
    expect(value(read('a.mrk.json', markups('LPS'))).labels[0]?.pointLpsMm).toEqual([1, 2, 3]);
    expect(value(read('a.mrk.json', markups('RAS'))).labels[0]?.pointLpsMm).toEqual([-1, -2, 3]);
    expect(code(read('a.mrk.json', markups('IJK')))).toBe('coordinate-system');
    expect(value(read('a.fcsv', fcsv('# CoordinateSystem = RAS'))).labels[0]?.pointLpsMm).toEqual([
      -1, -2, 3,
    ]);
    expect(value(read('a.fcsv', fcsv('# CoordinateSystem = 0'))).labels[0]?.pointLpsMm).toEqual([-1, -2, 3]);
    expect(value(read('a.fcsv', fcsv('# CoordinateSystem = LPS'))).labels[0]?.pointLpsMm).toEqual([1, 2, 3]);
    expect(code(read('a.fcsv', fcsv('# made by hand')))).toBe('coordinate-system');
  });

  it('name nothing by number alone, and nothing twice', () => {
    expect(value(read('a.mrk.json', markups('LPS', '20')))).toMatchObject({ labels: [] });
    const text = '# CoordinateSystem = LPS\n# columns = id,x,y,z,label\n1,1,2,3,L2\n2,4,5,6,L2\n3,7,8,,L3\n';
    const file = value(read('a.fcsv', text));
    expect(file.labels).toEqual([]);
    expect(file.refused).toHaveLength(2);
  });
});

describe('names of vertebrae', () => {
  it.each([
    ['L2', 'L2'],
    ['vertebrae_T12', 'T12'],
    ['Th 7', 'T7'],
    ['C02', 'C2'],
    ['L2 vertebra', 'L2'],
    ['20', null],
    ['L2-L3', null],
    ['L2/3', null],
    ['T14', null],
    ['Control3', null],
    ['liver', null],
  ])('%s is %s', (name, level) => {
    expect(levelOfName(name)).toBe(level);
  });
});

/** A label map with an L1 (20 in VerSe): a thick body in front of a thin arch; LAS voxels of 1 × 1 × 2 mm. */
function nifti(options: { readonly affine: boolean }): Uint8Array {
  const [columns, rows, slices] = [40, 60, 12];
  const bytes = new Uint8Array(352 + columns * rows * slices);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (const [k, n] of [3, columns, rows, slices].entries()) view.setInt16(40 + 2 * k, n, true);
  view.setInt16(70, 2, true);
  view.setFloat32(108, 352, true);
  if (options.affine) {
    view.setInt16(254, 1, true);
    // RAS: x = 10 − i (to the patient's right), y = j − 20, z = 2k + 100.
    for (const [k, n] of [-1, 0, 0, 10, 0, 1, 0, -20, 0, 0, 2, 100].entries())
      view.setFloat32(280 + 4 * k, n, true);
  }
  for (let k = 2; k < 10; k++)
    for (let j = 5; j < 55; j++)
      for (let i = 5; i < 35; i++) {
        const body = Math.hypot(i - 20, j - 40) <= 12;
        const spine = Math.abs(i - 20) <= 1 && j < 40;
        if (body || spine) bytes[352 + i + columns * (j + rows * k)] = 20;
      }
  return bytes;
}

const withNifti = (json: string, name = 'a_ctd.json'): Result<LabelFile> =>
  readLabelFiles(
    [
      { name, bytes: bytesOf(json) },
      { name: 'a.nii', bytes: nifti({ affine: true }) },
    ],
    null,
  );

describe('NIfTI and VerSe', () => {
  it('takes the centre of the body in the file’s affine, in a stated numbering only', () => {
    expect(code(read('m.nii', nifti({ affine: true })))).toBe('needs-numbering');
    const [label] = value(read('m.nii.gz', gzip(nifti({ affine: true })), 'verse')).labels;
    expect(label?.level).toBe('L1');
    // Body centre at voxel (20, 40, 5.5): RAS (−10, 20, 111).
    for (const [axis, mm] of [10, -20, 111].entries())
      expect(Math.abs((label?.pointLpsMm[axis] ?? NaN) - mm)).toBeLessThan(1);
    expect(code(read('m.nii', nifti({ affine: true }), 'totalsegmentator'))).toBe('no-vertebra');
  });

  it('refuses a file without an affine', () => {
    expect(code(read('m.nii', nifti({ affine: false }), 'verse'))).toBe('no-affine');
    expect(code(read('m.nii', bytesOf('short'), 'verse'))).toBe('not-nifti');
  });

  it('reads centroids with the header of their NIfTI, in the axes they name', () => {
    expect(code(read('a_ctd.json', centroids(['L', 'A', 'S'], [20, 40, 5])))).toBe('needs-nifti');
    // The file's own axes: x voxels grow to the patient's left.
    const own = value(withNifti(centroids(['L', 'A', 'S'], [20, 40, 5])));
    expect(own.labels).toEqual([{ level: 'L1', pointLpsMm: [10, -20, 110] }]);
    expect(own.refused).toHaveLength(1);
    // Posterior, inferior, right: places count from the other ends.
    expect(value(withNifti(centroids(['P', 'I', 'R'], [20, 7, 20]))).labels).toEqual(own.labels);
    expect(code(withNifti(centroids(['P', 'A', 'R'], [20, 7, 20])))).toBe('direction');
    // Voxels of 1 mm beside an image of 2 mm slices: other places than its own voxels.
    expect(code(withNifti(centroids(['L', 'A', 'S'], [20, 40, 5]), 'a_iso-ctd.json'))).toBe('verse-iso');
  });
});

describe.skipIf(noData)('DICOM Segmentations', () => {
  it('reads vertebrae by code and label, and says which may be cut', () => {
    const file = value(read('seg.dcm', readData('derived/seg_vertebrae/seg_t11_t12.dcm')));
    expect(file.labels.map((label) => label.level)).toEqual(['T11', 'T12']);
    expect(file.frameOfReferenceUid).toBe('2.25.135859593434395039791232733299091814972');
    expect(file.notes.join(' ')).toMatch(/cut.*T11.*T12/);
    // In front of the centroid of the whole vertebra, which the sidecar gives (y −98).
    expect(file.labels[0]?.pointLpsMm[1]).toBeLessThan(-85);
  });

  it('takes no vertebra from any other object', () => {
    for (const name of dataFiles('derived/seg_other')) {
      const result = read(name, readData(`derived/seg_other/${name}`));
      expect({ name, labels: result.ok ? result.value.labels : [] }).toEqual({ name, labels: [] });
    }
  });

  it('refuses a segment whose code and label differ', () => {
    const bytes = readData('derived/seg_vertebrae/seg_t11_t12.dcm').slice();
    // The segment label `T11` becomes `L11`… no vertebra; `T10` contradicts the code.
    const at = bytes.findIndex(
      (_, i) => bytes[i] === 0x62 && bytes[i + 1] === 0 && bytes[i + 2] === 5 && bytes[i + 3] === 0,
    );
    bytes[at + 10] = '0'.charCodeAt(0);
    const file = value(read('seg.dcm', bytes));
    expect(file.labels.map((label) => label.level)).toEqual(['T12']);
    expect(file.refused.join()).toMatch(/code and a label that differ/);
  });
});

it('refuses what is no label file', () => {
  expect(code(read('a.json', '{'))).toBe('not-json');
  expect(code(read('a.json', '{}'))).toBe('not-markups');
  expect(code(read('a.dcm', 'nothing'))).toBe('unreadable');
  expect(code(readLabelFiles([], null))).toBe('no-file');
});
