import { describe, expect, it } from 'vitest';
import { DicomImport } from '../../src/dicom/dicomImport.ts';
import { importBytes } from '../../src/dicom/importBytes.ts';
import { zipEntries } from '../../src/dicom/zipEntries.ts';
import { ascii, ctSlice, EXPLICIT, part10 } from './part10Builder.ts';
import { zip } from './zipBuilder.ts';

async function rowsOf(bytes: Uint8Array): Promise<readonly (readonly [string, string])[]> {
  const rows: (readonly [string, string])[] = [];
  for await (const entry of zipEntries(bytes, 'a.zip'))
    rows.push([entry.path, entry.kind === 'file' ? String(entry.bytes.length) : entry.code]);
  return rows;
}

describe('zipEntries', () => {
  it('walks folders and archives inside archives', async () => {
    const inner = await zip({ 'deep/b': ascii('bb') });
    const outer = await zip({ 'x/a': ascii('a'), 'inner.zip': inner, empty: new Uint8Array(0) });
    expect(await rowsOf(outer)).toEqual([
      ['a.zip/x/a', '1'],
      ['a.zip/inner.zip/deep/b', '2'],
      ['a.zip/empty', '0'],
    ]);
  });

  it('keeps names inside the archive', async () => {
    const bytes = await zip({ '../../etc/passwd': ascii('x') });
    expect(await rowsOf(bytes)).toEqual([['a.zip/etc/passwd', '1']]);
  });

  it('opens three levels and no more', async () => {
    let bytes = await zip({ core: ascii('x') });
    for (let level = 0; level < 3; level += 1) bytes = await zip({ 'n.zip': bytes });
    expect(await rowsOf(bytes)).toEqual([['a.zip/n.zip/n.zip/n.zip', 'too-large']]);
  });

  it('refuses what unpacks to far more than it is', async () => {
    const bytes = await zip({ bomb: new Uint8Array(80_000_000), fine: ascii('x') });
    expect(bytes.length).toBeLessThan(400_000);
    expect(await rowsOf(bytes)).toEqual([
      ['a.zip/bomb', 'too-large'],
      ['a.zip/fine', '1'],
    ]);
  });

  it('refuses an entry that is longer than the archive states', async () => {
    const bytes = await zip({ lie: new Uint8Array(5000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at + 4 < bytes.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    expect(await rowsOf(bytes)).toEqual([['a.zip/lie', 'malformed']]);
  });

  it('answers for encrypted, cut and broken archives', async () => {
    expect(await rowsOf(await zip({ secret: ascii('x') }, 'password'))).toEqual([
      ['a.zip/secret', 'malformed'],
    ]);
    const whole = await zip({ a: ascii('a'), b: ascii('b') });
    expect(await rowsOf(whole.slice(0, whole.length - 30))).toEqual([['a.zip', 'malformed']]);
    expect(await rowsOf(ascii('PK\x03\x04 nothing behind it'))).toEqual([['a.zip', 'malformed']]);
  });
});

describe('importBytes', () => {
  it('gives the archive and each member a row, and hands over what is used', async () => {
    const slice = part10(EXPLICIT, ctSlice({}));
    const bytes = await zip({ 'one.dcm': slice, 'again.dcm': slice, 'readme.txt': ascii('words') });
    const dicom = new DicomImport();
    const used: string[] = [];
    for await (const instance of importBytes(dicom, 'study.zip', bytes)) used.push(instance.path);
    expect(used).toEqual(['study.zip/one.dcm']);
    expect(dicom.verdicts().map(({ path, code, kept }) => [path, code, kept])).toEqual([
      ['study.zip/one.dcm', 'ok', '1 image'],
      ['study.zip/again.dcm', 'duplicate', null],
      ['study.zip/readme.txt', 'not-dicom', null],
      ['study.zip', 'ok', '3 files'],
    ]);
  });
});

const multi = (pixels: number): Uint8Array =>
  part10(
    EXPLICIT,
    ctSlice({
      extra: [
        { tag: 0x00280008, vr: 'IS', value: '3' },
        { tag: 0x7fe00010, vr: 'OW', value: Array.from({ length: pixels }, () => 1) },
      ],
    }),
  );

describe('DicomImport', () => {
  it('prefers the more complete of two files with one UID', () => {
    const run = part10(EXPLICIT, ctSlice({ extra: [] }));
    const dicom = new DicomImport();
    dicom.add('cut', multi(12));
    dicom.add('whole', multi(18));
    dicom.add('other', run);
    expect(dicom.verdicts().map(({ path, used, code }) => [path, used, code])).toEqual([
      ['cut', false, 'duplicate'],
      ['whole', true, 'ok'],
      ['other', false, 'duplicate'],
    ]);
    expect(dicom.studies()[0]?.series[0]?.frames).toBe(3);
  });
});
