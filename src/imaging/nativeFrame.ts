import type { InstanceHeader } from '../dicom/model.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { StoredValues } from './voxels.ts';

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const hostIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * Stored values of one frame of native (not encapsulated) Pixel Data.
 *
 * @param bytes - the Part 10 file the header was read from
 * @param frame - counts from 1
 * @returns rows × columns × samples values (a view of the file where nothing has to be changed), unused high bits cleared and sign extended (PS3.5 8.1.1);
 *   `err('frame-truncated')` when the bytes are not all there, `err('unsupported-bits')` for other bit depths
 */
export function readNativeFrame(
  header: InstanceHeader,
  bytes: Uint8Array,
  frame: number,
): Result<StoredValues> {
  const location = header.pixelData;
  if (location === null) return err(issue('no-pixels', 'The file has no pixel data.'));
  const count = header.rows * header.columns * header.samplesPerPixel;
  const bytesPerValue = header.bitsAllocated / 8;
  if (![1, 2, 4].includes(bytesPerValue)) {
    return err(issue('unsupported-bits', `Pixels of ${header.bitsAllocated} bits are not supported.`));
  }
  const start = location.offset + (frame - 1) * count * bytesPerValue;
  const end = start + count * bytesPerValue;
  if (end > bytes.byteLength || end > location.offset + location.length) {
    return err(issue('frame-truncated', `Frame ${frame} is not complete in the file.`));
  }
  const swapped = (header.transferSyntaxUid === BIG_ENDIAN) === hostIsLittleEndian;
  const masked = bytesPerValue < 4 && header.bitsStored < header.bitsAllocated;
  const aligned = (bytes.byteOffset + start) % bytesPerValue === 0;
  const own = swapped || masked || !aligned ? bytes.slice(start, end) : bytes.subarray(start, end);
  if (swapped) swapBytes(own, bytesPerValue);
  const values = typedView(own, count, bytesPerValue, header.pixelRepresentation === 1);
  if (masked) keepStoredBits(values, header);
  return ok(values);
}

function typedView(
  { buffer, byteOffset }: Uint8Array,
  count: number,
  bytesPerValue: number,
  signed: boolean,
): StoredValues {
  if (bytesPerValue === 1)
    return signed ? new Int8Array(buffer, byteOffset, count) : new Uint8Array(buffer, byteOffset, count);
  if (bytesPerValue === 2)
    return signed ? new Int16Array(buffer, byteOffset, count) : new Uint16Array(buffer, byteOffset, count);
  return signed ? new Int32Array(buffer, byteOffset, count) : new Uint32Array(buffer, byteOffset, count);
}

function swapBytes(bytes: Uint8Array, width: number): void {
  if (width === 1) return;
  for (let i = 0; i + width <= bytes.length; i += width) bytes.subarray(i, i + width).reverse();
}

/** Old files keep overlay planes in the unused bits. */
function keepStoredBits(values: StoredValues, header: InstanceHeader): void {
  const drop = Math.max(0, header.highBit + 1 - header.bitsStored);
  const up = 32 - header.bitsStored;
  const signed = header.pixelRepresentation === 1;
  for (let i = 0; i < values.length; i += 1) {
    const shifted = (values[i] ?? 0) >> drop;
    values[i] = signed ? (shifted << up) >> up : (shifted << up) >>> up;
  }
}
