import type { InstanceHeader } from './model.ts';

type Decoded =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/**
 * Decoded values with the sign the header declares (Pixel Representation, PS3.3 C.7.6.3.1.1). JPEG 2000 codestreams
 * carry a sign of their own, and some writers set it wrong: the same bits are then read the other way. Real case:
 * odd/ts/J2K_pixelrep_mismatch, header signed 13 bits, codestream unsigned; air would read 6192 rather than −2000.
 *
 * @returns the array itself where both agree, else a new one of the declared sign
 */
export function declaredSign<T extends Decoded>(
  header: InstanceHeader,
  decoded: T,
): T | Int16Array | Uint16Array {
  const bits = header.bitsStored;
  if (header.samplesPerPixel !== 1 || bits < 1 || bits > 16) return decoded;
  const signed = header.pixelRepresentation === 1;
  if (signed && (decoded instanceof Uint8Array || decoded instanceof Uint16Array)) {
    const up = 32 - bits;
    return Int16Array.from(decoded, (value) => (value << up) >> up);
  }
  if (!signed && (decoded instanceof Int8Array || decoded instanceof Int16Array)) {
    if (decoded.every((value) => value >= 0)) return decoded;
    const mask = 2 ** bits - 1;
    return Uint16Array.from(decoded, (value) => value & mask);
  }
  return decoded;
}
