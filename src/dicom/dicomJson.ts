import { nameSpellings } from '../domain/vocabulary/personName.ts';
import type { Result } from '../domain/result.ts';
import { err, issue, ok } from '../domain/result.ts';
import { elementNumbers, elementTexts, readingVr, valueBytes } from './attributes.ts';
import { base64Of } from './base64.ts';
import type { TextDecoding } from './charset.ts';
import { textDecodingOf } from './charset.ts';
import type { DicomDataset, DicomElement } from './dataset.ts';
import { readPart10 } from './part10.ts';
import { groupOf, TAG, tagKey } from './tags.ts';

/** DICOM JSON model (PS3.18 annex F): tag key → element. */
export type DicomJson = Readonly<Record<string, DicomJsonElement>>;
export interface DicomJsonElement {
  readonly vr: string;
  readonly Value?: readonly DicomJsonValue[];
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}
export type DicomJsonValue = string | number | null | DicomJsonName | DicomJson;
export interface DicomJsonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}

export interface DicomJsonOptions {
  /** BulkDataURI of the pixels; without one the element is left out. */
  readonly pixelDataUri: string | null;
}

/** Binary values up to this size are written in the answer, larger ones are left out (they are not metadata). */
const MAX_INLINE_BYTES = 4096;
const AVAILABLE_TRANSFER_SYNTAX_UID = '00083002';

/**
 * Full metadata of an instance for QIDO-RS and WADO-RS: every element of the dataset with its VR (from the dictionary
 * in implicit files), text in UTF-8, pixels by reference. Group lengths and group 0002 are not part of the model; the
 * transfer syntax is told in (0008,3002).
 */
export function instanceToDicomJson(bytes: Uint8Array, options: DicomJsonOptions): Result<DicomJson> {
  const file = readPart10(bytes);
  if (file === null) return err(issue('not-dicom', 'Not a DICOM file.'));
  if (file.dataset.elements.size === 0) return err(issue('malformed', 'No element could be read.'));
  const json = datasetToJson(file.dataset, textDecodingOf([]), options);
  return ok({
    ...json,
    [AVAILABLE_TRANSFER_SYNTAX_UID]: { vr: 'UI', Value: [file.transferSyntaxUid] },
  });
}

function datasetToJson(dataset: DicomDataset, inherited: TextDecoding, options: DicomJsonOptions): DicomJson {
  const charset = dataset.elements.get(TAG.specificCharacterSet);
  const terms = charset === undefined ? [] : elementTexts(dataset, charset, inherited);
  const decoding = terms.some((term) => term !== '') ? textDecodingOf(terms) : inherited;
  const rows: [string, DicomJsonElement][] = [];
  for (const element of dataset.elements.values()) {
    const written = elementToJson(dataset, element, decoding, options);
    if (written !== null) rows.push([tagKey(element.tag), written]);
  }
  return Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const BINARY_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);
const NUMBER_VRS = new Set(['FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);
const PIXEL_TAGS = new Set<number>([TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData]);

function elementToJson(
  dataset: DicomDataset,
  element: DicomElement,
  decoding: TextDecoding,
  options: DicomJsonOptions,
): DicomJsonElement | null {
  const { tag } = element;
  if (tag % 0x10000 === 0 || groupOf(tag) === 2) return null;
  if (PIXEL_TAGS.has(tag)) return pixelElement(element, options);
  if (tag === TAG.specificCharacterSet) return { vr: 'CS', Value: ['ISO_IR 192'] };
  const vr = jsonVr(dataset, element);
  if (element.items !== null)
    return { vr: 'SQ', Value: element.items.map((item) => datasetToJson(item, decoding, options)) };
  if (element.length === 0) return { vr };
  if (BINARY_VRS.has(vr)) return binaryElement(dataset, element, vr);
  if (vr === 'AT') return { vr, Value: attributeTags(dataset, element) };
  if (NUMBER_VRS.has(vr)) return { vr, Value: numbersOf(dataset, element, vr).map(jsonNumber) };
  const texts = elementTexts(dataset, element, decoding);
  if (vr === 'PN') return { vr, Value: texts.map(nameToJson) };
  if (vr === 'DS' || vr === 'IS') {
    const numbers = elementNumbers(dataset, element);
    return { vr, Value: texts.map((text, i) => (text === '' ? null : decimalOrText(numbers[i], text))) };
  }
  return { vr, Value: texts.map((text) => (text === '' ? null : text)) };
}

const pixelElement = (element: DicomElement, { pixelDataUri }: DicomJsonOptions): DicomJsonElement | null =>
  pixelDataUri === null || element.tag !== TAG.pixelData
    ? null
    : { vr: element.vr === 'OB' ? 'OB' : 'OW', BulkDataURI: pixelDataUri };

/** Elements that are US or SS by Pixel Representation (PS3.6 6 "US or SS"), among those met in practice. */
const US_OR_SS = new Set([
  0x00280106, 0x00280107, 0x00280108, 0x00280109, 0x00280120, 0x00280121, 0x00283002,
]);

function jsonVr(dataset: DicomDataset, element: DicomElement): string {
  const vr = readingVr(element);
  if (vr !== 'US' || !US_OR_SS.has(element.tag)) return vr;
  const representation = dataset.elements.get(TAG.pixelRepresentation);
  const signed = representation !== undefined && elementNumbers(dataset, representation)[0] === 1;
  return signed ? 'SS' : vr;
}

const numbersOf = (dataset: DicomDataset, element: DicomElement, vr: string): readonly number[] =>
  elementNumbers(dataset, element).map((value) =>
    vr === 'SS' && element.vr !== 'SS' && value > 0x7fff ? value - 0x10000 : value,
  );

/** JSON has no NaN and no infinity: PS3.18 F.2.7 writes them as text. */
const jsonNumber = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** DS and IS as numbers; what is no number stays the text it was, so nothing is invented. */
const decimalOrText = (value: number | undefined, text: string): number | string =>
  value !== undefined && Number.isFinite(value) ? value : text;

function attributeTags(dataset: DicomDataset, element: DicomElement): readonly string[] {
  const bytes = valueBytes(dataset, element);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tags: string[] = [];
  for (let i = 0; i + 4 <= bytes.length; i += 4)
    tags.push(
      tagKey(view.getUint16(i, dataset.littleEndian) * 0x10000 + view.getUint16(i + 2, dataset.littleEndian)),
    );
  return tags;
}

const UNIT_BYTES: Readonly<Record<string, number>> = { OW: 2, OF: 4, OL: 4, OD: 8, OV: 8 };

/** Inline values are little endian, whatever the file is (PS3.18 F.2.7). */
function binaryElement(dataset: DicomDataset, element: DicomElement, vr: string): DicomJsonElement | null {
  if (element.length > MAX_INLINE_BYTES) return null;
  const bytes = valueBytes(dataset, element);
  const unit = UNIT_BYTES[vr] ?? 1;
  const ordered = dataset.littleEndian || unit === 1 ? bytes : swapped(bytes, unit);
  return { vr, InlineBinary: base64Of(ordered) };
}

const swapped = (bytes: Uint8Array, unit: number): Uint8Array =>
  bytes.map((_, i) => bytes[i - (i % unit) + (unit - 1 - (i % unit))] ?? 0);

export function nameToJson(text: string): DicomJsonName {
  const { alphabetic, ideographic, phonetic } = nameSpellings(text);
  return {
    ...(alphabetic === '' ? {} : { Alphabetic: alphabetic }),
    ...(ideographic === '' ? {} : { Ideographic: ideographic }),
    ...(phonetic === '' ? {} : { Phonetic: phonetic }),
  };
}
