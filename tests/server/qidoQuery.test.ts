import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchArchive } from '../../src/server/archive/qidoSearch.ts';
import type { FoundStudy } from '../../src/server/archive/qidoAttributes.ts';
import { acceptsParts, parseAccept } from '../../src/server/archive/accept.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { slice } from './support/dicomFolder.ts';

const sample = parseInstance(slice(1, 0), '').header;

function studyNamed(description: string): FoundStudy {
  if (sample === null) throw new Error('The test slice cannot be read.');
  const instance = { ...sample, study: { ...sample.study, description } };
  return { studyUid: '1.2', series: [{ seriesUid: '1.3', instances: [instance] }] };
}
function finds(description: string, pattern: string): boolean {
  const query = new URLSearchParams({ StudyDescription: pattern });
  const found = searchArchive(
    [studyNamed(description)],
    'study',
    { studyUid: null, seriesUid: null },
    query,
    '',
  );
  return found.ok && found.value.rows.length === 1;
}

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '^'), minLength: 1, maxLength: 8 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), minLength: 1, maxLength: 8 });

test('wildcards mean what the same pattern means as a regular expression', () => {
  fc.assert(
    fc.property(letters, pattern, (text, wanted) => {
      const source = wanted
        .replaceAll(/[.^]/g, String.raw`\$&`)
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
      expect(finds(text, wanted)).toBe(new RegExp(`^${source}$`, 's').test(text));
    }),
    { numRuns: 500 },
  );
});

test('a text finds itself', () => {
  fc.assert(
    fc.property(letters, (text) => {
      expect(finds(text, text)).toBe(true);
    }),
  );
});

test.each([
  ['Yamada*', true],
  ['山田*', true],
  ['*太郎', true],
  ['yamada^tarou=山田^太郎', true],
  ['山本*', false],
])('a name is found by any of its spellings: %s', (wanted, found) => {
  if (sample === null) throw new Error('The test slice cannot be read.');
  const instance = { ...sample, patient: { ...sample.patient, name: 'Yamada^Tarou=山田^太郎' } };
  const study = { studyUid: '1.2', series: [{ seriesUid: '1.3', instances: [instance] }] };
  const query = new URLSearchParams({ PatientName: wanted });
  const answer = searchArchive([study], 'study', { studyUid: null, seriesUid: null }, query, '');
  expect(answer.ok && answer.value.rows.map((row) => row['00100010']?.Value)).toEqual(
    found ? [[{ Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎' }]] : [],
  );
});

test('a hostile pattern costs little', () => {
  expect(finds('a'.repeat(5_000), `${'*a'.repeat(2_000)}b`)).toBe(false);
});

test.each([
  ['', true],
  ['*/*', true],
  ['multipart/related; type="application/dicom"', true],
  ['multipart/related; type=application/dicom; transfer-syntax=*', true],
  ['multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.1', true],
  ['multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.90', false],
  ['multipart/related; type="image/jp2"', false],
  ['application/json, multipart/related; type="application/*"', true],
  ['multipart/related; type="application/dicom"; q=0', false],
  ['text/html', false],
])('Accept: %s', (accept, expected) => {
  const ranges = parseAccept(accept);
  const accepted = acceptsParts(ranges, 'application/dicom', '1.2.840.10008.1.2.1');
  expect(accepted).toBe(expected);
});
