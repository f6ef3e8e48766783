import * as dicomParser from 'dicom-parser';
import * as fc from 'fast-check';
import { deflateRaw } from 'pako';
import { describe, expect, it } from 'vitest';
import { readPart10 } from '../../src/dicom/part10.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { tagKey } from '../../src/dicom/tags.ts';
import {
  ascii,
  concat,
  ctSlice,
  dataset,
  el,
  EXPLICIT,
  header,
  itemHeader,
  part10,
} from './part10Builder.ts';
import { dataFiles, noData, readData } from './sharedData.ts';

const IMPLICIT = '1.2.840.10008.1.2';
const nested = [
  ...ctSlice({}),
  el(0x00081140, 'SQ', [
    [el(0x00081150, 'UI', '1.2'), el(0x00081199, 'SQ', [[el(0x00081155, 'UI', '1.2.3.4')]])],
    [],
  ]),
];

describe('readPart10', () => {
  it.each([
    ['explicit', EXPLICIT, {}],
    ['explicit, delimiters', EXPLICIT, { undefinedLengths: true }],
    ['implicit', IMPLICIT, { implicit: true }],
    ['implicit, delimiters', IMPLICIT, { implicit: true, undefinedLengths: true }],
  ])('reads nested sequences: %s', (_, syntax, options) => {
    const file = readPart10(part10(syntax, nested, options));
    expect(file?.problem).toBeNull();
    const items = file?.dataset.elements.get(0x00081140)?.items;
    expect(items?.length).toBe(2);
    expect(items?.[0]?.elements.get(0x00081199)?.items?.[0]?.elements.has(0x00081155)).toBe(true);
    expect(file?.dataset.elements.has(0x7fe00010)).toBe(true);
  });

  it('reads a known sequence that was stored as UN', () => {
    const inner = dataset([el(0x00081155, 'UI', '1.2.3.4')], { implicit: true });
    const hidden = concat([itemHeader(0xe000, inner.length), inner]);
    const file = readPart10(part10(EXPLICIT, ctSlice({ extra: [el(0x00081140, 'UN', hidden)] })));
    expect(file?.dataset.elements.get(0x00081140)?.items?.[0]?.elements.has(0x00081155)).toBe(true);
  });

  it('reads a dataset without preamble and meta group, in the syntax it is written in', () => {
    for (const implicit of [true, false]) {
      const file = readPart10(dataset(ctSlice({}), { implicit }));
      expect(file?.transferSyntaxUid).toBe(implicit ? IMPLICIT : EXPLICIT);
      expect(file?.dataset.elements.size).toBe(ctSlice({}).length);
    }
  });

  it('believes the bytes where the declared syntax is wrong', () => {
    const file = readPart10(part10(IMPLICIT, ctSlice({})));
    expect(file?.problem).toBeNull();
    expect(file?.dataset.elements.get(0x00280010)?.vr).toBe('US');
  });

  it('keeps what stands before an element that claims more than the file has', () => {
    const bytes = concat([
      part10(EXPLICIT, [el(0x00080060, 'CS', 'CT')]),
      header(0x00081030, 'LO', 60_000, {}),
      ascii('short'),
    ]);
    const file = readPart10(bytes);
    expect(file?.problem?.code).toBe('truncated');
    expect(file?.dataset.elements.has(0x00080060)).toBe(true);
  });

  it('refuses endless nesting', () => {
    const level = concat([header(0x00081140, 'SQ', 0xffffffff, {}), itemHeader(0xe000, 0xffffffff)]);
    const bytes = concat([part10(EXPLICIT, []), ...Array.from({ length: 200_000 }, () => level)]);
    expect(readPart10(bytes)?.problem?.message).toContain('nested deeper');
  });

  it('stops inflating what grows without end', () => {
    const bomb = deflateRaw(new Uint8Array(90_000_000));
    const file = readPart10(concat([part10('1.2.840.10008.1.2.1.99', []), bomb]));
    expect(file?.problem?.code).toBe('too-large');
    expect(file?.bytes.length).toBeLessThan(70_000_000);
  });

  it('stops at half a million elements', () => {
    const bytes = concat([part10(EXPLICIT, []), new Uint8Array(8 * 600_000)]);
    const view = new DataView(bytes.buffer);
    for (let i = 0, at = bytes.length - 8 * 600_000; at < bytes.length; i += 1, at += 8) {
      view.setUint16(at, 9 + 2 * (i >> 16), true);
      view.setUint16(at + 2, i & 0xffff, true);
      bytes.set(ascii('LO'), at + 4);
    }
    expect(readPart10(bytes)?.problem?.code).toBe('too-large');
  });

  it('never throws, whatever the bytes', () => {
    const valid = part10(EXPLICIT, nested, { undefinedLengths: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(valid.length),
        (edits, cut) => {
          const bytes = valid.slice(0, valid.length - (cut % 40));
          for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
          const { verdict } = parseInstance(bytes, 'x');
          expect(verdict.used).toBe(verdict.kept !== null);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(parseInstance(concat([ascii('DICM'), bytes]), 'x').verdict.used).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

/** dicom-parser throws on these, or stops early; this reader goes on. */
const BEYOND_DICOM_PARSER = [
  'fuzz/',
  'meta/',
  'charset/',
  'made_here/empty',
  'made_here/not_dicom',
  'manifest.csv',
];

describe.skipIf(noData)('against dicom-parser', () => {
  it('finds the same elements at the same places', () => {
    let compared = 0;
    for (const path of dataFiles('odd')) {
      if (BEYOND_DICOM_PARSER.some((prefix) => path.startsWith(prefix))) continue;
      const bytes = readData(`odd/${path}`);
      const reference = referenceElements(bytes);
      const file = readPart10(bytes);
      if (reference === null || file === null || file.bytes !== bytes) continue;
      const own = new Map(
        [...file.dataset.elements.values()].map((element) => [tagKey(element.tag), element.offset]),
      );
      expect([path, own]).toEqual([path, reference]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(130);
  });
});

function referenceElements(bytes: Uint8Array): ReadonlyMap<string, number> | null {
  try {
    const { elements } = dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010' });
    const rows = Object.values(elements)
      .map((element): [string, number] => [element.tag.slice(1).toUpperCase(), element.dataOffset])
      .filter(([key]) => !key.startsWith('0002'));
    return new Map(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  } catch {
    return null; // no Part 10 header: dicom-parser does not read those
  }
}
