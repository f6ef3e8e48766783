import { valueBytes } from './attributes.ts';
import type { DicomDataset } from './dataset.ts';
import { readPart10 } from './part10.ts';

/** A palette: colours by index, 8 bits a sample (PS3.3 C.7.6.3.1.5, C.7.9). */
export interface Palette {
  /** Stored value of the first entry; lower ones take the first colour, those past the end the last. */
  readonly firstStored: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

const CHANNELS = [
  { descriptor: 0x00281101, data: 0x00281201, segmented: 0x00281221 },
  { descriptor: 0x00281102, data: 0x00281202, segmented: 0x00281222 },
  { descriptor: 0x00281103, data: 0x00281203, segmented: 0x00281223 },
] as const;

/** The palette of a Part 10 file, plain or segmented; null where it is missing or contradicts itself. */
export function paletteOf(file: Uint8Array): Palette | null {
  const dataset = readPart10(file)?.dataset;
  if (dataset === undefined) return null;
  const [red, green, blue] = CHANNELS.map((channel) => channelOf(dataset, channel));
  const [, firstStored = 0] = words(dataset, CHANNELS[0].descriptor);
  return red == null || green == null || blue == null ? null : { firstStored, red, green, blue };
}

function channelOf(dataset: DicomDataset, channel: (typeof CHANNELS)[number]): Uint8Array | null {
  const [count = 0, , bits = 0] = words(dataset, channel.descriptor);
  const length = count === 0 ? 0x10000 : count;
  if (bits !== 8 && bits !== 16) return null;
  const plain = entries(dataset, channel.data, bits, length);
  const values = plain ?? expanded(dataset, channel.segmented, bits, length);
  if (values === null || values.length !== length) return null;
  // Some writers give 8-bit colours in a 16-bit table without spreading them.
  const wide = bits === 16 && values.some((value) => value > 0xff);
  return Uint8Array.from(values, (value) => (wide ? value >> 8 : value));
}

function words(dataset: DicomDataset, tag: number): Uint16Array {
  const element = dataset.elements.get(tag);
  if (element === undefined) return new Uint16Array(0);
  const bytes = valueBytes(dataset, element);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: Math.floor(bytes.byteLength / 2) }, (_, i) =>
    view.getUint16(i * 2, dataset.littleEndian),
  );
}

/** Entries of 8 bits stand one to a byte in some files, one to a word in others: their length tells. */
function entries(dataset: DicomDataset, tag: number, bits: number, length: number): readonly number[] | null {
  const element = dataset.elements.get(tag);
  if (element === undefined) return null;
  const bytes = valueBytes(dataset, element);
  if (bits === 8 && bytes.length - length <= 1) return [...bytes.subarray(0, length)];
  return [...words(dataset, tag).subarray(0, length)];
}

const [DISCRETE, LINEAR] = [0, 1];

/** Segments of values, straight lines and repeats (PS3.3 C.7.9.2); null where they do not fill the table. */
function expanded(
  dataset: DicomDataset,
  tag: number,
  bits: number,
  length: number,
): readonly number[] | null {
  const element = dataset.elements.get(tag);
  if (element === undefined) return null;
  const data = bits === 8 ? [...valueBytes(dataset, element)] : [...words(dataset, tag)];
  const out: number[] = [];
  let at = 0;
  while (at + 1 < data.length && out.length < length) {
    const [kind, count] = [data[at], data[at + 1] ?? 0];
    if (kind === DISCRETE) {
      out.push(...data.slice(at + 2, at + 2 + count));
      at += 2 + count;
    } else if (kind === LINEAR) {
      line(out, data[at + 2] ?? 0, count);
      at += 3;
    } else return null; // indirect segments point into others: no writer met uses them
  }
  return out;
}

function line(out: number[], end: number, count: number): void {
  const start = out.at(-1) ?? 0;
  for (let i = 1; i <= count; i += 1) out.push(Math.round(start + ((end - start) * i) / count));
}

/** Interleaved 8-bit RGB of stored indices. */
export function throughPalette(palette: Palette, stored: ArrayLike<number>): Uint8Array {
  const last = palette.red.length - 1;
  const rgb = new Uint8Array(stored.length * 3);
  for (let i = 0; i < stored.length; i += 1) {
    const index = Math.max(0, Math.min(last, (stored[i] ?? 0) - palette.firstStored));
    rgb[i * 3] = palette.red[index] ?? 0;
    rgb[i * 3 + 1] = palette.green[index] ?? 0;
    rgb[i * 3 + 2] = palette.blue[index] ?? 0;
  }
  return rgb;
}
