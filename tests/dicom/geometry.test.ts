import { describe, expect, it } from 'vitest';
import { sliceIndexOf } from '../../src/dicom/geometry.ts';
import type { InstanceHeader, SeriesSummary, VolumeGrid } from '../../src/dicom/model.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { summarizeSeries } from '../../src/dicom/summaries.ts';
import { ctSlice, el, EXPLICIT, part10 } from './part10Builder.ts';
import type { SliceSpec } from './part10Builder.ts';

function headerOf(spec: SliceSpec): InstanceHeader {
  const { header } = parseInstance(part10(EXPLICIT, ctSlice(spec)), 'a');
  if (header === null) throw new Error('the builder wrote no header');
  return header;
}
const seriesOf = (specs: readonly SliceSpec[]): SeriesSummary => summarizeSeries(specs.map(headerOf));
const at = (...zs: readonly number[]): readonly SliceSpec[] => zs.map((z) => ({ z }));
const codes = (specs: readonly SliceSpec[]): readonly string[] => seriesOf(specs).geometry.codes;
const thickness = (mm: string): SliceSpec => ({ extra: [el(0x00180050, 'DS', mm)] });

const phase = (number: number): readonly SliceSpec[] =>
  [0, 3, 6].map((z) => ({
    z,
    uid: `1.2.6.${number}.${z}`,
    extra: [el(0x00200012, 'IS', String(number))],
  }));

const timed = (number: number, time: string): readonly SliceSpec[] =>
  phase(number).map((spec) => ({
    ...spec,
    extra: [...(spec.extra ?? []), el(0x00080022, 'DA', '20260101'), el(0x00080032, 'TM', time)],
  }));

