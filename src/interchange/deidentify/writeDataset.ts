import { asciiText } from '../../dicom/ascii.ts';
import { tagKey } from '../../dicom/tags.ts';
import { hasLongLength } from '../../dicom/vr.ts';

/** An element ready to be written: bytes as they stood, or items. Little endian. */
export interface OutElement {
  readonly tag: number;
  readonly vr: string;
  readonly value: Uint8Array | readonly OutDataset[];
  /** Encapsulated pixel data: fragments and delimiter are in `value`, the length stays undefined. */
  readonly encapsulated?: boolean;
}
export type OutDataset = readonly OutElement[];

const UNDEFINED = 0xffffffff;

/** A data set in little endian; explicit or implicit VR (PS3.5 7.1). Elements are written in order of their tags. */
export function writeDataset(dataset: OutDataset, explicit: boolean): Uint8Array {
  return joined(
    dataset.toSorted((a, b) => a.tag - b.tag).flatMap((element) => elementBytes(element, explicit)),
  );
}

function elementBytes(element: OutElement, explicit: boolean): readonly Uint8Array[] {
  const isSequence = !(element.value instanceof Uint8Array);
  const vr = isSequence ? 'SQ' : element.vr;
  const value =
    element.value instanceof Uint8Array
      ? padded(element.value, vr)
      : joined(element.value.flatMap((item) => itemBytes(item, explicit)));
  const length = element.encapsulated === true ? UNDEFINED : value.length;
  const long = !explicit || hasLongLength(vr);
  if (explicit && !long && length > 0xffff) throw new Error(`${tagKey(element.tag)} is too long for its VR`);
  const head = new DataView(new ArrayBuffer(explicit && long ? 12 : 8));
  head.setUint16(0, Math.floor(element.tag / 0x10000), true);
  head.setUint16(2, element.tag % 0x10000, true);
  if (explicit) {
    head.setUint8(4, vr.charCodeAt(0));
    head.setUint8(5, vr.charCodeAt(1));
  }
  if (explicit && !long) head.setUint16(6, length, true);
  else head.setUint32(explicit ? 8 : 4, length, true);
  return [new Uint8Array(head.buffer), value];
}

function itemBytes(item: OutDataset, explicit: boolean): readonly Uint8Array[] {
  const value = writeDataset(item, explicit);
  const head = new DataView(new ArrayBuffer(8));
  head.setUint16(0, 0xfffe, true);
  head.setUint16(2, 0xe000, true);
  head.setUint32(4, value.length, true);
  return [new Uint8Array(head.buffer), value];
}

/** Values have an even length: texts end in a space, UIDs and bytes in a zero (PS3.5 6.2). */
function padded(value: Uint8Array, vr: string): Uint8Array {
  if (value.length % 2 === 0) return value;
  const even = new Uint8Array(value.length + 1);
  even.set(value);
  even[value.length] = ZERO_PADDED.has(vr) ? 0 : 0x20;
  return even;
}
const ZERO_PADDED: ReadonlySet<string> = new Set(['UI', 'OB', 'OW', 'UN', 'OD', 'OF', 'OL', 'OV']);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An element of plain text; what is written here anew is ASCII. */
export const textElement = (tag: number, vr: string, text: string): OutElement => ({
  tag,
  vr,
  value: Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0x7f),
});

/** Text of a value as it stands, padding removed. */
export const ascii = (bytes: Uint8Array): string =>
  asciiText(bytes)
    .replace(/[\0 ]+$/, '')
    .trim();
