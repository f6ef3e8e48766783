import dicomParser from 'dicom-parser';
import { encapsulatedPixelData, part10Head } from '../dicom/part10.ts';

const JPEG_LS_LOSSLESS = '1.2.840.10008.1.2.4.80';

export type Compress = (file: Buffer) => Buffer;

/**
 * Rewrites Part 10 files of ours (Explicit VR Little Endian, grey, pixel data last) as JPEG-LS lossless: the data set
 * stays byte for byte, every frame becomes one fragment. Ref: PS3.5 8.2.3, A.4.3.
 */
export async function makeJpegLsCompressor(): Promise<Compress> {
  const { default: charls } = await import('@cornerstonejs/codec-charls/wasmjs');
  const { JpegLSEncoder } = await charls();
  return (file) => {
    const d = dicomParser.parseDicom(new Uint8Array(file));
    const pixels = d.elements['x7fe00010'];
    const [sopClass, sopInstance] = [d.string('x00080016'), d.string('x00080018')];
    const [height, width] = [d.uint16('x00280010') ?? 0, d.uint16('x00280011') ?? 0];
    const bytesEach = (d.uint16('x00280100') ?? 16) / 8;
    const firstElement = d.elements['x00080005'];
    if (
      pixels === undefined ||
      firstElement === undefined ||
      sopClass === undefined ||
      sopInstance === undefined
    )
      throw new Error('Argument "file" is not an image of the generator.');
    const frameBytes = height * width * bytesEach;
    const frames = Array.from({ length: d.intString('x00280008') ?? 1 }, (_, i) => {
      const encoder = new JpegLSEncoder();
      const bitsPerSample = d.uint16('x00280101') ?? 16;
      const raw = encoder.getDecodedBuffer({ width, height, bitsPerSample, componentCount: 1 });
      const start = pixels.dataOffset + i * frameBytes;
      raw.set(file.subarray(start, start + frameBytes));
      encoder.setNearLossless(0);
      encoder.setInterleaveMode(0);
      encoder.encode();
      const made = encoder.getEncodedBuffer().slice();
      encoder.delete();
      return made;
    });
    return Buffer.concat([
      part10Head(sopClass, sopInstance, JPEG_LS_LOSSLESS),
      file.subarray(firstElement.dataOffset - SHORT_HEADER, pixels.dataOffset - LONG_HEADER),
      encapsulatedPixelData(frames),
    ]);
  };
}

/** Bytes of an element's tag, VR and length: short and long form (PS3.5 7.1.2). */
const SHORT_HEADER = 8;
const LONG_HEADER = 12;
