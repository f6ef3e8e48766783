import type { InstanceHeader } from '../dicom/model.ts';
import { parseInstance } from '../dicom/parseInstance.ts';
import { inflatedInstance } from '../dicom/part10.ts';
import { DEFLATED_EXPLICIT_LITTLE_ENDIAN } from '../dicom/transferSyntaxes.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { InstanceSource, LoadState } from './api.ts';
import { decodeCompressedFrame } from './compressedFrame.ts';
import { toRgb } from './frameColour.ts';
import { readNativeFrame } from './nativeFrame.ts';
import { frameKey, putColour, putFrame, type SeriesImage } from './seriesImage.ts';
import { SourceError } from './sourceError.ts';
import type { StoredValues } from './voxels.ts';

/** Frames decoded at the same time; more would only hold memory. */
const DECODES_IN_FLIGHT = 8;
/** Keeps colour as it was stored; the other codecs hand out interleaved RGB. */
const RLE_LOSSLESS = '1.2.840.10008.1.2.5';

export interface LoadEvents {
  /** A frame is in its place. */
  frame(index: number): void;
  progress(loaded: number, total: number): void;
}

/**
 * Fills a series from its source: parses each instance, decodes, and puts frames where they belong. One bad frame costs
 * that frame: it is listed in `skipped`, with the instance number and the reason, and everything else is kept.
 *
 * @returns the final state: complete, cancelled, or failed with a sentence
 */
export async function loadSeries(
  source: InstanceSource,
  image: SeriesImage,
  signal: AbortSignal,
  events: LoadEvents,
): Promise<LoadState> {
  const total = image.frames.length;
  const places = new Map(
    image.frames.map((ref, index) => [frameKey(ref.header.sopInstanceUid, ref.frame), index]),
  );
  const skipped = new Map<number, string>();
  const pending = new Set<Promise<void>>();
  let loaded = image.present.reduce((count, flag) => count + flag, 0);

  const settle = (index: number, result: Result<unknown>): void => {
    if (signal.aborted) return;
    if (result.ok) {
      skipped.delete(index);
      loaded += 1;
      events.frame(index);
      events.progress(loaded, total);
    } else {
      skipped.set(index, result.error.message);
    }
  };

  try {
    for await (const file of source.stream(signal)) {
      if (signal.aborted) break;
      const { header } = parseInstance(file, '');
      if (header === null) continue;
      const deflated = header.transferSyntaxUid === DEFLATED_EXPLICIT_LITTLE_ENDIAN;
      const bytes = deflated ? inflatedInstance(file) : file;
      for (let frame = 1; frame <= Math.max(1, header.numberOfFrames); frame += 1) {
        const index = places.get(frameKey(header.sopInstanceUid, frame));
        if (index === undefined || image.present[index] === 1) continue;
        const decoding = decodeInto(image, index, header, bytes, frame).then((result) =>
          settle(index, result),
        );
        pending.add(decoding);
        void decoding.finally(() => pending.delete(decoding));
        if (pending.size >= DECODES_IN_FLIGHT) await Promise.race(pending);
        if (signal.aborted) break;
      }
    }
    await Promise.all(pending);
  } catch (error) {
    if (!signal.aborted) return { kind: 'failed', message: failureWords(source, error, loaded, total) };
  }
  if (signal.aborted) return { kind: 'cancelled', loaded, total };
  if (loaded === 0) {
    const reason = [...skipped.values()][0] ?? 'No picture of this series could be read.';
    return { kind: 'failed', message: reason };
  }
  return { kind: 'complete', total, skipped: skippedWords(image, skipped) };
}

async function decodeInto(
  image: SeriesImage,
  index: number,
  header: InstanceHeader,
  bytes: Uint8Array,
  frame: number,
): Promise<Result<null>> {
  if (header.photometricInterpretation === 'PALETTE COLOR') {
    return err(issue('unsupported-colour', 'Palette colour pictures are not shown.'));
  }
  const encapsulated = header.pixelData?.frameFragments != null;
  const stored: Result<StoredValues> = encapsulated
    ? await decodeCompressedFrame(header, bytes, frame)
    : readNativeFrame(header, bytes, frame);
  if (!stored.ok) return stored;
  if (image.kind === 'stack' && header.samplesPerPixel === 3) {
    const rgb = toRgb(header, stored.value, encapsulated && header.transferSyntaxUid !== RLE_LOSSLESS);
    if (!rgb.ok) return rgb;
    putColour(image, index, rgb.value);
    return ok(null);
  }
  return putFrame(image, index, stored.value);
}

function skippedWords(image: SeriesImage, skipped: ReadonlyMap<number, string>): readonly string[] {
  return image.frames.flatMap(({ header, frame }, index) => {
    if (image.present[index] === 1) return [];
    const what = header.numberOfFrames > 1 ? `Frame ${frame}` : `Image ${header.instanceNumber ?? index + 1}`;
    return [`${what}: ${skipped.get(index) ?? 'did not arrive.'}`];
  });
}

function failureWords(source: InstanceSource, error: unknown, loaded: number, total: number): string {
  const reason = error instanceof SourceError ? error.message : 'The images could not be read.';
  const where =
    source.kind === 'files' ? 'Check that the files are still there' : 'Check the connection to the archive';
  return `${reason} ${loaded} of ${total} images arrived and are kept. ${where}, then retry.`;
}