describe('geometry of a series', () => {
  it('sorts by position and not by order or number', () => {
    const specs = [30, 10, 20, 0].map((z, i) => ({ z, extra: [el(0x00200013, 'IS', String(i + 1))] }));
    const series = seriesOf(specs);
    expect(series.instances.map((header) => header.imagePositionPatient?.[2])).toEqual([0, 10, 20, 30]);
    expect(series.geometry).toMatchObject({ codes: ['regular'], volumeAllowed: true, notes: [] });
  });

  it('gives the affine of unequal spacings, rows and columns not swapped', () => {
    const grid = seriesOf(at(0, 2, 4)).geometry.grid;
    expect(grid).toEqual({
      dimensions: [3, 2, 3],
      originLpsMm: [0, 0, 0],
      columnStepLpsMm: [0.7, 0, 0],
      rowStepLpsMm: [0, 0.5, 0],
      sliceStepLpsMm: [0, 0, 2],
    });
  });

  it('follows an oblique, flipped stack along its own normal', () => {
    const c = Math.cos(0.5);
    const s = Math.sin(0.5);
    // Rows to the patient's right, columns down a plane tilted about x: the normal is (0, s, −c) up to sign.
    const specs = [0, 1, 2, 3].map((k) => ({
      uid: `1.2.9.${k}`,
      extra: [
        el(0x00200037, 'DS', `-1\\0\\0\\0\\${c.toFixed(9)}\\${s.toFixed(9)}`),
        el(0x00200032, 'DS', `10\\${(k * 3 * s).toFixed(6)}\\${(-k * 3 * c).toFixed(6)}`),
      ],
    }));
    const { geometry } = seriesOf(specs.toReversed());
    expect(geometry.codes).toEqual(['regular']);
    expect(geometry.grid?.columnStepLpsMm[0]).toBeCloseTo(-0.7);
    const step = geometry.grid?.sliceStepLpsMm ?? [0, 0, 0];
    expect(Math.hypot(...step)).toBeCloseTo(3, 5);
    expect(step[1] * s - step[2] * c).toBeCloseTo(3, 5);
  });

  it('names a gap with place and count, and allows no volume', () => {
    const { geometry } = seriesOf(at(-318, -315, -312, -303, -300));
    expect(geometry).toMatchObject({ codes: ['gap'], volumeAllowed: false, grid: null });
    expect(geometry.notes).toEqual([
      'Gap between z = −312.0 and −303.0 mm (2 slices missing): volumes across it are not computed. Scroll and marks work.',
    ]);
  });

  it('gives the width of a gap that is no whole number of slices', () => {
    expect(seriesOf(at(0, 3, 6, 13.5, 16.5)).geometry.notes[0]).toContain('(7.5 mm wide)');
  });

  it.each([
    ['positions rounded to 0.1 mm are even', [0, 0.6, 1.3, 1.9, 2.5, 3.1, 3.8, 4.4, 5], ['regular']],
    ['a slice off by a fifth of the spacing is not', [0, 3, 6.6, 9, 12], ['uneven']],
    ['steps that grow are not', [0, 2, 4.1, 6.3, 8.6], ['uneven']],
    ['the same place twice', [0, 3, 3, 6], ['duplicates']],
    ['two slices prove no spacing', [0, 3], ['none']],
    ['one slice', [0], ['none']],
  ])('%s', (_, zs, expected) => {
    expect(codes(zs.map((z, i) => ({ z, uid: `1.2.8.${i}` })))).toEqual(expected);
  });

  it('keeps the shear of a tilted stack', () => {
    const tilted = [0, 1, 2, 3].map((k) => ({ z: k * 5, y: k * 5 * Math.tan((14 * Math.PI) / 180) }));
    const { geometry } = seriesOf(tilted);
    expect(geometry).toMatchObject({ codes: ['tilt'], volumeAllowed: true });
    expect(geometry.notes[0]).toMatch(/tilted by 14\.0°: .*resampled/);
    expect(geometry.grid?.sliceStepLpsMm[1]).toBeCloseTo(1.2466, 3);
  });

  it('refuses a volume where the header states a tilt that the positions deny', () => {
    const stated = at(0, 5, 10).map((spec) => ({ ...spec, extra: [el(0x00181120, 'DS', '-22')] }));
    expect(seriesOf(stated).geometry).toMatchObject({ codes: ['tilt'], volumeAllowed: false, grid: null });
  });

  it('refuses slices that jump sideways', () => {
    const jumping = [0, 1, 2, 3].map((k) => ({ z: k * 5, y: k === 2 ? 4 : 0 }));
    expect(seriesOf(jumping).geometry).toMatchObject({ codes: ['uneven'], volumeAllowed: false });
  });

  it('says that slices overlap and computes on', () => {
    const series = seriesOf(at(0, 2, 4).map((spec) => ({ ...spec, ...thickness('3') })));
    expect(series.geometry).toMatchObject({ codes: ['regular', 'overlap'], volumeAllowed: true });
  });

  it('sets a scout apart and keeps the volume of the rest', () => {
    const scout: SliceSpec = {
      uid: '1.2.7',
      extra: [
        el(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\LOCALIZER'),
        el(0x00200037, 'DS', '1\\0\\0\\0\\0\\-1'),
      ],
    };
    const series = seriesOf([...at(0, 3, 6), scout]);
    expect(series).toMatchObject({
      files: 4,
      geometry: { codes: ['mixed-orientation'], volumeAllowed: true },
    });
    expect(series.instances.length).toBe(3);
    expect(series.otherStacks.map((stack) => stack.instances.length)).toEqual([1]);
    expect(series.geometry.notes[0]).toMatch(
      /this one has 3 images; 1 set apart.*by itself \(localizer, coronal, 1 image of/,
    );
  });

  it('tells phases at the same places apart by acquisition', () => {
    const series = seriesOf([...phase(1), ...phase(2)]);
    expect(series.geometry).toMatchObject({ codes: ['duplicates'], volumeAllowed: true });
    expect(new Set(series.instances.map((header) => header.acquisitionNumber)).size).toBe(1);
    expect(series.otherStacks.length).toBe(1);
    expect(series.geometry.notes[0]).toMatch(/by itself \(phase 2 of 2, acquisition 2, \d images\)/);
  });

  it('puts phases in the order of their time, whatever their numbers', () => {
    const { stackName, otherStacks } = seriesOf([
      ...timed(1, '141500'),
      ...timed(2, '140322'),
      ...timed(3, '140900'),
    ]);
    const names = [stackName ?? '', ...otherStacks.map((stack) => stack.description)].toSorted();
    expect(names).toEqual([
      expect.stringMatching(/^phase 1 of 3, 14:03:22/),
      expect.stringMatching(/^phase 2 of 3, 14:09:00/),
      expect.stringMatching(/^phase 3 of 3, 14:15:00/),
    ]);
  });

  it('sets apart what stands in another frame of reference', () => {
    const other = at(9, 12).map((spec) => ({ ...spec, extra: [el(0x00200052, 'UI', '9.9')] }));
    const series = seriesOf([...at(0, 3, 6), ...other]);
    expect(series.instances.map((header) => header.frameOfReferenceUid)).toEqual([
      '1.2.3.5',
      '1.2.3.5',
      '1.2.3.5',
    ]);
  });

  it('gives projection images no place, even when they carry one', () => {
    const radiograph = at(0, 3, 6).map((spec) => ({
      ...spec,
      extra: [el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.12.2'), el(0x00080060, 'CS', 'RF')],
    }));
    expect(seriesOf(radiograph).geometry).toMatchObject({ codes: ['none'], grid: null });
  });

  it('finds no place in parallel row and column', () => {
    const flat = at(0, 3, 6).map((spec) => ({ ...spec, extra: [el(0x00200037, 'DS', '1\\0\\0\\1\\0\\0')] }));
    expect(seriesOf(flat).geometry).toMatchObject({ codes: ['none'], volumeAllowed: false });
  });
});

describe('sliceIndexOf', () => {
  const grid: VolumeGrid = {
    dimensions: [3, 2, 4],
    originLpsMm: [1, 2, 3],
    columnStepLpsMm: [0.7, 0, 0],
    rowStepLpsMm: [0, 0.5, 0],
    sliceStepLpsMm: [0, 1, 5],
  };
  it.each([
    [[1, 2, 3], 0],
    [[1, 4, 13], 2],
    [[1, 4.05, 13.05], 2],
    [[1, 2, 13], null],
    [[1, 2, -2], null],
    [[1, 6, 23], null],
  ] as const)('%s', (position, index) => {
    expect(sliceIndexOf(grid, position)).toBe(index);
  });
});
