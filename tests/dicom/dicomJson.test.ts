import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../src/dicom/dicomJson.ts';
import { instanceToDicomJson } from '../../src/dicom/dicomJson.ts';
import { headerFromDicomJson } from '../../src/dicom/headerFromDicomJson.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { vrOfTag } from '../../src/dicom/vr.ts';
import { ctSlice, el, EXPLICIT, part10 } from './part10Builder.ts';
import { dataFiles, noData, readData } from './sharedData.ts';

const IMPLICIT = '1.2.840.10008.1.2';
function jsonOf(bytes: Uint8Array): DicomJson {
  const json = instanceToDicomJson(bytes, { pixelDataUri: '/bulk' });
  if (!json.ok) throw new Error(json.error.message);
  return json.value;
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const rich = ctSlice({
  extra: [
    el(0x00080005, 'CS', 'ISO_IR 192'),
    el(0x00081140, 'SQ', [[el(0x00081155, 'UI', '1.2.3.4')]]),
    el(0x00100010, 'PN', utf8('Yamada^Tarou=山田^太郎')),
    el(0x00189004, 'CS', ''),
    el(0x00180050, 'DS', '3.0'),
    el(0x00200013, 'IS', '7'),
    el(0x00280009, 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)),
    el(0x00280120, 'SS', -2000),
    el(0x00280103, 'US', 1),
    el(0x00281201, 'OW', [1, 2]),
    el(0x00291010, 'OB', new Uint8Array(5000)),
  ],
});

describe('instanceToDicomJson', () => {
  it.each([
    ['explicit', EXPLICIT, {}],
    ['implicit', IMPLICIT, { implicit: true }],
  ])('writes the model of PS3.18 F: %s', (_, syntax, options) => {
    const json = jsonOf(part10(syntax, rich, options));
    expect(json['00100010']).toEqual({
      vr: 'PN',
      Value: [{ Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎' }],
    });
    expect(json['00081140']).toEqual({ vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2.3.4'] } }] });
    expect(json['00180050']).toEqual({ vr: 'DS', Value: [3] });
    expect(json['00200013']).toEqual({ vr: 'IS', Value: [7] });
    expect(json['00280009']).toEqual({ vr: 'AT', Value: ['00181063'] });
    expect(json['00280120']).toEqual({ vr: 'SS', Value: [-2000] });
    expect(json['00281201']).toEqual({ vr: 'OW', InlineBinary: 'AQACAA==' });
    expect(json['00189004']).toEqual({ vr: 'CS' });
    expect(json['7FE00010']).toEqual({ vr: 'OW', BulkDataURI: '/bulk' });
    expect(json['00080005']).toEqual({ vr: 'CS', Value: ['ISO_IR 192'] });
    expect(json['00083002']).toEqual({ vr: 'UI', Value: [syntax] });
    expect(Object.keys(json).some((key) => key.startsWith('0002') || key === '00291010')).toBe(false);
  });

  it('refuses what is no DICOM', () => {
    expect(instanceToDicomJson(utf8('hello'), { pixelDataUri: null }).ok).toBe(false);
  });
});

describe('headerFromDicomJson', () => {
  it.each([null, 5, [], 'x', { '0020000D': 7 }, { '0020000D': { Value: 'x' } }, {}])('refuses %j', (json) => {
    expect(headerFromDicomJson(json, '').ok).toBe(false);
  });

  it('takes numbers written as text, and the syntax it is told', () => {
    const json = { ...jsonOf(part10(EXPLICIT, rich)), '00280030': { vr: 'DS', Value: ['0.5', '0.7'] } };
    const untold = Object.fromEntries(Object.entries(json).filter(([key]) => key !== '00083002'));
    const header = headerFromDicomJson(untold, '1.2.840.10008.1.2.4.90');
    expect(header.ok && [header.value.pixelSpacing, header.value.transferSyntaxUid]).toEqual([
      [0.5, 0.7],
      '1.2.840.10008.1.2.4.90',
    ]);
  });
});

describe.skipIf(noData)('every readable file', () => {
  it.each(['odd', 'series', 'derived'])('has the same header by way of JSON: %s', (folder) => {
    let compared = 0;
    for (const path of dataFiles(folder)) {
      const bytes = readData(`${folder}/${path}`);
      const { header } = parseInstance(bytes, path);
      const json = instanceToDicomJson(bytes, { pixelDataUri: null });
      if (header === null || !json.ok) continue;
      const again = headerFromDicomJson(JSON.parse(JSON.stringify(json.value)), '');
      if (!again.ok) continue;
      expect([path, again.value]).toEqual([path, { ...header, pixelData: null }]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });
});

describe('vrOfTag', () => {
  it.each([
    [0x00100010, 'PN'],
    [0x00280010, 'US'],
    [0x00280120, 'US'],
    [0x7fe00010, 'OW'],
    [0x60020010, 'US'],
    [0x00090010, 'UN'],
    [0x00080000, 'UL'],
    [0x52009230, 'SQ'],
    [0x0008ffff, 'UN'],
  ])('%i is %s', (tag, vr) => {
    expect(vrOfTag(tag)).toBe(vr);
  });

  it('agrees with the dictionary of dcmjs', async () => {
    const { default: dictionary }: { default: Record<string, { tag: string; vr: string }> } = await import(
      // @ts-expect-error dcmjs ships no types for its dictionary
      'dcmjs/dictionary'
    );
    const plain = Object.values(dictionary).filter(
      ({ tag, vr }) => /^\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)$/.test(tag) && /^[A-Z]{2}$/.test(vr),
    );
    expect(plain.length).toBeGreaterThan(4000);
    const differing = plain.filter(({ tag, vr }) => {
      const number = Number.parseInt(tag.slice(1, 5) + tag.slice(6, 10), 16);
      return vrOfTag(number) !== vr && number % 0x10000 !== 0;
    });
    expect(differing).toEqual([]);
  });
});
