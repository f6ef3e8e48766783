import { valueBytes } from './attributes.ts';
import type { DicomDataset, DicomElement } from './dataset.ts';
import { UNDEFINED_LENGTH } from './dataset.ts';
import { LIMITS } from './limits.ts';
import type { PixelDataLocation } from './model.ts';
import { TAG } from './tags.ts';

/** What is needed to tell frames apart. */
export interface PixelLayout {
  readonly numberOfFrames: number;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly photometricInterpretation: string;
}

export interface Fragment {
  readonly offset: number;
  readonly length: number;
}

/**
 * Bytes of one uncompressed frame (PS3.3 C.7.6.3.1): chroma of YBR_FULL_422 is halved, of YBR_PARTIAL_420 quartered.
 * Not an integer for single-bit pictures whose frames do not end on a byte.
 */
export function nativeFrameBytes(layout: Omit<PixelLayout, 'numberOfFrames'>): number {
  const subsampled = layout.photometricInterpretation.endsWith('_422')
    ? 2
    : layout.photometricInterpretation.endsWith('_420')
      ? 1.5
      : layout.samplesPerPixel;
  const samples = layout.samplesPerPixel === 3 ? subsampled : layout.samplesPerPixel;
  return (layout.rows * layout.columns * samples * layout.bitsAllocated) / 8;
}

/** Where the frames of (7FE0,0010) are, and how many of them are whole; null without that element. */
export function locatePixelData(dataset: DicomDataset, layout: PixelLayout): PixelDataLocation | null {
  const element = dataset.elements.get(TAG.pixelData);
  if (element === undefined) return null;
  return element.length === UNDEFINED_LENGTH
    ? locateFragments(dataset, element, layout.numberOfFrames)
    : locateNative(dataset, element, layout);
}

function locateNative(dataset: DicomDataset, element: DicomElement, layout: PixelLayout): PixelDataLocation {
  const present = Math.min(element.length, dataset.bytes.length - element.offset);
  const frameBytes = nativeFrameBytes(layout);
  const intact = frameBytes > 0 ? Math.min(layout.numberOfFrames, Math.floor(present / frameBytes)) : 0;
  return { offset: element.offset, length: present, frameFragments: null, intactFrames: intact };
}

interface FragmentList {
  readonly fragments: readonly Fragment[];
  readonly basicOffsets: readonly number[];
  /** Item offsets of the tables count from here: the first item tag after the basic offset table. */
  readonly base: number;
  readonly end: number;
  /** The sequence delimiter was reached: nothing is missing at the end. */
  readonly complete: boolean;
}

function locateFragments(
  dataset: DicomDataset,
  element: DicomElement,
  numberOfFrames: number,
): PixelDataLocation {
  const list = readFragments(dataset, element.offset);
  const offsets = extendedOffsets(dataset) ?? list.basicOffsets;
  const found =
    framesByOffsets(list, offsets, numberOfFrames) ??
    framesByContent(dataset.bytes, list.fragments, numberOfFrames);
  const lastIsWhole = list.complete || endsCodestream(dataset.bytes, found.at(-1)?.at(-1));
  const frames = lastIsWhole ? found : found.slice(0, -1);
  return {
    offset: element.offset,
    length: list.end - element.offset,
    frameFragments: frames,
    intactFrames: frames.length,
  };
}

/** Whole fragments only: one cut by the end of the file is left out, and with it the frame it belongs to. */
function readFragments(dataset: DicomDataset, start: number): FragmentList {
  const { bytes, littleEndian } = dataset;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fragments: Fragment[] = [];
  let basicOffsets: readonly number[] = [];
  let base = start;
  let position = start;
  let complete = false;
  for (let item = 0; position + 8 <= bytes.length && item < LIMITS.elements; item += 1) {
    const tag = view.getUint16(position, littleEndian) * 0x10000 + view.getUint16(position + 2, littleEndian);
    const length = view.getUint32(position + 4, littleEndian);
    const offset = position + 8;
    complete = tag === TAG.sequenceDelimitation;
    if (tag !== TAG.item) break;
    if (item === 0) {
      basicOffsets = readOffsets32(view, offset, Math.min(length, bytes.length - offset), littleEndian);
      base = offset + length;
    } else if (offset + length <= bytes.length) fragments.push({ offset, length });
    else break;
    position = offset + length;
  }
  return { fragments, basicOffsets, base, end: Math.min(position, bytes.length), complete };
}

