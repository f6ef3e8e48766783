import { inflate } from 'pako';

/** A run of letters as it stands on a page; points from the page's lower left corner. */
export interface PrintedText {
  readonly page: number;
  readonly xPt: number;
  readonly yPt: number;
  readonly text: string;
}

type Objects = ReadonlyMap<number, string>;

/**
 * The letters of a PDF with their places, from the page's own drawing commands and the embedded fonts' code tables:
 * what a reader of the page sees, not what the document says about itself. Reads PDFs whose objects stand in the open
 * (no object streams, no encryption), as the report's writer makes them; from others it reads less.
 */
export function pdfTexts(bytes: Uint8Array): readonly PrintedText[] {
  const objects = readObjects(bytes);
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body));
  return pages.flatMap((body, index) => {
    const fonts = fontsOf(referred(objects, body, 'Resources') ?? body, objects);
    const content = streamOf(referred(objects, body, 'Contents') ?? '');
    return textsOf(content, fonts).map((one) => ({ ...one, page: index + 1 }));
  });
}

function readObjects(bytes: Uint8Array): Objects {
  const file = latin1(bytes);
  const objects = new Map<number, string>();
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(Number(match[1]), match[2] ?? '');
  return objects;
}

/** One character a byte, so that places in the text are places in the file. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

function referred(objects: Objects, body: string, name: string): string | undefined {
  const match = new RegExp(`/${name} (\\d+) 0 R`).exec(body);
  return match === null ? undefined : objects.get(Number(match[1]));
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n');
  const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0);
  if (start < 0) return '';
  const bytes = Uint8Array.from(body.slice(start + 7, start + 7 + length), (char) => char.charCodeAt(0));
  if (!body.slice(0, start).includes('/FlateDecode')) return latin1(bytes);
  const content: unknown = inflate(bytes);
  return content instanceof Uint8Array ? latin1(content) : '';
}

/** Name of a font on the page → code (four hex digits) → letters. */
function fontsOf(resources: string, objects: Objects): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const listed = /\/Font <<([^>]*)>>/.exec(resources)?.[1] ?? '';
  return new Map(
    [...listed.matchAll(/\/(\S+) (\d+) 0 R/g)].map((match) => {
      const font = objects.get(Number(match[2])) ?? '';
      return [match[1] ?? '', lettersOf(streamOf(referred(objects, font, 'ToUnicode') ?? ''))] as const;
    }),
  );
}

function lettersOf(table: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '', , list = ''] of table.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g))
    for (const [index, entry] of [...list.matchAll(/<([\w ]+)>/g)].entries())
      letters.set((Number.parseInt(from, 16) + index).toString(16).padStart(4, '0'), unicode(entry[1] ?? ''));
  return letters;
}

const unicode = (hex: string): string =>
  String.fromCharCode(
    ...[...hex.replaceAll(' ', '').matchAll(/.{4}/g)].map((unit) => Number.parseInt(unit[0], 16)),
  );

const TEXT =
  /BT\n[^T]*?1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm\n\/(\S+) [\d.]+ Tf\n(?:[^[]*?)((?:\[[^\]]*\] TJ\s*)+)/g;

function textsOf(
  content: string,
  fonts: ReadonlyMap<string, ReadonlyMap<string, string>>,
): readonly Omit<PrintedText, 'page'>[] {
  return [...content.matchAll(TEXT)].map(([, x = '', y = '', font = '', shown = '']) => {
    const letters = fonts.get(font);
    const codes = [...shown.matchAll(/<(\w*)>/g)].flatMap((match) => (match[1] ?? '').match(/.{4}/g) ?? []);
    return {
      xPt: Number(x),
      yPt: Number(y),
      text: codes.map((code) => letters?.get(code) ?? '\uFFFD').join(''),
    };
  });
}
