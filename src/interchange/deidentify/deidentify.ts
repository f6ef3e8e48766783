import { datasetAttributes, firstText, valueBytes } from '../../dicom/attributes.ts';
import { UNDEFINED_LENGTH, type DicomDataset, type DicomElement } from '../../dicom/dataset.ts';
import { readPart10, type Part10 } from '../../dicom/part10.ts';
import { nonImageName } from '../../dicom/sopClasses.ts';
import { tagKey } from '../../dicom/tags.ts';
import {
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  transferSyntaxOf,
} from '../../dicom/transferSyntaxes.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { IMPLEMENTATION_CLASS_UID } from '../dicom/dataset.ts';
import { R } from '../foreign/readTags.ts';
import { actionOf, OPTIONS, type Action, type Option } from './profile.ts';
import { cleaned, dummyOf, mappedUid, pseudonym } from './values.ts';
import { ascii, textElement, writeDataset, type OutDataset, type OutElement } from './writeDataset.ts';

export interface DeidentifyOptions {
  readonly retained: ReadonlySet<Option>;
  /** Secret of this run: the same salt gives the same UIDs and pseudonyms, another gives others. */
  readonly salt: string;
}
export interface Deidentified {
  readonly bytes: Uint8Array;
  readonly sopInstanceUid: string;
  /** What was done, by attribute: "00100010" → "Z". Kept attributes that the table does not name are not listed. */
  readonly done: Readonly<Record<string, Action>>;
  readonly warnings: readonly string[];
}

const BURNT_IN = 0x00280301;
const IMAGE_TYPE = 0x00080008;

/**
 * One file after the Basic Application Level Confidentiality Profile (PS3.15 E.2) with the options retained. Pixels and
 * every kept value are copied byte for byte, in the transfer syntax they came in (deflated ones inflated). Objects that
 * speak in free text (reports, documents) are refused: no table can clean sentences.
 *
 * @returns issues `not-dicom`, `unreadable`, `big-endian`, `speaks` (reports, documents, presentation states), `burnt-in`
 */
export function deidentify(bytes: Uint8Array, options: DeidentifyOptions): Result<Deidentified> {
  const file = readPart10(bytes);
  if (file === null) return err(issue('not-dicom', 'The file is not DICOM.'));
  if (file.problem !== null) return err(issue('unreadable', 'The file cannot be read whole.'));
  if (!file.dataset.littleEndian) return err(issue('big-endian', 'Big endian files are not rewritten.'));
  const attributes = datasetAttributes(file.dataset);
  const kind = nonImageName(firstText(attributes, R.sopClass));
  if (kind !== null) return err(issue('speaks', `A ${kind} is not written: its words cannot be cleaned.`));
  if (firstText(attributes, BURNT_IN) === 'YES')
    return err(issue('burnt-in', 'The file says that text is burnt into its pixels. Nothing was written.'));
  const done: Record<string, Action> = {};
  const pixels = pixelElement(file);
  if (pixels === null) return err(issue('unreadable', 'The pixels end early.'));
  const patientId =
    firstText(attributes, R.patientId) ||
    firstText(attributes, R.patientName) ||
    firstText(attributes, R.study);
  const set = datasetOf(file.dataset, options, done, false);
  const named = pseudonym(patientId, options.salt);
  const body = [
    ...set.filter(({ tag }) => !STATED.has(tag)),
    ...pixels,
    textElement(0x00100010, 'PN', named),
    textElement(0x00100020, 'LO', named),
    ...statements(options.retained),
  ];
  const transferSyntaxUid =
    transferSyntaxOf(file.transferSyntaxUid)?.deflated === true
      ? EXPLICIT_LITTLE_ENDIAN
      : file.transferSyntaxUid;
  const sop = body.find(({ tag }) => tag === R.sopInstance);
  const sopInstanceUid = sop?.value instanceof Uint8Array ? ascii(sop.value) : '';
  return ok({
    bytes: part10(firstText(attributes, R.sopClass), sopInstanceUid, transferSyntaxUid, body),
    sopInstanceUid,
    done,
    warnings: warningsOf(
      firstText(attributes, BURNT_IN),
      attributes.texts(IMAGE_TYPE),
      attributes.texts(R.modality),
    ),
  });
}

function datasetOf(
  dataset: DicomDataset,
  options: DeidentifyOptions,
  done: Record<string, Action>,
  scrubbed: boolean,
): OutDataset {
  return [...dataset.elements.values()].flatMap((element): OutDataset => {
    // Group lengths would be wrong after; pixels are copied apart.
    if (element.tag % 0x10000 === 0 || element.tag === R.pixels) return [];
    const named = actionOf(element.tag, options.retained);
    const action = named ?? (scrubbed && SPEAKING.has(element.vr) && !isCode(element.tag) ? 'D' : null);
    if (action !== null) done[tagKey(element.tag)] = action;
    const one = elementOf(dataset, element, action, options, done, scrubbed);
    return one === null ? [] : [one];
  });
}

