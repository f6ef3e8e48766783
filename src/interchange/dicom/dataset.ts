import { data as dcmjsData } from 'dcmjs';
import { tagKey } from '../../dicom/tags.ts';
import { vrOfTag } from '../../dicom/vr.ts';
import { T, type Keyword } from './tags.ts';

/** A data set in the shape dcmjs serializes: tag key → VR and values. */
export interface DicomValues {
  readonly vr: string;
  readonly Value: readonly (string | number | ArrayBuffer | DicomSet)[];
}
export type DicomSet = Readonly<Record<string, DicomValues>>;

/** null: present and empty (type 2). */
type Given = string | number | Uint8Array | null | readonly (string | number | DicomSet)[];

/** Longest value per VR (PS3.5 table 6.2-1); dcmjs checks none. */
const LONGEST: Readonly<Record<string, number>> = {
  AE: 16, CS: 16, DS: 16, IS: 12, LO: 64, SH: 16, ST: 1024, LT: 10240, UI: 64,
}; // prettier-ignore
const SINGLE = new Set(['ST', 'LT', 'UT']);

/** Builds a data set from keywords; the VR is that of the dictionary. @throws where a value cannot be written as it is. */
export function dicomSet(given: Partial<Record<Keyword, Given>>): DicomSet {
  const rows: [string, DicomValues][] = [];
  for (const [keyword, value] of Object.entries(given)) {
    if (!isKeyword(keyword)) throw new Error(`${keyword} is not in the table of attributes`);
    const tag = T[keyword];
    rows.push([tagKey(tag), element(keyword === 'PixelData' ? 'OB' : vrOfTag(tag), value, keyword)]);
  }
  return Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export const privateText = (text: string): DicomValues => ({ vr: 'UT', Value: [text] });

const isKeyword = (name: string): name is Keyword => Object.hasOwn(T, name);

function element(vr: string, value: Given, keyword: string): DicomValues {
  if (value === null) return { vr, Value: [] };
  if (value instanceof Uint8Array) return { vr, Value: [Uint8Array.from(value).buffer] };
  const values = typeof value === 'object' ? value : [value];
  for (const one of values) {
    if (typeof one !== 'string') continue;
    if (one.length > (LONGEST[vr] ?? Infinity)) throw new Error(`${keyword} is longer than ${vr} allows`);
    if (!SINGLE.has(vr) && vr !== 'PN' && one.includes('\\')) throw new Error(`${keyword} holds a backslash`);
  }
  return {
    vr,
    Value: vr === 'DS' ? values.map((one) => (typeof one === 'number' ? decimal(one) : one)) : [...values],
  };
}

/** A number in at most 16 characters (DS), as exact as that allows. */
export function decimal(value: number): string {
  const plain = String(value);
  if (plain.length <= 16) return plain;
  for (let digits = 16; digits > 0; digits -= 1) {
    const shorter = String(Number(value.toPrecision(digits)));
    if (shorter.length <= 16) return shorter;
  }
  return value.toExponential(8);
}

/** One line for LO and SH: white space folded, backslash replaced, cut with an ellipsis. */
export function shortText(text: string, longest = 64): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('\\', '/').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** 2.25 and a UUID made for this product (PS3.5 annex B.2). */
export const IMPLEMENTATION_CLASS_UID = '2.25.164183437518325023184275284270811826051';

/** Part 10 file in Explicit VR Little Endian, UTF-8. The SOP identity comes from the data set. */
export function part10(set: DicomSet): Uint8Array {
  const uid = (tag: number): string => {
    const value = set[tagKey(tag)]?.Value[0];
    if (typeof value !== 'string') throw new Error('a data set without SOP identity');
    return value;
  };
  const file = new dcmjsData.DicomDict({
    '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] },
    '00020002': { vr: 'UI', Value: [uid(T.SOPClassUID)] },
    '00020003': { vr: 'UI', Value: [uid(T.SOPInstanceUID)] },
    '00020010': { vr: 'UI', Value: [EXPLICIT_LITTLE_ENDIAN] },
    '00020012': { vr: 'UI', Value: [IMPLEMENTATION_CLASS_UID] },
    '00020013': { vr: 'SH', Value: ['PATCHPOINT'] },
  });
  file.dict = set;
  return new Uint8Array(file.write());
}
