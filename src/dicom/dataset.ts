import { LIMITS } from './limits.ts';
import { TAG, tagKey } from './tags.ts';
import { hasLongLength, isVr, vrOfTag } from './vr.ts';

/**
 * Tokenizer of DICOM datasets (PS3.5 chapter 7). Own code and not dicom-parser because a viewer for patients must keep
 * what was read before a fault, bound its work on hostile files (elements and depth), read sequences hidden in UN, and
 * stop at the pixels. tests/dicom/dataset.test.ts compares it with dicom-parser on every readable file we have.
 */
export interface DicomElement {
  readonly tag: number;
  /** Never empty: implicit elements carry the VR of the dictionary. */
  readonly vr: string;
  /** Of the value, into `DicomDataset.bytes`. */
  readonly offset: number;
  /** Bytes of the value that the file claims; `UNDEFINED_LENGTH` kept as it is for encapsulated pixel data. */
  readonly length: number;
  readonly items: readonly DicomDataset[] | null;
}
export interface DicomDataset {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly elements: ReadonlyMap<number, DicomElement>;
}
export interface DatasetSyntax {
  readonly explicitVr: boolean;
  readonly littleEndian: boolean;
}
export interface DatasetProblem {
  readonly code: 'truncated' | 'malformed' | 'too-large';
  readonly message: string;
}
export interface DatasetReading {
  readonly dataset: DicomDataset;
  /** Position after the last element read. */
  readonly end: number;
  /** What stopped the reading; elements before it are in `dataset`. */
  readonly problem: DatasetProblem | null;
}

export const UNDEFINED_LENGTH = 0xffffffff;

class DatasetFault extends Error {
  readonly problem: DatasetProblem;
  constructor(code: DatasetProblem['code'], message: string) {
    super(message);
    this.problem = { code, message };
  }
}

interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  position: number;
  elementsLeft: number;
}

/**
 * Reads elements from `start` to `end`, or until `stopAt` answers true for the next tag. Top-level (7FE0,0010) ends the
 * reading: it is in the dataset with its offset and length, its bytes are not touched.
 */
export function readDataset(
  bytes: Uint8Array,
  start: number,
  end: number,
  syntax: DatasetSyntax,
  stopAt: (tag: number) => boolean = () => false,
): DatasetReading {
  const cursor: Cursor = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    position: start,
    elementsLeft: LIMITS.elements,
  };
  const elements = new Map<number, DicomElement>();
  const dataset: DicomDataset = { bytes, littleEndian: syntax.littleEndian, elements };
  try {
    while (cursor.position + 8 <= end) {
      const tag = readTag(cursor, syntax.littleEndian);
      if (stopAt(tag)) break;
      const element = readElement(cursor, end, syntax, 0);
      elements.set(element.tag, element);
      if (element.tag === TAG.pixelData) break;
    }
    return { dataset, end: cursor.position, problem: null };
  } catch (fault) {
    if (!(fault instanceof DatasetFault)) throw fault;
    return { dataset, end: cursor.position, problem: fault.problem };
  }
}

const readTag = (cursor: Cursor, littleEndian: boolean): number =>
  cursor.view.getUint16(cursor.position, littleEndian) * 0x10000 +
  cursor.view.getUint16(cursor.position + 2, littleEndian);

function need(cursor: Cursor, byteCount: number, end: number): void {
  if (cursor.position + byteCount > end)
    throw new DatasetFault('truncated', 'the data end inside an element');
}

/** Reads tag, VR and length; leaves the cursor at the value. */
function readElementHead(cursor: Cursor, end: number, syntax: DatasetSyntax): DicomElement {
  need(cursor, 8, end);
  const { view, position, bytes } = cursor;
  const tag = readTag(cursor, syntax.littleEndian);
  const vr = String.fromCharCode(bytes[position + 4] ?? 0, bytes[position + 5] ?? 0);
  // Some writers mix implicit elements into explicit files: without two capitals it is a length.
  if (!syntax.explicitVr || !/^[A-Z]{2}$/.test(vr)) {
    const length = view.getUint32(position + 4, syntax.littleEndian);
    return { tag, vr: vrOfTag(tag), offset: position + 8, length, items: null };
  }
  if (!hasLongLength(vr)) {
    const length = view.getUint16(position + 6, syntax.littleEndian);
    return { tag, vr, offset: position + 8, length, items: null };
  }
  need(cursor, 12, end);
  const length = view.getUint32(position + 8, syntax.littleEndian);
  return { tag, vr: isVr(vr) ? vr : 'UN', offset: position + 12, length, items: null };
}

