import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { readJpegFacts, withoutLevelBias } from '../../src/dicom/jpegCodestream.ts';
import { SHARED_DATA } from '../support/programs.ts';

function codestream(name: string): Uint8Array {
  const bytes = readFileSync(resolve(SHARED_DATA ?? '', 'odd/ts', name));
  const fragments = parseInstance(bytes, '').header?.pixelData?.frameFragments?.[0] ?? [];
  return new Uint8Array(
    Buffer.concat(fragments.map(({ offset, length }) => bytes.subarray(offset, offset + length))),
  );
}

describe.skipIf(SHARED_DATA === null)('facts of a JPEG codestream', () => {
  it.each([
    ['ct512_JPEGProcess1.dcm', { precision: 8, refines: false }],
    ['ct512_JPEGProcess2.dcm', { precision: 12, refines: false }],
    ['ct512_JPEGProcess6.dcm', { precision: 12, refines: false }],
    ['ct512_JPEGProcess10.dcm', { precision: 12, refines: true }],
    ['ct512_JPEGProcess14SV1.dcm', { precision: 16, refines: false }],
    ['ct512_JPEG2000.dcm', null],
  ] as const)('%s', (name, facts) => {
    expect(readJpegFacts(codestream(name))).toEqual(facts);
  });
});

const standard = (q: number): number => Math.max(0, Math.min(4095, (q + 32776) >> 4));

describe('the level shift of the 12-bit decoder', () => {
  /** The decoder's own arithmetic (codecs/jpeg.js, quantizeAndInverse), beside what T.81 A.3.1 asks. */
  const bitConversion = 255 / 4095;
  const decoderGives = (q: number): number => {
    if (q <= -2056 / bitConversion) return 0;
    return q >= 2024 / bitConversion ? 255 / bitConversion : (q + 2056 / bitConversion) >> 4;
  };
  it('is taken back exactly for every sample below saturation, and saturation stays', () => {
    const inputs = Array.from({ length: 70_000 }, (_, i) => i - 35_000);
    const corrected = withoutLevelBias(Uint16Array.from(inputs, decoderGives));
    const wanted = inputs.map((q) => (standard(q) >= 4080 ? 4095 : standard(q)));
    expect(corrected).toEqual(Uint16Array.from(wanted));
  });
});
