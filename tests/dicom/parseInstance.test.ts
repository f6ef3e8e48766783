import { describe, expect, it } from 'vitest';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import {
  ascii,
  concat,
  CT_IMAGE,
  ctSlice,
  el,
  EXPLICIT,
  header,
  itemHeader,
  part10,
} from './part10Builder.ts';
import type { TestElement } from './part10Builder.ts';

const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
const without = (elements: readonly TestElement[], tag: number): readonly TestElement[] =>
  elements.filter((element) => element.tag !== tag);
const codeOf = (elements: readonly TestElement[], syntax = EXPLICIT): string =>
  parseInstance(part10(syntax, elements), 'a').verdict.code;

/** A JPEG in one even fragment. */
const jpeg = (name: number): Uint8Array => Uint8Array.of(0xff, 0xd8, name, 0xff, 0xd9, 0);
const continuation = (name: number): Uint8Array => Uint8Array.of(0x11, name);

function encapsulated(
  frames: number,
  offsets: readonly number[],
  fragments: readonly Uint8Array[],
): Uint8Array {
  const table = new Uint8Array(Uint32Array.from(offsets).buffer);
  const elements = without(ctSlice({ extra: [el(0x00280008, 'IS', String(frames))] }), 0x7fe00010);
  return concat([
    part10(JPEG_BASELINE, elements),
    header(0x7fe00010, 'OB', 0xffffffff, {}),
    itemHeader(0xe000, table.length),
    table,
    ...fragments.flatMap((fragment) => [itemHeader(0xe000, fragment.length), fragment]),
    itemHeader(0xe0dd, 0),
  ]);
}
const framesOf = (bytes: Uint8Array): readonly number[] | undefined =>
  parseInstance(bytes, 'a').header?.pixelData?.frameFragments?.map((fragments) => fragments.length);

describe('parseInstance', () => {
  it('reads a slice', () => {
    const { header: read, verdict } = parseInstance(part10(EXPLICIT, ctSlice({ z: -7.5 })), 'folder/a');
    expect(verdict).toEqual({
      path: 'folder/a',
      used: true,
      code: 'ok',
      kept: '1 image',
      message: 'Read completely.',
    });
    expect(read).toMatchObject({
      sopClassUid: CT_IMAGE,
      rows: 2,
      columns: 3,
      imagePositionPatient: [0, 0, -7.5],
      pixelSpacing: [0.5, 0.7],
      numberOfFrames: 1,
      rescaleSlope: 1,
      patientOrientation: null,
    });
  });

  it('states absent spacing, position and orientation as absent', () => {
    const bare = [0x00280030, 0x00200032, 0x00200037, 0x00200052].reduce(without, ctSlice({}));
    expect(parseInstance(part10(EXPLICIT, bare), 'a').header).toMatchObject({
      pixelSpacing: null,
      imagePositionPatient: null,
      imageOrientationPatient: null,
      frameOfReferenceUid: null,
    });
  });

  it.each([
    ['0\\0', null],
    ['0.5', null],
    ['0.5\\-1', null],
    ['0.5mm\\0.5', null],
    ['1e-1\\.2', [0.1, 0.2]],
  ])('Pixel Spacing %s', (value, expected) => {
    const bytes = part10(EXPLICIT, ctSlice({ extra: [el(0x00280030, 'DS', value)] }));
    expect(parseInstance(bytes, 'a').header?.pixelSpacing).toEqual(expected);
  });

  it('reads a slope of zero as not stated, and drops windows without width', () => {
    const extra = [
      el(0x00281050, 'DS', '40\\50'),
      el(0x00281051, 'DS', '0\\400'),
      el(0x00281053, 'DS', '0'),
      el(0x00281054, 'LO', 'HU'),
    ];
    expect(parseInstance(part10(EXPLICIT, ctSlice({ extra })), 'a').header).toMatchObject({
      rescaleSlope: 1,
      rescaleType: null,
      windowCenter: [50],
      windowWidth: [400],
    });
  });

  it.each([
    ['SR', '1.2.840.10008.5.1.4.1.1.88.33', 'structured report'],
    ['KOS', '1.2.840.10008.5.1.4.1.1.88.59', 'key object'],
    ['GSPS', '1.2.840.10008.5.1.4.1.1.11.1', 'presentation state'],
    ['SEG', '1.2.840.10008.5.1.4.1.1.66.4', 'segmentation'],
    ['PDF', '1.2.840.10008.5.1.4.1.1.104.1', 'PDF'],
    ['RT dose', '1.2.840.10008.5.1.4.1.1.481.2', 'RT dose'],
    ['RT structures', '1.2.840.10008.5.1.4.1.1.481.3', 'RT structure set'],
    ['raw data', '1.2.840.10008.5.1.4.1.1.66', 'raw data'],
  ])('names what is no image: %s', (_, uid, words) => {
    const { verdict } = parseInstance(part10(EXPLICIT, ctSlice({ extra: [el(0x00080016, 'UI', uid)] })), 'a');
    expect(verdict.code).toBe('non-image');
    expect(verdict.message).toContain(words);
  });

  it('reads RT images and unknown classes with pixels as images', () => {
    for (const uid of ['1.2.840.10008.5.1.4.1.1.481.1', '1.2.276.0.1.2.3'])
      expect(codeOf(ctSlice({ extra: [el(0x00080016, 'UI', uid)] }))).toBe('ok');
  });

  it.each([
    ['no pixels', without(ctSlice({}), 0x7fe00010), EXPLICIT, 'no-pixels'],
    ['video', ctSlice({}), '1.2.840.10008.1.2.4.102', 'unsupported-syntax'],
    ['private syntax', ctSlice({}), '1.2.3.4.5', 'unsupported-syntax'],
    ['no series', without(ctSlice({}), 0x0020000e), EXPLICIT, 'malformed'],
    ['no rows', without(ctSlice({}), 0x00280010), EXPLICIT, 'malformed'],
    ['12-bit cells', ctSlice({ extra: [el(0x00280100, 'US', 12)] }), EXPLICIT, 'unsupported-syntax'],
    [
      'huge',
      ctSlice({ extra: [el(0x00280010, 'US', 60_000), el(0x00280011, 'US', 60_000)] }),
      EXPLICIT,
      'too-large',
    ],
    ['cut', ctSlice({ extra: [el(0x7fe00010, 'OW', [1, 2, 3])] }), EXPLICIT, 'truncated'],
  ])('refuses %s', (_, elements, syntax, code) => {
    const { verdict } = parseInstance(part10(syntax, elements), 'a');
    expect([verdict.code, verdict.used, verdict.kept]).toEqual([code, false, null]);
    expect(verdict.message).toMatch(/\.$/);
  });

  it('keeps the whole frames of a cut run', () => {
    const bytes = part10(
      EXPLICIT,
      ctSlice({
        extra: [
          el(0x00280008, 'IS', '5'),
          el(
            0x7fe00010,
            'OW',
            Array.from({ length: 20 }, () => 7),
          ),
        ],
      }),
    );
    expect(parseInstance(bytes, 'a').verdict).toMatchObject({
      used: true,
      code: 'truncated',
      kept: '3 of 5 frames',
    });
  });

  it('says nothing of the patient', () => {
    const extra = [
      el(0x00100010, 'PN', 'Secret^Name'),
      el(0x00100020, 'LO', 'SECRET-ID'),
      el(0x0008103e, 'LO', 'SECRET'),
    ];
    const elements = ctSlice({ extra });
    const files = [
      part10(EXPLICIT, elements),
      part10(EXPLICIT, without(elements, 0x7fe00010)),
      part10('1.2.3', elements),
      part10(EXPLICIT, elements).slice(0, 300),
      part10(EXPLICIT, elements).slice(0, -4),
      concat([ascii('SECRET text')]),
    ];
    for (const bytes of files)
      expect(JSON.stringify(parseInstance(bytes, 'a').verdict)).not.toMatch(/secret/i);
  });
});

