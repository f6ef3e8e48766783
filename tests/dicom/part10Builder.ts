/** Writes small DICOM files for tests: explicit or implicit little endian, no patients, no library. */
export interface TestElement {
  readonly tag: number;
  readonly vr: string;
  readonly value: string | number | readonly number[] | Uint8Array | readonly (readonly TestElement[])[];
}
export const el = (tag: number, vr: string, value: TestElement['value']): TestElement => ({ tag, vr, value });

const LONG = new Set(['OB', 'OW', 'OF', 'SQ', 'UN', 'UT']);

export interface WriteOptions {
  readonly implicit?: boolean;
  /** Sequences and items with delimiters instead of lengths. */
  readonly undefinedLengths?: boolean;
}

export function part10(
  transferSyntaxUid: string,
  elements: readonly TestElement[],
  options: WriteOptions = {},
): Uint8Array {
  const meta = dataset([el(0x00020010, 'UI', transferSyntaxUid)], {});
  return concat([new Uint8Array(128), ascii('DICM'), meta, dataset(elements, options)]);
}

export function dataset(elements: readonly TestElement[], options: WriteOptions): Uint8Array {
  const sorted = elements.toSorted((a, b) => a.tag - b.tag);
  return concat(sorted.map((element) => writeElement(element, options)));
}

function writeElement({ tag, vr, value }: TestElement, options: WriteOptions): Uint8Array {
  const undefinedLength = vr === 'SQ' && options.undefinedLengths === true;
  const body = valueBytes(vr, value, options);
  return concat([header(tag, vr, undefinedLength ? 0xffffffff : body.length, options), body]);
}

/** Tag, VR and length alone: for elements that lie about their length. */
export function header(tag: number, vr: string, length: number, options: WriteOptions): Uint8Array {
  const long = LONG.has(vr);
  const bytes = new Uint8Array(options.implicit === true || !long ? 8 : 12);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(tag / 0x10000), true);
  view.setUint16(2, tag % 0x10000, true);
  if (options.implicit === true) view.setUint32(4, length, true);
  else {
    bytes.set(ascii(vr), 4);
    if (long) view.setUint32(8, length, true);
    else view.setUint16(6, length, true);
  }
  return bytes;
}

function valueBytes(vr: string, value: TestElement['value'], options: WriteOptions): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string')
    return ascii(value.length % 2 === 0 ? value : `${value}${vr === 'UI' ? '\0' : ' '}`);
  if (typeof value === 'number') return numbers(vr, [value]);
  if (vr !== 'SQ')
    return numbers(
      vr,
      value.filter((item) => typeof item === 'number'),
    );
  return concat(
    value
      .flatMap((item) => (typeof item === 'number' ? [] : [sequenceItem(item, options)]))
      .concat(options.undefinedLengths === true ? [itemHeader(0xe0dd, 0)] : []),
  );
}

function sequenceItem(elements: readonly TestElement[], options: WriteOptions): Uint8Array {
  const body = dataset(elements, options);
  return options.undefinedLengths === true
    ? concat([itemHeader(0xe000, 0xffffffff), body, itemHeader(0xe00d, 0)])
    : concat([itemHeader(0xe000, body.length), body]);
}

export function itemHeader(element: number, length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, element, true);
  view.setUint32(4, length, true);
  return bytes;
}

function numbers(vr: string, values: readonly number[]): Uint8Array {
  const size = vr === 'US' || vr === 'SS' || vr === 'OW' ? 2 : vr === 'FD' ? 8 : 4;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) {
    if (vr === 'US' || vr === 'OW') view.setUint16(i * size, value, true);
    else if (vr === 'SS') view.setInt16(i * size, value, true);
    else if (vr === 'FD') view.setFloat64(i * size, value, true);
    else if (vr === 'FL') view.setFloat32(i * size, value, true);
    else view.setUint32(i * size, value, true);
  }
  return bytes;
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Elements of a small CT slice at a place; what a test does not care about has a plain value. */
export interface SliceSpec {
  readonly z?: number;
  readonly y?: number;
  readonly uid?: string;
  readonly series?: string;
  readonly extra?: readonly TestElement[];
}
export const EXPLICIT = '1.2.840.10008.1.2.1';
export const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';

export function ctSlice({
  z = 0,
  y = 0,
  uid = `1.2.3.${Math.round(z * 1000) + 9_000_000}`,
  series = '1.2.3.4',
  extra = [],
}: SliceSpec): readonly TestElement[] {
  const replaced = new Set(extra.map((element) => element.tag));
  const plain: readonly TestElement[] = [
    el(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
    el(0x00080016, 'UI', CT_IMAGE),
    el(0x00080018, 'UI', uid),
    el(0x00080060, 'CS', 'CT'),
    el(0x0020000d, 'UI', '1.2.3'),
    el(0x0020000e, 'UI', series),
    el(0x00200032, 'DS', `0\\${y}\\${z}`),
    el(0x00200037, 'DS', '1\\0\\0\\0\\1\\0'),
    el(0x00200052, 'UI', '1.2.3.5'),
    el(0x00280002, 'US', 1),
    el(0x00280004, 'CS', 'MONOCHROME2'),
    el(0x00280010, 'US', 2),
    el(0x00280011, 'US', 3),
    el(0x00280030, 'DS', '0.5\\0.7'),
    el(0x00280100, 'US', 16),
    el(0x00280101, 'US', 12),
    el(0x00280102, 'US', 11),
    el(0x00280103, 'US', 0),
    el(0x7fe00010, 'OW', [1, 2, 3, 4, 5, 6]),
  ];
  return [...plain.filter((element) => !replaced.has(element.tag)), ...extra];
}
