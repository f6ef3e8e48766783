import { valueBytes } from './attributes.ts';
import type { DicomDataset } from './dataset.ts';
import { readPart10 } from './part10.ts';
import { TAG } from './tags.ts';

/** A table from stored values to the values of the modality (PS3.3 C.11.1.1.1). */
export interface ModalityLut {
  /** Stored value of the first entry; lower ones take the first entry, those past the end the last. */
  readonly firstStored: number;
  readonly entries: Uint16Array;
}

const LUT_DESCRIPTOR = 0x00283002;
const LUT_DATA = 0x00283006;
const MOST_ENTRIES = 0x10000;

/**
 * The Modality LUT Sequence (0028,3000) of a Part 10 file.
 *
 * @returns null where there is none, or where descriptor and data contradict each other
 */
export const modalityLutOf = (file: Uint8Array): ModalityLut | null => tableOf(file, TAG.modalityLutSequence);

/** The first VOI LUT (0028,3010) of a Part 10 file: values of the modality to greys (PS3.3 C.11.2.1.1). */
export const voiLutOf = (file: Uint8Array): ModalityLut | null => tableOf(file, TAG.voiLutSequence);

function tableOf(file: Uint8Array, sequence: number): ModalityLut | null {
  const dataset = readPart10(file)?.dataset;
  const item = dataset?.elements.get(sequence)?.items?.[0];
  if (dataset === undefined || item === undefined) return null;
  const descriptor = wordsOf(item, LUT_DESCRIPTOR);
  const [count = 0, first = 0, bits = 0] = descriptor;
  if (descriptor.length !== 3 || bits < 8 || bits > 16) return null;
  const length = count === 0 ? MOST_ENTRIES : count;
  const signed = wordsOf(dataset, TAG.pixelRepresentation)[0] === 1;
  const entries = entriesOf(item, length, bits);
  return entries === null
    ? null
    : { firstStored: signed && first > 0x7fff ? first - 0x10000 : first, entries };
}

/** Entries of 8 bits stand one to a byte in some files, one to a word in others: their length tells. */
function entriesOf(item: DicomDataset, count: number, bits: number): Uint16Array | null {
  const element = item.elements.get(LUT_DATA);
  if (element === undefined) return null;
  if (bits === 8 && (element.length === count || element.length === count + (count % 2)))
    return Uint16Array.from(valueBytes(item, element).subarray(0, count));
  const words = wordsOf(item, LUT_DATA);
  return words.length === count ? words : null;
}

/** 16-bit words of US, SS and OW alike, in the byte order of the file. */
function wordsOf(dataset: DicomDataset, tag: number): Uint16Array {
  const element = dataset.elements.get(tag);
  if (element === undefined || element.items !== null) return new Uint16Array(0);
  const bytes = valueBytes(dataset, element);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: Math.floor(bytes.byteLength / 2) }, (_, i) =>
    view.getUint16(i * 2, dataset.littleEndian),
  );
}

/** Values of the modality for stored ones; exact, clamped to the ends of the table as the standard says. */
export function throughModalityLut(lut: ModalityLut, stored: ArrayLike<number>): Uint16Array {
  const last = lut.entries.length - 1;
  return Uint16Array.from(stored, (value) => {
    const index = Math.max(0, Math.min(last, value - lut.firstStored));
    return lut.entries[index] ?? 0;
  });
}
