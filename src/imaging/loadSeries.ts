import type { InstanceHeader } from '../dicom/model.ts';
import { modalityLutOf, throughModalityLut, voiLutOf, type ModalityLut } from '../dicom/modalityLut.ts';
import { overlayOf } from '../dicom/overlays.ts';
import { paletteOf, throughPalette, type Palette } from '../dicom/palette.ts';
import { parseInstance } from '../dicom/parseInstance.ts';
import { inflatedInstance } from '../dicom/part10.ts';
import { DEFLATED_EXPLICIT_LITTLE_ENDIAN, transferSyntaxOf } from '../dicom/transferSyntaxes.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { FrameRef, InstanceSource, LoaderInput, LoadState, SingleFrame } from './api.ts';
import { breathing } from './breathe.ts';
import { decodeCompressedFrame } from './compressedFrame.ts';
import { toRgb } from './frameColour.ts';
import { readNativeFrame } from './nativeFrame.ts';
import { fillMissing, frameKey, putColour, putFrame, type SeriesImage } from './seriesImage.ts';
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
 * Fills a series from its source: parses each instance, decodes, and puts frames where they belong; what no file brought
 * is asked for frame by frame, where the source can be. One bad frame costs that frame: it is listed in `skipped`, with
 * the instance number and the reason, and everything else is kept.
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
  const taken = new Set<number>();
  const loadedBefore = image.present.reduce((count, flag) => count + flag, 0);
  let loaded = loadedBefore;

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
  const takeIn = async (input: LoaderInput): Promise<void> => {
    const own: Promise<void>[] = [];
    for (const { key, coded } of input.kind === 'file' ? framesOfFile(input.bytes) : [singleFrame(input)]) {
      const index = places.get(key);
      if (index === undefined || image.present[index] === 1 || taken.has(index)) continue;
      taken.add(index);
      const decoding = decodeInto(image, index, coded).then((result) => settle(index, result));
      pending.add(decoding);
      own.push(decoding);
      void decoding.finally(() => pending.delete(decoding));
      if (pending.size >= DECODES_IN_FLIGHT) await Promise.race(pending);
      if (signal.aborted) return;
    }
    // A volume holds values of its own; pictures of a stack may lie in the file.
    if (input.kind === 'file' && image.kind === 'volume')
      void Promise.all(own).then(
        () => source.giveBack?.(input.bytes),
        () => undefined,
      );
  };
  const missing = (): readonly FrameRef[] =>
    image.frames.filter((_, index) => image.present[index] !== 1 && !taken.has(index));

  const breathe = breathing();
  let failure: unknown = null;
  try {
    for await (const bytes of source.stream(signal)) {
      if (signal.aborted) break;
      await takeIn({ kind: 'file', bytes });
      await breathe();
      // The rest belongs to stacks that this series sets apart.
      if (loadedBefore + taken.size === total) break;
    }
  } catch (error) {
    failure = error;
  }
  const wanted = missing();
  if (source.frames !== undefined && wanted.length > 0 && !signal.aborted) {
    try {
      for await (const frame of source.frames(wanted, signal)) {
        if (signal.aborted) break;
        // The archive does answer for frames: what it lacks is listed, and the rest is no failure.
        failure = null;
        await takeIn(frame);
      }
    } catch (error) {
      failure ??= missing().length < wanted.length ? error : null;
    }
  }
  await Promise.all(pending);
  if (!signal.aborted) fillMissing(image);
  if (signal.aborted) return { kind: 'cancelled', loaded, total };
  if (failure !== null) return { kind: 'failed', message: failureWords(source, failure, loaded, total) };
  if (loaded === 0) {
    const reason = [...skipped.values()][0] ?? 'No picture of this series could be read.';
    return { kind: 'failed', message: reason };
  }
  return { kind: 'complete', total, skipped: skippedWords(image, skipped) };
}

