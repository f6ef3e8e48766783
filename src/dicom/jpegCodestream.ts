import type { InstanceHeader } from './model.ts';

/** What the headers of a JPEG codestream say (ITU-T T.81 B.2.2, B.2.3). */
export interface JpegFacts {
  /** Sample precision, bits. */
  readonly precision: number;
  /** Does any scan refine coefficients of an earlier one (successive approximation, Ah > 0)? */
  readonly refines: boolean;
}

const SOS = 0xda;
const EOI = 0xd9;

/** Reads markers only; null where the bytes are no JPEG codestream with a frame header. */
export function readJpegFacts(bytes: Uint8Array): JpegFacts | null {
  let precision: number | null = null;
  let refines = false;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const code = bytes[at] === 0xff ? (bytes[at + 1] ?? 0) : 0;
    // Entropy-coded data, stuffed zeros, restart markers and fill bytes lie between segments.
    if (code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd8)) {
      at += 1;
      continue;
    }
    if (code === EOI) break;
    const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (isFrameHeader(code)) precision = bytes[at + 4] ?? null;
    if (code === SOS && (bytes[at + 1 + length] ?? 0) >> 4 > 0) refines = true;
    at += 2 + length;
  }
  return precision === null ? null : { precision, refines };
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which lie between them. */
const isFrameHeader = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;

/** Syntaxes whose frames the loader's 12-bit decoder reads. */
const JPEG_12_BIT_DECODER: readonly string[] = [
  '1.2.840.10008.1.2.4.51',
  '1.2.840.10008.1.2.4.53',
  '1.2.840.10008.1.2.4.55',
];

/** What the codestream of a frame says where the 12-bit decoder reads it; null for every other syntax. */
export const facts12BitOf = (header: InstanceHeader, encoded: Uint8Array): JpegFacts | null =>
  JPEG_12_BIT_DECODER.includes(header.transferSyntaxUid) ? readJpegFacts(encoded) : null;

/**
 * Why a frame is not given to the 12-bit decoder; null where its values are proven. It forgets the sign when it refines
 * coefficients (measured: up to 140 of 2700 off on odd/ts/ct512_JPEGProcess10), and nobody has shown what it does with
 * signed samples: a wrong picture is worse than none.
 */
export function refusal12Bit(header: InstanceHeader, { precision, refines }: JpegFacts): string | null {
  if (refines)
    return 'This JPEG refines its picture step by step (Full Progression, retired) and is not shown: the decoder at hand gets its values wrong. Ask the archive for an uncompressed copy.';
  return precision > 8 && header.pixelRepresentation === 1
    ? 'JPEG of signed 12-bit values is not shown: the decoder at hand is not proven for it. Ask the archive for an uncompressed copy.'
    : null;
}

const LEVEL_BIAS = 15;
const WHITE = 4095;

/**
 * Takes back what the loader's 12-bit decoder adds. Its level shift and rounding are those of 8 bits scaled by 4095/255:
 * floor((q + 2056 · 4095/255) / 16) where T.81 A.3.1 asks floor((q + 2048 · 16 + 8) / 16), q being 16 times the sample.
 * 33016 − 32776 = 240 = 15 · 16: every sample comes 15 too high, exactly. Below 15 the true sample was clipped to 0; it
 * saturates from 4080 up, and stays saturated.
 * Measured: after it, six files agree with dcmdjpeg within ±1 (rounding of the inverse DCT), and the HU of
 * odd/ts/ct512_JPEGProcess2 with the lossless original (−1 HU in the mean; +29 before).
 */
export function withoutLevelBias(decoded: ArrayLike<number>): Uint16Array {
  return Uint16Array.from(decoded, (value) => (value >= WHITE ? WHITE : Math.max(0, value - LEVEL_BIAS)));
}
