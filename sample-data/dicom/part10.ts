import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { uidOf } from './uid.ts';

/**
 * A small DICOM writer: Part 10, Explicit VR Little Endian, UTF-8. Why not dcmjs here: writing one CT keeps 820 MB
 * resident with it (toolchain.md 6), and the generator writes a whole study in seconds. Ref: PS3.5 7.1, PS3.10 7.1.
 */
export type ElementValue =
  | string
  | number
  | readonly (string | number)[]
  | Uint8Array
  | { readonly items: readonly (readonly Element[])[] };
/** [tag 0xggggeeee, VR, value]; an empty string writes an empty element (type 2). */
export type Element = readonly [number, string, ElementValue];

const LONG = new Set(['OB', 'OW', 'SQ']);
const ITEM = 0xfffee000;
/** Preamble with its four letters; the element that says how long the meta information is. */
const PREAMBLE_BYTES = 132;
const META_LENGTH_BYTES = 12;
const EXPLICIT_LE = '1.2.840.10008.1.2.1';
const DEFLATED_LE = '1.2.840.10008.1.2.1.99';
const IMPLEMENTATION = uidOf('implementation class');

/** A complete Part 10 file. */
export const writePart10 = (
  sopClassUid: string,
  sopInstanceUid: string,
  elements: readonly Element[],
): Buffer => Buffer.concat([part10Head(sopClassUid, sopInstanceUid, EXPLICIT_LE), encode(elements)]);

/** The same with its data set deflated: for masks, which are mostly empty. Ref: PS3.5 A.5. */
export function writeDeflatedPart10(
  sopClassUid: string,
  sopInstanceUid: string,
  elements: readonly Element[],
): Buffer {
  const body = deflateRawSync(encode(elements), { level: 6 });
  return Buffer.concat([part10Head(sopClassUid, sopInstanceUid, DEFLATED_LE), padded(body, 0)]);
}

/** A deflated file of ours as a plain one, for readers that cannot inflate. */
export function inflatedPart10(file: Buffer): Buffer {
  const metaStart = PREAMBLE_BYTES + META_LENGTH_BYTES;
  const metaEnd = metaStart + file.readUInt32LE(metaStart - 4);
  const uidAt = (tag: number): string => {
    for (let at = metaStart; at < metaEnd;) {
      const long = LONG.has(file.toString('ascii', at + 4, at + 6));
      const head = long ? 12 : 8;
      const length = long ? file.readUInt32LE(at + 8) : file.readUInt16LE(at + 6);
      if (file.readUInt16LE(at + 2) === tag) {
        return file.toString('ascii', at + head, at + head + length).replace(/\0$/, '');
      }
      at += head + length;
    }
    return '';
  };
  return Buffer.concat([
    part10Head(uidAt(0x0002), uidAt(0x0003), EXPLICIT_LE),
    inflateRawSync(file.subarray(metaEnd)),
  ]);
}

/** Preamble and file meta information. */
export function part10Head(sopClassUid: string, sopInstanceUid: string, transferSyntaxUid: string): Buffer {
  const meta = encode([
    [0x00020001, 'OB', Uint8Array.of(0, 1)],
    [0x00020002, 'UI', sopClassUid],
    [0x00020003, 'UI', sopInstanceUid],
    [0x00020010, 'UI', transferSyntaxUid],
    [0x00020012, 'UI', IMPLEMENTATION],
    [0x00020013, 'SH', 'PATCHPOINT_1'],
  ]);
  const length = encode([[0x00020000, 'UL', meta.length]]);
  const preamble = Buffer.alloc(132);
  preamble.write('DICM', 128, 'ascii');
  return Buffer.concat([preamble, length, meta]);
}

function encode(elements: readonly Element[]): Buffer {
  const sorted = elements.toSorted((a, b) => a[0] - b[0]);
  return Buffer.concat(sorted.flatMap(([tag, vr, value]) => encodeElement(tag, vr, value)));
}

function encodeElement(tag: number, vr: string, value: ElementValue): Buffer[] {
  const body = encodeValue(vr, value);
  const head = Buffer.alloc(LONG.has(vr) ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'ascii');
  if (LONG.has(vr)) head.writeUInt32LE(body.length, 8);
  else if (body.length > 0xffff) throw new Error(`Argument "value" of ${vr} is too long for its VR.`);
  else head.writeUInt16LE(body.length, 6);
  return [head, body];
}

function encodeValue(vr: string, value: ElementValue): Buffer {
  if (value instanceof Uint8Array)
    return padded(Buffer.from(value.buffer, value.byteOffset, value.byteLength), 0);
  if (typeof value === 'object' && 'items' in value) return Buffer.concat(value.items.flatMap(encodeItem));
  const list = typeof value === 'object' ? value : [value];
  switch (vr) {
    case 'US':
      return numbers(list, 2, (b, v, at) => b.writeUInt16LE(v, at));
    case 'UL':
      return numbers(list, 4, (b, v, at) => b.writeUInt32LE(v, at));
    case 'AT':
      return numbers(list, 4, (b, v, at) => {
        b.writeUInt16LE(v >>> 16, at);
        b.writeUInt16LE(v & 0xffff, at + 2);
      });
    case 'UI':
      return padded(Buffer.from(list.join('\\'), 'ascii'), 0);
    default: {
      const text = list.map((v) => (typeof v === 'number' ? decimal(v) : v)).join('\\');
      return padded(Buffer.from(text, 'utf8'), 0x20);
    }
  }
}

function encodeItem(elements: readonly Element[]): Buffer[] {
  const body = encode(elements);
  const head = Buffer.alloc(8);
  head.writeUInt16LE(ITEM >>> 16, 0);
  head.writeUInt16LE(ITEM & 0xffff, 2);
  head.writeUInt32LE(body.length, 4);
  return [head, body];
}

/** One item of a pixel data sequence, of even length. */
const fragment = (body: Uint8Array): Buffer[] => {
  const even = padded(Buffer.from(body), 0);
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  head.writeUInt32LE(even.length, 4);
  return [head, even];
};

/** Pixel data of compressed frames, one fragment each, with the table of their offsets. Ref: PS3.5 A.4. */
export function encapsulatedPixelData(frames: readonly Uint8Array[]): Buffer {
  const offsets = Buffer.alloc(frames.length * 4);
  let at = 0;
  frames.forEach((frame, i) => {
    offsets.writeUInt32LE(at, i * 4);
    at += 8 + frame.length + (frame.length % 2);
  });
  return Buffer.concat([
    Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]),
    ...fragment(offsets),
    ...frames.flatMap(fragment),
    Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]),
  ]);
}

function numbers(
  list: readonly (string | number)[],
  size: number,
  write: (b: Buffer, v: number, at: number) => void,
): Buffer {
  const out = Buffer.alloc(list.length * size);
  list.forEach((v, i) => {
    if (typeof v !== 'number') throw new Error('Argument "value" must be a number for this VR.');
    write(out, v, i * size);
  });
  return out;
}

/** Decimal string of at most 16 characters (PS3.5 6.2, DS). */
export function decimal(v: number): string {
  const text = Number.isInteger(v) ? String(v) : String(Number(v.toFixed(6)));
  return text.length <= 16 ? text : v.toPrecision(9);
}

function padded(b: Buffer, fill: number): Buffer {
  return b.length % 2 === 0 ? b : Buffer.concat([b, Buffer.from([fill])]);
}
