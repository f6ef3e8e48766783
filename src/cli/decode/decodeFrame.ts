import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inflateRaw } from 'pako';
import { declaredSign } from '../../dicom/declaredSign.ts';
import { facts12BitOf, readJpegFacts, refusal12Bit, withoutLevelBias } from '../../dicom/jpegCodestream.ts';
import type { InstanceHeader } from '../../dicom/model.ts';
import { nativeFrameBytes } from '../../dicom/pixelLocation.ts';
import { transferSyntaxOf } from '../../dicom/transferSyntaxes.ts';
import type { Result } from '../../domain/result.ts';
import { err, issue, ok } from '../../domain/result.ts';
import { loadJpeg12 } from './jpeg12.ts';
import { decodeRle } from './rle.ts';
import type { DecodedFrame } from './wasmDecoder.ts';
import { quiet, runWasmDecoder } from './wasmDecoder.ts';

/**
 * Decodes one frame to see whether it can be decoded, with the codecs the page uses. Stored values: no rescale, no
 * colour transform.
 *
 * @param bytes - the file the header was read from; inflated for the deflated syntax
 * @param frame - counts from 1
 */
export async function decodeFrame(
  header: InstanceHeader,
  bytes: Uint8Array,
  frame: number,
): Promise<Result<DecodedFrame>> {
  const failed = (why: string): Result<DecodedFrame> =>
    err(
      issue(
        'decode-failed',
        `Frame ${frame} of ${header.numberOfFrames} cannot be decoded: ${why}. Send the file again from the source.`,
      ),
    );
  const encoded = frameBytes(header, bytes, frame);
  if (encoded === null) return failed('it is not complete in the file');
  const jpeg = facts12BitOf(header, encoded);
  const refusal = jpeg === null ? null : refusal12Bit(header, jpeg);
  if (refusal !== null) return err(issue('unsupported-syntax', refusal));
  try {
    const decoded = await decode(header, encoded);
    if (decoded === null) return failed('its codestream is damaged');
    if (decoded.columns !== header.columns || decoded.rows !== header.rows)
      return failed(
        `it is ${decoded.columns} × ${decoded.rows}, the header says ${header.columns} × ${header.rows}`,
      );
    return ok(asDeclared(header, decoded));
  } catch (error) {
    if (error instanceof DecoderMissing) return err(issue('decoder-missing', error.message));
    // Codecs throw numbers, strings and objects with the data inside; that it failed is all that may be said.
    return failed('its codestream is damaged or of an unknown kind');
  }
}

/** JPEG 2000 and HTJ2K carry a sign of their own; the header's holds. */
function asDeclared(header: InstanceHeader, decoded: DecodedFrame): DecodedFrame {
  const { bytes, signed } = decoded;
  if (signed === undefined || header.bitsAllocated !== 16) return decoded;
  const cells = bytes.length / 2;
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const values = signed
    ? new Int16Array(aligned.buffer, aligned.byteOffset, cells)
    : new Uint16Array(aligned.buffer, aligned.byteOffset, cells);
  const turned = declaredSign(header, values);
  return { ...decoded, bytes: new Uint8Array(turned.buffer, turned.byteOffset, turned.byteLength) };
}

/** Bytes of a frame as they stand in the file; null when they are not all there. */
function frameBytes(header: InstanceHeader, bytes: Uint8Array, frame: number): Uint8Array | null {
  const place = header.pixelData;
  if (place === null || frame > place.intactFrames) return null;
  if (place.frameFragments === null) {
    const size = nativeFrameBytes(header);
    const start = place.offset + Math.floor((frame - 1) * size);
    return bytes.subarray(start, start + Math.ceil(size));
  }
  const fragments = place.frameFragments[frame - 1] ?? [];
  const joined = new Uint8Array(fragments.reduce((sum, fragment) => sum + fragment.length, 0));
  let at = 0;
  for (const { offset, length } of fragments) {
    joined.set(bytes.subarray(offset, offset + length), at);
    at += length;
  }
  return joined;
}

