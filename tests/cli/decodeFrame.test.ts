import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/cli/decode/decodeFrame.ts';
import { decodeRle } from '../../src/cli/decode/rle.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { inflatedInstance } from '../../src/dicom/part10.ts';
import { noData, readData } from '../dicom/sharedData.ts';

/** First 16 hex digits of the SHA-1 of all frames, little endian; '' when one cannot be decoded. */
async function digestOf(path: string): Promise<string> {
  const bytes = readData(`odd/${path}`);
  const { header } = parseInstance(bytes, path);
  if (header === null) return '';
  const hash = createHash('sha1');
  for (let frame = 1; frame <= header.numberOfFrames; frame += 1) {
    const decoded = await decodeFrame(header, inflatedInstance(bytes), frame);
    if (!decoded.ok) return '';
    hash.update(decoded.value.bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Digests of manifest.csv, made by pydicom, gdcm and DCMTK. */
describe.skipIf(noData)('decodeFrame', () => {
  it.each([
    ['ts/ct512_BigEndianExplicit.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_DeflatedExplicitVRLittleEndian.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_LittleEndianImplicit.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_RLELossless.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_JPEG2000LosslessOnly.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_JPEG2000.dcm', '641561f4f3ab4029'],
    ['ts/ct512_JPEGLSLossless.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_JPEGLSLossy.dcm', '0dc32d3673db3f5c'],
    ['ts/ct512_JPEGProcess14.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_JPEGProcess14SV1.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_JPEGProcess1.dcm', '9c08a7b8772ebc04'],
    ['ts/frag_CT0012.fragmented_no_bot_jpeg_lossless.57.dcm', '74713a91365ce64a'],
    ['ts/frag_CT0012.fragmented_no_bot_jpeg_ls.81.dcm', '94c22f51ff825214'],
    ['ts/frag_CT1_UNC.fragmented_bot_jpeg_ls.80.dcm', '1a38b18f29f4b63b'],
    ['ts/multifragment_single_frame_JPEG_lossless.dcm', '44cebbcffb985082'],
    ['geometry/emri_small_RLE.dcm', 'b71bc81978b321ad'],
    ['geometry/emri_small_jpeg_2k_lossless.dcm', 'b71bc81978b321ad'],
    ['pixel/rle_one_frame_many_fragments.dcm', '1a38b18f29f4b63b'],
    ['pixel/ct_1024_jpegll.dcm', '7d76d48d64d7ac54'],
  ])('%s', async (path, digest) => {
    expect(await digestOf(path)).toBe(digest);
  });

  it.each([
    'ts/ct512_JPEGProcess2.dcm',
    'ts/ct512_JPEGProcess6.dcm',
    'ts/jpegxl_us_27frames.dcm',
    'ts/htj2k_lossy_rgb.dcm',
  ])('decodes, without a reference to compare with: %s', async (path) => {
    expect(await digestOf(path)).not.toBe('');
  });

  it('refuses a frame that the file does not hold', async () => {
    const bytes = readData('odd/geometry/emri_small_RLE.dcm');
    const { header } = parseInstance(bytes, '');
    if (header === null) throw new Error('no header');
    expect((await decodeFrame(header, bytes, 11)).ok).toBe(false);
  });
});

const frame = (...segment: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(64 + segment.length);
  bytes.set([1, 0, 0, 0, 64]);
  bytes.set(segment, 64);
  return bytes;
};

describe('decodeRle', () => {
  it.each([
    ['a run', frame(0xfd, 7), [7, 7, 7, 7]],
    ['a literal', frame(3, 1, 2, 3, 4), [1, 2, 3, 4]],
    ['a no-op between', frame(1, 1, 2, 0x80, 0xff, 9), [1, 2, 9, 9]],
    ['a segment that ends early', frame(1, 1, 2), null],
    ['a literal cut short', frame(3, 1, 2), null],
    ['no header', new Uint8Array(10), null],
  ])('%s', (_, bytes, expected) => {
    const decoded = decodeRle(bytes, 4, 1, 1);
    expect(decoded === null ? null : [...decoded]).toEqual(expected);
  });
});
