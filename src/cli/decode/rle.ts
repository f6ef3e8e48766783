/**
 * RLE Lossless, one frame (PS3.5 annex G): up to 15 PackBits segments, one per byte of a sample, most significant
 * byte first. Answers the pixels little endian with samples interleaved.
 *
 * @param pixels - rows × columns
 * @param bytesPerSample - 1, 2 or 4
 * @returns null when the segments do not fill the frame
 */
export function decodeRle(
  frame: Uint8Array,
  pixels: number,
  samplesPerPixel: number,
  bytesPerSample: number,
): Uint8Array | null {
  if (frame.length < 64) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const segments = view.getUint32(0, true);
  if (segments !== samplesPerPixel * bytesPerSample) return null;
  const out = new Uint8Array(pixels * segments);
  for (let segment = 0; segment < segments; segment += 1) {
    const start = view.getUint32(4 + 4 * segment, true);
    const end = segment + 1 < segments ? view.getUint32(8 + 4 * segment, true) : frame.length;
    const sample = Math.floor(segment / bytesPerSample);
    const significance = bytesPerSample - 1 - (segment % bytesPerSample);
    const first = sample * bytesPerSample + significance;
    if (!unpack(frame.subarray(start, end), out, first, segments, pixels)) return null;
  }
  return out;
}

/** PackBits into every `stride`-th byte from `first`; false when the segment ends before `count` bytes are written. */
function unpack(packed: Uint8Array, out: Uint8Array, first: number, stride: number, count: number): boolean {
  let written = 0;
  let at = 0;
  while (written < count && at < packed.length) {
    const control = packed[at] ?? 128;
    at += 1;
    if (control === 128) continue;
    const run = control > 128;
    const length = run ? 257 - control : control + 1;
    for (let i = 0; i < length && written < count; i += 1) {
      const value = packed[run ? at : at + i];
      if (value === undefined) return false;
      out[first + written * stride] = value;
      written += 1;
    }
    at += run ? 1 : length;
  }
  return written === count;
}