async function decode(header: InstanceHeader, encoded: Uint8Array): Promise<DecodedFrame | null> {
  const plain = (bytes: Uint8Array | null): DecodedFrame | null =>
    bytes === null || bytes.length < Math.floor(nativeFrameBytes(header))
      ? null
      : { columns: header.columns, rows: header.rows, samplesPerPixel: header.samplesPerPixel, bytes };
  const pixels = header.rows * header.columns;
  switch (transferSyntaxOf(header.transferSyntaxUid)?.codec ?? null) {
    case 'native':
      return plain(
        transferSyntaxOf(header.transferSyntaxUid)?.littleEndian === false
          ? swapped(header, encoded)
          : encoded,
      );
    case 'deflated':
      return plain(inflateRaw(encoded));
    case 'rle':
      return plain(decodeRle(encoded, pixels, header.samplesPerPixel, Math.ceil(header.bitsAllocated / 8)));
    case 'jpeg-8bit':
    case 'jpeg-12bit':
      return decodeJpeg(header, encoded);
    case 'jpeg-lossless':
      return decodeLossless(header, encoded);
    case 'jpeg-ls':
      return runWasmDecoder((await charls()).JpegLSDecoder, encoded);
    case 'jpeg-2000':
      return runWasmDecoder((await openjpeg()).J2KDecoder, encoded);
    case 'htj2k':
      return runWasmDecoder((await openjph()).HTJ2KDecoder, encoded);
    case 'jpeg-xl':
      return runWasmDecoder((await libjxl()).JpegXLDecoder, encoded);
    default:
      return null;
  }
}

/** Big-endian cells of 16 and 32 bits turned to little endian. */
function swapped(header: InstanceHeader, bytes: Uint8Array): Uint8Array {
  const unit = header.bitsAllocated / 8;
  if (unit !== 2 && unit !== 4) return bytes;
  return bytes.map((_, i) => bytes[i - (i % unit) + (unit - 1 - (i % unit))] ?? 0);
}

/** Precision stands in the codestream: 8-bit pictures also come under the extended syntax. */
async function decodeJpeg(header: InstanceHeader, encoded: Uint8Array): Promise<DecodedFrame> {
  if (header.bitsAllocated === 8) return runWasmDecoder((await turbo()).JPEGDecoder, encoded);
  const Jpeg = await jpeg12();
  const image = new Jpeg();
  image.parse(encoded);
  image.colorTransform = false;
  const { width, height } = image;
  const decoded = image.getData16(width, height);
  const values = readJpegFacts(encoded)?.precision === 12 ? withoutLevelBias(decoded) : decoded;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { columns: width, rows: height, samplesPerPixel: image.components.length, bytes };
}

async function decodeLossless(header: InstanceHeader, encoded: Uint8Array): Promise<DecodedFrame | null> {
  const { Decoder } = await jpegLossless();
  const decoder = new Decoder();
  const bytesPerSample = header.bitsAllocated <= 8 ? 1 : 2;
  const decoded = decoder.decode(encoded.slice().buffer, 0, encoded.length, bytesPerSample);
  const bytes = new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
  const { dimX, dimY, numComp } = decoder.frame;
  return { columns: dimX, rows: dimY, samplesPerPixel: numComp, bytes };
}

/** A codec that does not start says nothing about the file: it must not be called damaged for it. */
class DecoderMissing extends Error {}

/** Each codec starts once, on the first frame that needs it. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () =>
    (started ??= load().catch(() => {
      throw new DecoderMissing(
        'The decoder for this transfer syntax did not start here: the pixels are unproven.',
      );
    }));
}
const jpegLossless = once(() => import('@cornerstonejs/jpeg-lossless-decoder-js'));
const jpeg12 = once(loadJpeg12);
const openjpeg = once(async () =>
  (await import('@cornerstonejs/codec-openjpeg/decodewasmjs')).default(quiet()),
);
const charls = once(async () => (await import('@cornerstonejs/codec-charls/decodewasmjs')).default(quiet()));
const openjph = once(async () => (await import('@cornerstonejs/codec-openjph/wasmjs')).default(quiet()));
const turbo = once(async () =>
  (await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs')).default(quiet()),
);
const libjxl = once(async () => {
  // This one fetches its WebAssembly even in Node, where fetch reads no files: it is handed the bytes.
  const wasmBinary = await readFile(
    createRequire(import.meta.url).resolve('@cornerstonejs/codec-libjxl/decodewasm'),
  );
  return (await import('@cornerstonejs/codec-libjxl/decodewasmjs')).default({ ...quiet(), wasmBinary });
});
