import { describe, expect, it } from 'vitest';
import { DicomImport } from '../../src/dicom/dicomImport.ts';
import type { FileVerdict, SeriesSummary } from '../../src/dicom/model.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { dataFiles, noData, readData } from './sharedData.ts';

/** What is not simply used, by path below `odd/`; every other file with pixels must be `ok`. */
const EXPECTED: Readonly<Record<string, string>> = {
  'manifest.csv': 'not-dicom',
  'made_here/empty_file.dcm': 'not-dicom',
  'made_here/not_dicom.dcm': 'not-dicom',
  'made_here/mr_cut_60percent.dcm': 'truncated',
  'meta/no_meta.dcm': 'not-dicom', // starts one byte early: pydicom reads no element of it either
  'meta/no_meta_group_length.dcm': 'no-pixels',
  'meta/un_sequence.dcm': 'no-pixels',
  'meta/empty_charset.dcm': 'no-pixels',
  'meta/no_meta_length_dcmjs.dcm': 'no-pixels',
  'meta/ct_class_no_rows.dcm': 'no-pixels',
  'meta/gh1146_odd_lengths.dcm': 'truncated',
  'meta/length_3gb_truncated.dcm': 'too-large',
  'fuzz/rows_46341_sq_overflow.dcm': 'too-large',
  'fuzz/rows_65535_256bytes.dcm': 'too-large',
  'fuzz/deeply_nested_sequence.dcm': 'malformed',
  'pixel/float_pixeldata.dcm': 'non-image',
  'pixel/bits_allocated_12_no_meta.dcm': 'malformed',
  'ts/ct512_JPEGProcess10.dcm': 'unsupported-syntax', // no decoder at hand gets its values right
  'ts/liver_j2k.dcm': 'non-image',
  'ts/htj2k_lossy_rgb.dcm': 'malformed',
  'ts/JLSL_RGB_ILV0.dcm': 'malformed',
  'ts/JLSL_RGB_ILV1.dcm': 'malformed',
  'charset/chrJapMultiExplicitIR6.dcm': 'no-pixels',
};
const expectedOf = (path: string): string =>
  EXPECTED[path] ?? (/DICOMDIR/.test(path) ? 'non-image' : path.includes('TINY_ALPHA') ? 'no-pixels' : 'ok');

const codesOf = (rows: readonly FileVerdict[]): readonly string[] => rows.map((row) => row.code).toSorted();

function summaryOf(folder: string): readonly SeriesSummary[] {
  const dicom = new DicomImport();
  for (const path of dataFiles(folder)) dicom.add(path, readData(`${folder}/${path}`));
  return dicom.studies().flatMap((study) => study.series);
}

describe.skipIf(noData)('the odd files', () => {
  const paths = dataFiles('odd');

  it('are all there', () => {
    expect(paths.length).toBe(187);
  });

  it.each(paths)('%s', (path) => {
    const { verdict, header } = parseInstance(readData(`odd/${path}`), path);
    expect(verdict.code).toBe(expectedOf(path));
    expect(verdict.used).toBe(verdict.code === 'ok');
    expect(verdict.kept === null).toBe(!verdict.used);
    expect(verdict.message.length).toBeGreaterThan(10);
    const secrets = [header?.patient.name, header?.patient.id].filter((text) => (text ?? '').length > 3);
    expect(secrets.filter((text) => verdict.message.includes(text ?? ''))).toEqual([]);
  });

  it('give every file one row, whatever the order', () => {
    const forward = importAll(paths);
    const backward = importAll(paths.toReversed());
    expect(forward.map((row) => row.path)).toEqual(paths);
    expect(codesOf(backward)).toEqual(codesOf(forward));
  });
});

function importAll(paths: readonly string[]): readonly FileVerdict[] {
  const dicom = new DicomImport();
  for (const path of paths) dicom.add(path, readData(`odd/${path}`));
  return dicom.verdicts();
}

describe.skipIf(noData)('series', () => {
  it.each([
    ['series/ct_lumbar_3mm', 'ct-other', ['regular'], [122, 101, 112]],
    ['series/mr_lumbar_t2_sag', 'mr-other', ['regular'], [257, 201, 38]],
    ['series/ct_t11t12_20sl_j2k', 'ct-other', ['regular', 'overlap'], [512, 512, 20]],
    ['series/ct_abdomen_cptacpda', 'ct-other', ['regular'], [512, 512, 35]],
    ['odd/geometry/tilt_no_tag', 'ct-other', ['tilt'], [512, 512, 4]],
    ['odd/geometry/same_position', 'ct-other', ['duplicates'], undefined],
    ['odd/geometry/mixed_orientation', 'mr-other', ['mixed-orientation'], undefined],
    ['series/xa_coronary_96fr', 'fluoroscopy', ['none'], undefined],
    ['series/rf_carm_1fr', 'fluoroscopy', ['none'], undefined],
  ])('%s', (folder, seriesClass, codes, dimensions) => {
    const [series, ...others] = summaryOf(folder);
    expect(others).toEqual([]);
    expect(series?.class).toBe(seriesClass);
    expect(series?.geometry.codes).toEqual(codes);
    expect(series?.geometry.grid?.dimensions).toEqual(dimensions);
    expect(series?.files).toBe(dataFiles(folder).filter((path) => path.endsWith('.dcm')).length || 1);
  });

  it('cuts an XA run to its whole frames', () => {
    const [path = ''] = dataFiles('series/xa_coronary_96fr').filter((name) => !name.endsWith('.json'));
    const bytes = readData(`series/xa_coronary_96fr/${path}`);
    const { verdict, header } = parseInstance(bytes.subarray(0, Math.floor(bytes.length / 2)), path);
    expect(verdict).toMatchObject({ used: true, code: 'truncated' });
    const intact = header?.pixelData?.intactFrames ?? 0;
    expect(intact).toBeGreaterThan(30);
    expect(intact).toBeLessThan(66);
    expect(verdict.kept).toBe(`${intact} of 96 frames`);
  });
});