function elementOf(
  dataset: DicomDataset,
  element: DicomElement,
  action: Action | null,
  options: DeidentifyOptions,
  done: Record<string, Action>,
  scrubbed: boolean,
): OutElement | null {
  const { tag, vr, items } = element;
  if (action === 'X') return null;
  if (items !== null) {
    if (action === 'Z') return { tag, vr: 'SQ', value: [] };
    const inside = items.map((item) => datasetOf(item, options, done, scrubbed || action === 'D'));
    return { tag, vr: 'SQ', value: inside };
  }
  const value = valueBytes(dataset, element);
  const text = (): string => ascii(value);
  switch (action) {
    case 'Z':
      return { tag, vr, value: new Uint8Array() };
    case 'D': {
      const dummy = dummyOf(vr);
      return typeof dummy === 'string' ? textElement(tag, vr, dummy) : { tag, vr, value: dummy };
    }
    case 'C':
      return textElement(tag, vr, cleaned(text()));
    case 'U': {
      const uids = text().split('\\');
      return textElement(
        tag,
        vr,
        uids.map((uid) => (uid === '' ? '' : mappedUid(uid, options.salt))).join('\\'),
      );
    }
    case 'K':
    case null:
    default:
      return { tag, vr, value };
  }
}

/** VRs that can carry words or dates; inside a dummied sequence all of them are dummied, codes excepted. */
const SPEAKING: ReadonlySet<string> = new Set('AE AS DA DT LO LT PN SH ST TM UC UN UR UT'.split(' '));
const isCode = (tag: number): boolean => tag >= 0x00080100 && tag <= 0x00080122;

/** Said anew by this software: never copied. */
const STATED: ReadonlySet<number> = new Set([
  0x00100010, 0x00100020, 0x00120062, 0x00120063, 0x00120064, 0x00280303,
]);

/** Patient Identity Removed and by which method (PS3.15 E.2 item 8; PS3.3 C.7.1.1). */
function statements(retained: ReadonlySet<Option>): OutDataset {
  const methods = [
    ['113100', 'Basic Application Confidentiality Profile'] as const,
    ...[...retained].map((option) => OPTIONS[option]),
  ];
  return [
    textElement(0x00120062, 'CS', 'YES'),
    textElement(0x00120063, 'LO', 'Patchpoint, PS3.15 2026c Table E.1-1'),
    {
      tag: 0x00120064,
      vr: 'SQ',
      value: methods.map(([code, meaning]) => [
        textElement(0x00080100, 'SH', code),
        textElement(0x00080102, 'SH', 'DCM'),
        textElement(0x00080104, 'LO', meaning),
      ]),
    },
    textElement(0x00280303, 'CS', retained.has('retain-dates') ? 'UNMODIFIED' : 'REMOVED'),
  ];
}

/** What a person must look at: no table sees what is drawn into pixels (PS3.15 E.3.1 is not offered). */
function warningsOf(
  burntIn: string,
  imageType: readonly string[],
  modality: readonly string[],
): readonly string[] {
  const captured = imageType.includes('SECONDARY') || imageType.includes('SCREEN SAVE');
  const spoken = modality.some((one) => ['OT', 'SC', 'US', 'DOC'].includes(one));
  if (burntIn === 'NO') return captured ? ['A captured picture: look for text before it is given away.'] : [];
  return captured || spoken
    ? ['The file does not say whether text is burnt into its pixels, and it is of a kind that often has.']
    : ['The file does not say whether text is burnt into its pixels.'];
}

/** The pixels as they stand; none where the object has none, null where they are cut off. */
function pixelElement({ dataset, bytes }: Part10): OutDataset | null {
  const element = dataset.elements.get(R.pixels);
  if (element === undefined) return [];
  if (element.length !== UNDEFINED_LENGTH) {
    const value = valueBytes(dataset, element);
    return value.length === element.length ? [{ tag: R.pixels, vr: element.vr, value }] : null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = element.offset;
  while (at + 8 <= bytes.length) {
    const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
    at += 8 + view.getUint32(at + 4, true);
    if (tag === 0xfffee0dd && at <= bytes.length)
      return [{ tag: R.pixels, vr: 'OB', value: bytes.subarray(element.offset, at), encapsulated: true }];
    if (tag !== 0xfffee000) return null;
  }
  return null;
}

function part10(sopClass: string, sopInstance: string, syntax: string, body: OutDataset): Uint8Array {
  const meta = writeDataset(
    [
      { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
      textElement(0x00020002, 'UI', sopClass),
      textElement(0x00020003, 'UI', sopInstance),
      textElement(0x00020010, 'UI', syntax),
      textElement(0x00020012, 'UI', IMPLEMENTATION_CLASS_UID),
      textElement(0x00020013, 'SH', 'PATCHPOINT'),
    ],
    true,
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, meta.length, true);
  const group = writeDataset([{ tag: 0x00020000, vr: 'UL', value: length }], true);
  const set = writeDataset(body, syntax !== IMPLICIT_LITTLE_ENDIAN);
  const file = new Uint8Array(132 + group.length + meta.length + set.length);
  file.set([0x44, 0x49, 0x43, 0x4d], 128);
  file.set(group, 132);
  file.set(meta, 132 + group.length);
  file.set(set, 132 + group.length + meta.length);
  return file;
}