function readOffsets32(
  view: DataView,
  offset: number,
  length: number,
  littleEndian: boolean,
): readonly number[] {
  const offsets: number[] = [];
  for (let i = 0; i + 4 <= length; i += 4) offsets.push(view.getUint32(offset + i, littleEndian));
  return offsets;
}

/** (7FE0,0001): 64-bit offsets, one a frame. */
function extendedOffsets(dataset: DicomDataset): readonly number[] | null {
  const element = dataset.elements.get(TAG.extendedOffsetTable);
  if (element === undefined || element.length < 8) return null;
  const bytes = valueBytes(dataset, element);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsets: number[] = [];
  for (let i = 0; i + 8 <= bytes.length; i += 8)
    offsets.push(Number(view.getBigUint64(i, dataset.littleEndian)));
  return offsets;
}

/**
 * Frames by an offset table; null when the table is absent or does not point at fragment starts. Of a cut file the
 * frames are kept whose fragments reach the start of the next frame.
 */
function framesByOffsets(
  list: FragmentList,
  offsets: readonly number[],
  numberOfFrames: number,
): readonly (readonly Fragment[])[] | null {
  if (offsets.length !== numberOfFrames || offsets[0] !== 0) return null;
  const starts = new Map(list.fragments.map((fragment, index) => [fragment.offset - 8 - list.base, index]));
  const frames: (readonly Fragment[])[] = [];
  for (const [frame, offset] of offsets.entries()) {
    const first = starts.get(offset);
    const nextOffset = offsets[frame + 1];
    const reached = list.base + (nextOffset ?? 0) <= list.end;
    if (first === undefined || !reached) return list.complete || frame === 0 ? null : frames;
    const next =
      nextOffset === undefined ? list.fragments.length : (starts.get(nextOffset) ?? list.fragments.length);
    if (next <= first) return null;
    frames.push(list.fragments.slice(first, next));
  }
  return frames;
}

/** Frames without a table: all fragments of one frame, one each, or cut where a codestream starts. */
function framesByContent(
  bytes: Uint8Array,
  fragments: readonly Fragment[],
  numberOfFrames: number,
): readonly (readonly Fragment[])[] {
  if (fragments.length === 0) return [];
  if (numberOfFrames === 1) return [fragments];
  if (fragments.length <= numberOfFrames && fragments.every((fragment) => !isContinuation(bytes, fragment)))
    return fragments.map((fragment) => [fragment]);
  const frames: Fragment[][] = [];
  for (const fragment of fragments) {
    const last = frames.at(-1);
    if (last === undefined || startsCodestream(bytes, fragment)) frames.push([fragment]);
    else last.push(fragment);
  }
  return frames.slice(0, numberOfFrames);
}

/** JPEG and JPEG-LS SOI, JPEG 2000 SOC, JP2 signature box, JPEG XL. */
function startsCodestream(bytes: Uint8Array, { offset }: Fragment): boolean {
  const first = bytes[offset];
  const second = bytes[offset + 1];
  if (first === 0xff) return second === 0xd8 || second === 0x4f || second === 0x0a;
  return first === 0 && second === 0 && bytes[offset + 2] === 0 && bytes[offset + 3] === 0x0c;
}

/** In a stream whose other fragments start codestreams, one that does not continues its neighbour. */
const isContinuation = (bytes: Uint8Array, fragment: Fragment): boolean =>
  !startsCodestream(bytes, fragment) && !looksLikeRle(bytes, fragment);

/** RLE header: 1 to 15 segments, the first at byte 64 (PS3.5 G.5). RLE frames are one fragment each. */
const looksLikeRle = (bytes: Uint8Array, { offset }: Fragment): boolean =>
  (bytes[offset] ?? 0) >= 1 &&
  (bytes[offset] ?? 0) <= 15 &&
  bytes[offset + 4] === 64 &&
  bytes[offset + 5] === 0;

/**
 * Whether the last fragment of a stream without delimiter ends its picture: JPEG and JPEG 2000 end with FFD9. Other
 * codecs say nothing at their end and are taken as whole, which decoding then proves.
 */
function endsCodestream(bytes: Uint8Array, fragment: Fragment | undefined): boolean {
  if (fragment === undefined) return true;
  if (looksLikeRle(bytes, fragment)) return true;
  const tail = bytes.subarray(
    fragment.offset + Math.max(0, fragment.length - 3),
    fragment.offset + fragment.length,
  );
  return tail.some((byte, i) => byte === 0xff && tail[i + 1] === 0xd9);
}
