import { describe, expect, it } from 'vitest';
import { modalityLutOf, throughModalityLut } from '../../src/dicom/modalityLut.ts';
import { noData, readData } from './sharedData.ts';
import { el, part10 } from './part10Builder.ts';

const fileWith = (
  descriptor: readonly number[],
  data: Uint8Array | readonly number[],
  signed = false,
): Uint8Array =>
  part10('1.2.840.10008.1.2.1', [
    el(0x00080060, 'CS', 'RF'),
    el(0x00280103, 'US', signed ? 1 : 0),
    el(0x00283000, 'SQ', [
      [
        el(0x00283002, 'US', descriptor),
        data instanceof Uint8Array ? el(0x00283006, 'OW', data) : el(0x00283006, 'US', data),
      ],
    ]),
  ]);

describe('the Modality LUT of a file', () => {
  it.each([
    ['words', [4, 10, 16], [0, 100, 1000, 65_535]],
    ['bytes one to a byte', [4, 10, 8], new Uint8Array([1, 2, 3, 250])],
  ] as const)('is read from %s', (_, descriptor, data) => {
    expect(modalityLutOf(fileWith(descriptor, data))).toEqual({
      firstStored: 10,
      entries: Uint16Array.from(data),
    });
  });

  it('holds 65536 entries where the descriptor says 0', () => {
    const data = new Uint8Array(Uint16Array.from({ length: 0x10000 }, (_, i) => 0xffff - i).buffer);
    const entries = modalityLutOf(fileWith([0, 0, 16], data))?.entries;
    expect([entries?.length, entries?.[0], entries?.[0xffff]]).toEqual([0x10000, 0xffff, 0]);
  });

  it('starts below zero for signed pixels', () => {
    expect(modalityLutOf(fileWith([2, 0xfffe, 16], [5, 6], true))?.firstStored).toBe(-2);
  });

  it.each([
    ['more entries than data', [5, 0, 16], [1, 2, 3]],
    ['an impossible depth', [3, 0, 32], [1, 2, 3]],
    ['no descriptor to speak of', [3], [1, 2, 3]],
  ] as const)('is refused with %s', (_, descriptor, data) => {
    expect(modalityLutOf(fileWith(descriptor, data))).toBeNull();
  });

  it('maps exactly, and clamps to its ends', () => {
    const lut = { firstStored: -1, entries: Uint16Array.of(7, 9, 65_535) };
    expect([...throughModalityLut(lut, [-5, -1, 0, 1, 99])]).toEqual([7, 7, 9, 65_535, 65_535]);
  });

  it.skipIf(noData)('is read from a real radiograph as dcmdump shows it', () => {
    const lut = modalityLutOf(readData('odd/pixel/cr_mono1_modality_lut_sequence.dcm'));
    expect(lut?.entries.length).toBe(1024);
    expect([...(lut?.entries.subarray(0, 12) ?? [])]).toEqual([0, 0, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6]);
  });
});