describe('frames of encapsulated pixel data', () => {
  it.each([
    ['one fragment a frame', encapsulated(3, [], [jpeg(1), jpeg(2), jpeg(3)]), [1, 1, 1]],
    ['one frame in pieces', encapsulated(1, [], [jpeg(1), continuation(1), continuation(1)]), [3]],
    [
      'pieces without a table',
      encapsulated(2, [], [jpeg(1), continuation(1), jpeg(2), continuation(2)]),
      [2, 2],
    ],
    ['pieces with a table', encapsulated(2, [0, 24], [jpeg(1), continuation(1), jpeg(2)]), [2, 1]],
    ['a table that lies', encapsulated(2, [0, 999], [jpeg(1), continuation(1), jpeg(2)]), [2, 1]],
  ])('%s', (_, bytes, expected) => {
    expect(framesOf(bytes)).toEqual(expected);
  });

  it.each([
    ['inside the last fragment', 9, 2],
    ['between two pieces of a frame', 8 + 8 + 2, 2],
    ['after the last frame', 8, 3],
  ])('keeps what is whole of a file cut %s', (_, cut, intact) => {
    for (const offsets of [[], [0, 14, 28]]) {
      const whole = encapsulated(3, offsets, [
        jpeg(1),
        jpeg(2),
        Uint8Array.of(0xff, 0xd8),
        Uint8Array.of(0xff, 0xd9),
      ]);
      const { header: read } = parseInstance(whole.slice(0, whole.length - cut), 'a');
      expect([offsets, read?.pixelData?.intactFrames]).toEqual([offsets, intact]);
    }
  });

  it('drops the frame that the end of the file cut', () => {
    const whole = encapsulated(3, [], [jpeg(1), jpeg(2), jpeg(3)]);
    const { verdict, header: read } = parseInstance(whole.slice(0, whole.length - 10), 'a');
    expect(verdict).toMatchObject({ used: true, code: 'truncated', kept: '2 of 3 frames' });
    expect(read?.pixelData?.intactFrames).toBe(2);
  });
});
