import { asciiText } from './ascii.ts';
import type { DicomDataset, DicomElement } from './dataset.ts';
import type { TextDecoding } from './charset.ts';
import { textDecodingOf } from './charset.ts';
import { TAG } from './tags.ts';
import { vrOfTag } from './vr.ts';

/** Values by tag, whatever carries them: a Part 10 dataset or DICOM JSON. Absent and empty read the same. */
export interface Attributes {
  has(tag: number): boolean;
  /** Values as text, padding removed; [] when absent. */
  texts(tag: number): readonly string[];
  /** DS, IS and binary numbers; what cannot be read as a number is NaN, so positions keep their place. */
  numbers(tag: number): readonly number[];
  items(tag: number): readonly Attributes[];
}

/** VRs whose bytes follow (0008,0005); the others are ASCII by definition. */
const CHARSET_VRS = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT', 'UN']);
/** One value only: a backslash is a character of the text. */
const UNSPLIT_VRS = new Set(['LT', 'ST', 'UT', 'UR']);

/** Attributes of a dataset; items inherit the character set of their parent unless they name their own. */
export function datasetAttributes(
  dataset: DicomDataset,
  inherited: TextDecoding = textDecodingOf([]),
): Attributes {
  const own = dataset.elements.get(TAG.specificCharacterSet);
  const terms = own === undefined ? [] : splitText(asciiText(valueBytes(dataset, own)));
  const decoding = terms.some((term) => term !== '') ? textDecodingOf(terms) : inherited;
  return {
    has: (tag) => (dataset.elements.get(tag)?.length ?? 0) > 0,
    texts: (tag) => {
      const element = dataset.elements.get(tag);
      return element === undefined ? [] : elementTexts(dataset, element, decoding);
    },
    numbers: (tag) => {
      const element = dataset.elements.get(tag);
      return element === undefined ? [] : elementNumbers(dataset, element);
    },
    items: (tag) => (dataset.elements.get(tag)?.items ?? []).map((item) => datasetAttributes(item, decoding)),
  };
}

export const valueBytes = (dataset: DicomDataset, element: DicomElement): Uint8Array =>
  dataset.bytes.subarray(element.offset, element.offset + element.length);

/** The VR the value is read by: the file's own, the dictionary's where the file says UN. */
export const readingVr = (element: DicomElement): string =>
  element.vr === 'UN' ? vrOfTag(element.tag) : element.vr;

/** Text values of an element, padding removed; [] for an empty one. */
export function elementTexts(
  dataset: DicomDataset,
  element: DicomElement,
  decoding: TextDecoding,
): readonly string[] {
  if (element.length === 0 || element.items !== null) return [];
  const vr = readingVr(element);
  if (BINARY_READERS[vr] !== undefined) return elementNumbers(dataset, element).map(String);
  const text = (CHARSET_VRS.has(vr) ? decoding : asciiText)(valueBytes(dataset, element));
  return UNSPLIT_VRS.has(vr) ? [text.replace(/[\0 ]+$/, '')] : splitText(text);
}

const splitText = (text: string): readonly string[] =>
  text.split('\\').map((value) => value.replaceAll('\0', '').trim());

interface BinaryReader {
  readonly size: number;
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
}
const BINARY_READERS: Readonly<Record<string, BinaryReader>> = {
  US: { size: 2, read: (view, offset, le) => view.getUint16(offset, le) },
  SS: { size: 2, read: (view, offset, le) => view.getInt16(offset, le) },
  UL: { size: 4, read: (view, offset, le) => view.getUint32(offset, le) },
  SL: { size: 4, read: (view, offset, le) => view.getInt32(offset, le) },
  FL: { size: 4, read: (view, offset, le) => view.getFloat32(offset, le) },
  FD: { size: 8, read: (view, offset, le) => view.getFloat64(offset, le) },
  UV: { size: 8, read: (view, offset, le) => Number(view.getBigUint64(offset, le)) },
  OV: { size: 8, read: (view, offset, le) => Number(view.getBigUint64(offset, le)) },
  SV: { size: 8, read: (view, offset, le) => Number(view.getBigInt64(offset, le)) },
};

/** Numeric values of an element: binary by VR, else text read as decimals (NaN where it is none). */
export function elementNumbers(dataset: DicomDataset, element: DicomElement): readonly number[] {
  if (element.length === 0 || element.items !== null) return [];
  const reader = BINARY_READERS[readingVr(element)];
  if (reader === undefined) return splitText(asciiText(valueBytes(dataset, element))).map(decimalOf);
  const { bytes } = dataset;
  const view = new DataView(bytes.buffer, bytes.byteOffset + element.offset, element.length);
  const values: number[] = [];
  for (let offset = 0; offset + reader.size <= element.length; offset += reader.size)
    values.push(reader.read(view, offset, dataset.littleEndian));
  return values;
}

/** DS and IS: a decimal number and nothing else; '' and words are NaN (parseFloat would take "3mm"). */
export function decimalOf(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) + 0 : Number.NaN; // + 0: −0 is 0
}

/** First text value, '' when absent. */
export const firstText = (attributes: Attributes, tag: number): string => attributes.texts(tag)[0] ?? '';

/** First value as a finite number, null when absent or unreadable. */
export function firstNumber(attributes: Attributes, tag: number): number | null {
  const value = attributes.numbers(tag)[0];
  return value !== undefined && Number.isFinite(value) ? value : null;
}
