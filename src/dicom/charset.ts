/**
 * Specific Character Set (0008,0005), PS3.3 C.12.1.1.2 and PS3.5 6.1: bytes of text elements to strings. Single
 * repertoires, code extensions with ISO 2022 escapes, UTF-8, GB 18030 and GBK.
 */

/** The part of the Encoding API used here; in browsers, workers and Node it is global. */
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal?: boolean },
) => { decode(input: Uint8Array): string };

export type TextDecoding = (bytes: Uint8Array) => string;

/** Defined term (number of the registration) → label of the Encoding standard. */
const SINGLE_BYTE: Readonly<Record<string, string>> = {
  '6': 'windows-1252',
  '13': 'shift_jis',
  '100': 'windows-1252',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '126': 'iso-8859-7',
  '127': 'iso-8859-6',
  '138': 'iso-8859-8',
  '144': 'iso-8859-5',
  '148': 'windows-1254',
  '166': 'windows-874',
  '203': 'iso-8859-15',
};

interface CodeElement {
  /** 0 = bytes 20–7F, 1 = bytes A0–FF. */
  readonly half: 0 | 1;
  readonly label: string;
  /** Byte put before each character, and whether 7-bit pairs are lifted to the high half (EUC). */
  readonly lead: number | null;
  readonly multiByte: boolean;
}
const g0 = (label: string, multiByte = false, lead: number | null = null): CodeElement => ({
  half: 0,
  label,
  lead,
  multiByte,
});
const g1 = (label: string, multiByte = false): CodeElement => ({ half: 1, label, lead: null, multiByte });

/** Escape sequence without ESC → the code element it switches in (PS3.3 tables C.12-3 and C.12-4). */
const ESCAPES: readonly (readonly [string, CodeElement])[] = [
  ['(B', g0('windows-1252')],
  ['(J', g0('windows-1252')],
  [')I', g1('shift_jis')],
  ['-A', g1('windows-1252')],
  ['-B', g1('iso-8859-2')],
  ['-C', g1('iso-8859-3')],
  ['-D', g1('iso-8859-4')],
  ['-F', g1('iso-8859-7')],
  ['-G', g1('iso-8859-6')],
  ['-H', g1('iso-8859-8')],
  ['-L', g1('iso-8859-5')],
  ['-M', g1('windows-1254')],
  ['-T', g1('windows-874')],
  ['-b', g1('iso-8859-15')],
  ['$B', g0('euc-jp', true)],
  ['$@', g0('euc-jp', true)],
  ['$(D', g0('euc-jp', true, 0x8f)],
  ['$)C', g1('euc-kr', true)],
  ['$)A', g1('gbk', true)],
];

const ESC = 0x1b;
const decode = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes);

/**
 * Decoding for the values of (0008,0005), spelled as found. Unknown terms and a missing element read as UTF-8 where
 * the bytes are valid UTF-8, else Latin-1: such bytes are outside the standard, and nothing is better than the guess.
 */
export function textDecodingOf(terms: readonly string[]): TextDecoding {
  const known = terms.map((term) => term.trim().toUpperCase());
  if (known.some((term) => /192/.test(term))) return (bytes) => decode(bytes, 'utf-8');
  if (known.some((term) => /GB\s*18030/.test(term))) return (bytes) => decode(bytes, 'gb18030');
  if (known.some((term) => /GBK/.test(term))) return (bytes) => decode(bytes, 'gbk');
  const first = registrationOf(known[0] ?? '');
  const label = SINGLE_BYTE[first ?? ''];
  const extended = known.length > 1 || (known[0] ?? '').includes('2022');
  if (extended) return (bytes) => decodeWithEscapes(bytes, label ?? 'windows-1252');
  if (label === undefined || first === '6') return decodeUnlabelled;
  return (bytes) => (bytes.includes(ESC) ? decodeWithEscapes(bytes, label) : decode(bytes, label));
}

/** `ISO_IR 100`, `ISO 2022 IR 100`, `ISO-IR 100`, `ISO_IR_100` → `100`. */
const registrationOf = (term: string): string | null => /IR[ _-]*(\d+)/.exec(term)?.[1] ?? null;

function decodeUnlabelled(bytes: Uint8Array): string {
  if (bytes.includes(ESC)) return decodeWithEscapes(bytes, 'windows-1252');
  if (bytes.every((byte) => byte < 0x80)) return decode(bytes, 'windows-1252');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode(bytes, 'windows-1252'); // not UTF-8: fatal decoding is the test for it
  }
}

/** Delimiters return to the first repertoire (PS3.5 6.1.2.5.3): \ ^ = and the control characters of text. */
const isDelimiter = (byte: number): boolean =>
  byte === 0x5c || byte === 0x5e || byte === 0x3d || byte === 0x0a || byte === 0x0c || byte === 0x0d;

function decodeWithEscapes(bytes: Uint8Array, initialLabel: string): string {
  const initial = g1(initialLabel);
  let low: CodeElement = g0('windows-1252');
  let high: CodeElement = initial;
  let text = '';
  let start = 0;
  const flush = (end: number): void => {
    if (end > start) text += decodeRun(bytes.subarray(start, end), low, high);
    start = end;
  };
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === ESC) {
      const match = ESCAPES.find(([sequence]) =>
        sequence.split('').every((char, k) => bytes[i + 1 + k] === char.charCodeAt(0)),
      );
      if (match === undefined) continue;
      flush(i);
      const [sequence, element] = match;
      if (element.half === 0) low = element;
      else high = element;
      i += sequence.length;
      start = i + 1;
    } else if (isDelimiter(byte) && !low.multiByte) {
      flush(i);
      low = g0('windows-1252');
      high = initial;
    }
  }
  flush(bytes.length);
  return text;
}

/** One run under one designation: stretches of low and high bytes are decoded by their own code element. */
function decodeRun(run: Uint8Array, low: CodeElement, high: CodeElement): string {
  let text = '';
  let start = 0;
  while (start < run.length) {
    const half = (run[start] ?? 0) >= 0x80 ? 1 : 0;
    let end = start + 1;
    while (end < run.length && ((run[end] ?? 0) >= 0x80 ? 1 : 0) === half) end += 1;
    const part = run.subarray(start, end);
    text += half === 0 ? decodeLow(part, low) : decode(part, high.label);
    start = end;
  }
  return text;
}

function decodeLow(part: Uint8Array, low: CodeElement): string {
  if (!low.multiByte) return decode(part, low.label);
  const lifted: number[] = [];
  for (let i = 0; i < part.length; i += 1) {
    const byte = part[i] ?? 0;
    // Spaces and control characters stay single bytes inside a two-byte set.
    if (byte <= 0x20) {
      lifted.push(byte);
      continue;
    }
    if (low.lead !== null) lifted.push(low.lead);
    lifted.push(byte | 0x80, (part[i + 1] ?? 0) | 0x80);
    i += 1;
  }
  return decode(Uint8Array.from(lifted), low.label);
}