function readElement(cursor: Cursor, end: number, syntax: DatasetSyntax, depth: number): DicomElement {
  cursor.elementsLeft -= 1;
  if (cursor.elementsLeft < 0)
    throw new DatasetFault('too-large', `more than ${LIMITS.elements} elements in one file`);
  const head = readElementHead(cursor, end, syntax);
  cursor.position = head.offset;
  if (head.tag === TAG.pixelData && depth === 0) return head;
  const undefinedLength = head.length === UNDEFINED_LENGTH;
  if (!undefinedLength && head.offset + head.length > end)
    throw new DatasetFault(
      'truncated',
      `element ${tagKey(head.tag)} claims ${head.length} bytes, ${end - head.offset} are there`,
    );
  if (head.tag === TAG.pixelData && undefinedLength) return skipEncapsulated(cursor, end, syntax, head);
  if (head.vr === 'SQ') {
    const items = readItems(
      cursor,
      undefinedLength ? end : head.offset + head.length,
      syntax,
      depth + 1,
      undefinedLength,
    );
    return { ...head, length: cursor.position - head.offset, items };
  }
  if (undefinedLength) {
    // UN (and anything else) of undefined length is an implicit little-endian sequence: PS3.5 6.2.2 note 4.
    const items = readItems(cursor, end, { explicitVr: false, littleEndian: true }, depth + 1, true);
    return { ...head, length: cursor.position - head.offset, items };
  }
  const items =
    head.vr === 'UN' && vrOfTag(head.tag) === 'SQ' ? readHiddenItems(cursor, head, depth + 1) : null;
  cursor.position = head.offset + head.length;
  return { ...head, items };
}

/** A known sequence that an archive stored as UN; null when its bytes are not items after all. */
function readHiddenItems(cursor: Cursor, head: DicomElement, depth: number): readonly DicomDataset[] | null {
  try {
    const implicit = { explicitVr: false, littleEndian: true };
    return readItems(cursor, head.offset + head.length, implicit, depth, false);
  } catch (fault) {
    if (fault instanceof DatasetFault && fault.problem.code !== 'too-large') return null;
    throw fault;
  }
}

function readItems(
  cursor: Cursor,
  end: number,
  syntax: DatasetSyntax,
  depth: number,
  delimited: boolean,
): readonly DicomDataset[] {
  if (depth > LIMITS.sequenceDepth)
    throw new DatasetFault('malformed', `sequences nested deeper than ${LIMITS.sequenceDepth}`);
  const items: DicomDataset[] = [];
  for (;;) {
    if (!delimited && cursor.position >= end) break;
    need(cursor, 8, end);
    const tag = readTag(cursor, syntax.littleEndian);
    const length = cursor.view.getUint32(cursor.position + 4, syntax.littleEndian);
    if (tag === TAG.sequenceDelimitation) {
      cursor.position += 8;
      break;
    }
    if (tag !== TAG.item)
      throw new DatasetFault('malformed', `${tagKey(tag)} where a sequence item should start`);
    cursor.position += 8;
    items.push(readItem(cursor, end, length, syntax, depth));
  }
  return items;
}

function readItem(
  cursor: Cursor,
  end: number,
  length: number,
  syntax: DatasetSyntax,
  depth: number,
): DicomDataset {
  const elements = new Map<number, DicomElement>();
  const delimited = length === UNDEFINED_LENGTH;
  const itemEnd = delimited ? end : cursor.position + length;
  if (itemEnd > end) throw new DatasetFault('truncated', 'a sequence item is longer than its sequence');
  for (;;) {
    if (!delimited && cursor.position >= itemEnd) break;
    need(cursor, 8, itemEnd);
    const tag = readTag(cursor, syntax.littleEndian);
    if (tag === TAG.itemDelimitation) {
      cursor.position += 8;
      if (delimited) break;
      continue;
    }
    const element = readElement(cursor, itemEnd, syntax, depth);
    elements.set(element.tag, element);
  }
  return { bytes: cursor.bytes, littleEndian: syntax.littleEndian, elements };
}

/** Encapsulated pixels inside a sequence (icon images): stepped over. */
function skipEncapsulated(
  cursor: Cursor,
  end: number,
  syntax: DatasetSyntax,
  head: DicomElement,
): DicomElement {
  for (;;) {
    need(cursor, 8, end);
    const tag = readTag(cursor, syntax.littleEndian);
    const length = cursor.view.getUint32(cursor.position + 4, syntax.littleEndian);
    cursor.position += 8;
    if (tag === TAG.sequenceDelimitation) return { ...head, length: cursor.position - head.offset };
    if (tag !== TAG.item || cursor.position + length > end)
      throw new DatasetFault('malformed', 'broken fragments in an embedded image');
    cursor.position += length;
  }
}