/** A frame with the header that tells where in `bytes` it lies, and how it is coded there. */
interface CodedFrame {
  readonly header: InstanceHeader;
  readonly bytes: Uint8Array;
  /** In `bytes`, from 1. */
  readonly frame: number;
  /** Table of the file; null where it has none, or only a frame of it came. */
  readonly modalityLut: ModalityLut | null;
  readonly voiLut: ModalityLut | null;
  readonly palette: Palette | null;
  /** Overlays drawn on this frame; read when they are needed. */
  readonly graphics: () => Uint8Array | null;
}
interface KeyedFrame {
  readonly key: string;
  readonly coded: CodedFrame;
}

function framesOfFile(file: Uint8Array): readonly KeyedFrame[] {
  const { header } = parseInstance(file, '');
  if (header === null) return [];
  const deflated = header.transferSyntaxUid === DEFLATED_EXPLICIT_LITTLE_ENDIAN;
  const bytes = deflated ? inflatedInstance(file) : file;
  const modalityLut = header.hasModalityLut ? modalityLutOf(file) : null;
  const voiLut = header.hasVoiLut && header.windowCenter.length === 0 ? voiLutOf(file) : null;
  const palette = header.photometricInterpretation === 'PALETTE COLOR' ? paletteOf(file) : null;
  return Array.from({ length: Math.max(1, header.numberOfFrames) }, (_, i) => ({
    key: frameKey(header.sopInstanceUid, i + 1),
    coded: {
      header,
      bytes,
      frame: i + 1,
      modalityLut,
      voiLut,
      palette,
      graphics: () => overlayOf(file, header, i + 1),
    },
  }));
}

function singleFrame({ ref, bytes, transferSyntaxUid }: SingleFrame): KeyedFrame {
  const encapsulated = transferSyntaxOf(transferSyntaxUid)?.encapsulated === true;
  const whole = { offset: 0, length: bytes.byteLength };
  const pixelData = { ...whole, frameFragments: encapsulated ? [[whole]] : null, intactFrames: 1 };
  return {
    key: frameKey(ref.header.sopInstanceUid, ref.frame),
    coded: {
      header: { ...ref.header, transferSyntaxUid, pixelData },
      bytes,
      frame: 1,
      modalityLut: null,
      voiLut: null,
      palette: null,
      graphics: () => null,
    },
  };
}

async function decodeInto(
  image: SeriesImage,
  index: number,
  { header, bytes, frame, modalityLut, palette, voiLut, graphics }: CodedFrame,
): Promise<Result<null>> {
  const syntax = transferSyntaxOf(header.transferSyntaxUid);
  if (syntax === null || syntax.codec === null) {
    const name = syntax?.name ?? 'The transfer syntax';
    return err(
      issue('unsupported-syntax', `${name} cannot be shown here. Ask the archive for another copy.`),
    );
  }
  const encapsulated = header.pixelData?.frameFragments != null;
  const stored: Result<StoredValues> = encapsulated
    ? await decodeCompressedFrame(header, bytes, frame)
    : readNativeFrame(header, bytes, frame);
  if (!stored.ok) return stored;
  if (header.photometricInterpretation === 'PALETTE COLOR') {
    if (image.kind !== 'stack' || palette === null)
      return err(issue('unsupported-colour', 'The colours of this picture (palette) did not come with it.'));
    putColour(image, index, throughPalette(palette, stored.value));
    return ok(null);
  }
  if (image.kind === 'stack' && header.samplesPerPixel === 3) {
    const rgb = toRgb(header, stored.value, encapsulated && header.transferSyntaxUid !== RLE_LOSSLESS);
    if (!rgb.ok) return rgb;
    putColour(image, index, rgb.value);
    return ok(null);
  }
  if (image.kind === 'stack') {
    image.voiLut ??= voiLut;
    image.graphics[index] = graphics();
  }
  image.unmapped[index] = header.hasModalityLut && modalityLut === null ? 1 : 0;
  return putFrame(
    image,
    index,
    modalityLut === null ? stored.value : throughModalityLut(modalityLut, stored.value),
  );
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
