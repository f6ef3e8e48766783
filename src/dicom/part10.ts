import { Inflate } from 'pako';
import type { DatasetProblem, DatasetSyntax, DicomDataset } from './dataset.ts';
import { readDataset, UNDEFINED_LENGTH } from './dataset.ts';
import { LIMITS } from './limits.ts';
import { TAG } from './tags.ts';
import {
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  transferSyntaxOf,
} from './transferSyntaxes.ts';
import { isVr } from './vr.ts';

/** One file taken apart: meta group, dataset up to the pixels, and the syntax it is really written in. */
export interface Part10 {
  /** The bytes the dataset's offsets point into; for the deflated syntax not the bytes that came in. */
  readonly bytes: Uint8Array;
  readonly meta: DicomDataset;
  readonly dataset: DicomDataset;
  readonly transferSyntaxUid: string;
  readonly problem: DatasetProblem | null;
}

const META_SYNTAX: DatasetSyntax = { explicitVr: true, littleEndian: true };

/**
 * Reads a Part 10 file, or a dataset that lost its preamble or meta group; null when nothing says DICOM.
 * Total: never throws on any bytes, and its work is bounded by limits.ts.
 */
export function readPart10(bytes: Uint8Array): Part10 | null {
  const start = datasetStart(bytes);
  if (start === null) return null;
  const meta = readDataset(bytes, start, bytes.length, META_SYNTAX, (tag) => tag >= 0x00030000);
  const declared = uidOf(meta.dataset, TAG.transferSyntaxUid);
  if (meta.problem !== null) {
    const none: DicomDataset = { bytes, littleEndian: true, elements: new Map() };
    return { bytes, meta: meta.dataset, dataset: none, transferSyntaxUid: declared, problem: meta.problem };
  }
  const inflated = transferSyntaxOf(declared)?.deflated === true ? inflateDataset(bytes, meta.end) : null;
  const whole = inflated?.bytes ?? bytes;
  const transferSyntaxUid = declared === '' ? guessSyntax(whole, meta.end) : declared;
  const body = readDataset(whole, meta.end, whole.length, bodySyntax(whole, meta.end, transferSyntaxUid));
  return {
    bytes: whole,
    meta: meta.dataset,
    dataset: body.dataset,
    transferSyntaxUid,
    problem: inflated?.problem ?? body.problem,
  };
}

/** The file with its deflated dataset inflated in place; every other file as it is. */
export function inflatedInstance(bytes: Uint8Array): Uint8Array {
  return readPart10(bytes)?.bytes ?? bytes;
}

const ascii = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

/** Where the first element is: after preamble and DICM, after a bare DICM, or at 0 when that reads as DICOM. */
function datasetStart(bytes: Uint8Array): number | null {
  if (ascii(bytes, 128, 4) === 'DICM') return 132;
  if (ascii(bytes, 0, 4) === 'DICM') return 4;
  return looksLikeElement(bytes) ? 0 : null;
}

/** First element of a file without preamble: group 0002 or 0008, and a length that fits. */
function looksLikeElement(bytes: Uint8Array): boolean {
  if (bytes.length < 16) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = view.getUint16(0, true) === 2 || view.getUint16(0, true) === 8;
  const group = view.getUint16(0, littleEndian);
  if (group !== 2 && group !== 8) return false;
  if (isVr(ascii(bytes, 4, 2))) return true;
  const length = view.getUint32(4, littleEndian);
  return length % 2 === 0 && (length <= 1024 || length === UNDEFINED_LENGTH) && length + 8 <= bytes.length;
}

function guessSyntax(bytes: Uint8Array, offset: number): string {
  if (!isVr(ascii(bytes, offset + 4, 2))) return IMPLICIT_LITTLE_ENDIAN;
  return bytes[offset] === 0 ? EXPLICIT_BIG_ENDIAN : EXPLICIT_LITTLE_ENDIAN;
}

/** The declared syntax, corrected where the first element proves it wrong (implicit declared, explicit written). */
function bodySyntax(bytes: Uint8Array, offset: number, transferSyntaxUid: string): DatasetSyntax {
  const declared = transferSyntaxOf(transferSyntaxUid) ?? META_SYNTAX;
  const writtenExplicit = isVr(ascii(bytes, offset + 4, 2));
  // Declared big endian, yet group 0008 starts with its low byte: written little endian.
  const littleEndian = declared.littleEndian || (bytes[offset] === 8 && bytes[offset + 1] === 0);
  return { explicitVr: writtenExplicit, littleEndian };
}

function uidOf(dataset: DicomDataset, tag: number): string {
  const element = dataset.elements.get(tag);
  if (element === undefined) return '';
  return ascii(dataset.bytes, element.offset, Math.min(element.length, 64)).replace(/[\0 ]+$/, '');
}

/** Raw deflate after the meta group (PS3.5 A.5), with a bound on what comes out. */
function inflateDataset(
  bytes: Uint8Array,
  metaEnd: number,
): { readonly bytes: Uint8Array; readonly problem: DatasetProblem | null } {
  const byRatio = Math.max(LIMITS.inflatedBytesMin, (bytes.length - metaEnd) * LIMITS.inflationRatio);
  const limit = Math.min(byRatio, LIMITS.inflatedBytesMax);
  const chunks: Uint8Array[] = [bytes.subarray(0, metaEnd)];
  let size = metaEnd;
  const ended: number[] = [];
  const inflater = new Inflate({ raw: true });
  inflater.onEnd = (status) => {
    ended.push(status);
  };
  inflater.onData = (chunk) => {
    const part = chunk instanceof Uint8Array ? chunk : new Uint8Array(chunk);
    size += part.length;
    if (size <= limit) chunks.push(part);
  };
  const STEP = 4096;
  let position = metaEnd;
  while (position < bytes.length && ended.length === 0) {
    if (size > limit) break;
    const next = Math.min(bytes.length, position + STEP);
    inflater.push(bytes.subarray(position, next), next === bytes.length);
    position = next;
  }
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  if (size > limit)
    return {
      bytes: whole,
      problem: {
        code: 'too-large',
        message: 'the deflated dataset inflates to far more than an image needs',
      },
    };
  const [status] = ended;
  if (status === undefined)
    return { bytes: whole, problem: { code: 'truncated', message: 'the deflated dataset ends early' } };
  if (status !== 0)
    return {
      bytes: whole,
      problem: { code: 'malformed', message: 'the deflated dataset cannot be inflated' },
    };
  return { bytes: whole, problem: null };
}
