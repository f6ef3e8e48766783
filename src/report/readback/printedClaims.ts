import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { Claim, Claims } from '../../interchange/readback/claims.ts';
import { spokenAmount, unspoken } from '../../interchange/readback/spokenWords.ts';
import { pdfTexts, type PrintedText } from './pdfText.ts';

/** What the printed pages say of the plan: read from the letters on them, shared with the writer in nothing. */
export function printedClaims(pdf: Uint8Array): Result<Claims> {
  const texts = pdfTexts(pdf);
  const lines = linesOf(texts);
  const rows = glanceRows(texts);
  if (rows.length === 0)
    return err(issue('unreadable', 'Level, side and approach cannot be read on the first page.'));
  return ok(
    new Map<string, Claim>([
      ...identityClaims(texts),
      ...patientClaims(texts),
      ['plan.sites', [rows.length]],
      ...rows.flatMap(siteClaims),
      ...amountClaims(lines, 'Blood planned', 'plannedVolumeMl'),
      ...amountClaims(lines, 'Blood maximum', 'maximumVolumeMl'),
      ...amountClaims(lines, 'Aliquots', 'aliquotMl'),
    ]),
  );
}

/** Runs at one height of a page, from left to right, a space between them. */
function linesOf(texts: readonly PrintedText[]): readonly string[] {
  const lines = new Map<string, PrintedText[]>();
  for (const one of texts) {
    const key = `${one.page}|${one.yPt.toFixed(2)}`;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  return [...lines.values()].map((runs) => {
    const inOrder = runs.toSorted((a, b) => a.xPt - b.xPt);
    return folded(inOrder.map(({ text }) => text).join(' '));
  });
}

const folded = (text: string): string => text.replaceAll(/[\s\u00A0]+/g, ' ').trim();

/** Runs at one height in the order they were drawn in: the end of a wrapped line keeps its space. */
function linesAsDrawn(texts: readonly PrintedText[]): readonly string[] {
  const lines: string[] = [];
  for (const [index, { page, yPt, text }] of texts.entries()) {
    const before = texts[index - 1];
    const goesOn = before !== undefined && before.page === page && Math.abs(before.yPt - yPt) < 0.005;
    if (goesOn) lines.push(`${lines.pop() ?? ''}${text}`);
    else lines.push(text);
  }
  return lines;
}

/** Plan and version at the head of page one, whatever breaks the line: from "Plan" to "Page". */
function identityClaims(texts: readonly PrintedText[]): readonly (readonly [string, Claim])[] {
  const first = texts.filter(({ page }) => page === 1);
  const end = first.findIndex(({ text }) => text.trim() === 'Page');
  const start = first.findLastIndex(({ text }, at) => at < end && text.trim() === 'Plan');
  const head = first
    .slice(start, end)
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s/g, '');
  const match = /^Plan(.+)version(\d+)/.exec(head);
  return match === null
    ? []
    : [
        ['plan.id', match[1] ?? ''],
        ['plan.version', [Number(match[2])]],
      ];
}

const HEADS = ['Site', 'Level', 'Letter', 'Side', 'Approach'] as const;
type Head = (typeof HEADS)[number];
type Row = Readonly<Partial<Record<Head, string>>>;

/** The large letters of page one: cells below their column's head, a new row where the columns begin anew. */
function glanceRows(texts: readonly PrintedText[]): readonly Row[] {
  const first = texts.filter(({ page }) => page === 1);
  const start = first.findIndex(({ text }) => text.trim() === 'Level');
  const level = first[start];
  if (level === undefined) return [];
  const heads = first
    .filter(({ yPt }) => Math.abs(yPt - level.yPt) < 0.5)
    .flatMap(({ xPt, text }) => {
      const head = HEADS.find((name) => name === text.trim());
      return head === undefined ? [] : [{ head, xPt }];
    });
  const last = first.findIndex(({ text }, at) => at > start && text.trim() === 'Levels');
  const rows: Partial<Record<Head, string>>[] = [];
  let before = Number.POSITIVE_INFINITY;
  for (const one of first.slice(start, last < 0 ? undefined : last)) {
    if (one.yPt > level.yPt - 1) continue;
    const column = heads.findLastIndex(({ xPt }) => xPt <= one.xPt + 1);
    const head = heads[column]?.head;
    if (head === undefined) continue;
    if (column < before) rows.push({});
    before = column;
    const row = rows.at(-1);
    if (row !== undefined) row[head] = `${row[head] ?? ''}${one.text}`;
  }
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([head, text]) => [head, folded(text)])),
  );
}

const LETTERS: Readonly<Record<string, string>> = {
  left: 'L',
  right: 'R',
  bilateral: 'R + L',
  midline: 'M',
  'not-stated': '?',
  'not-applicable': '–',
};

/** Word and letter of the side must agree, else the side reads as neither. */
function siteClaims(row: Row, index: number): readonly (readonly [string, Claim])[] {
  const at = `site[${index + 1}]`;
  const side = unspoken((row.Side ?? '').toLowerCase());
  const approach = unspoken((row.Approach ?? '').toLowerCase().replace(/^approach /, ''));
  return [
    [`${at}.target`, row.Level ?? ''],
    [`${at}.side`, LETTERS[side] === row.Letter ? side : 'word and letter differ'],
    [`${at}.approach`, approach],
  ];
}

/** The nth row of a name belongs to the nth site: the sites stand in their order. */
function amountClaims(
  lines: readonly string[],
  label: string,
  field: string,
): readonly (readonly [string, Claim])[] {
  return lines
    .filter((text) => text.startsWith(`${label} `))
    .map((text, index) => {
      const value = text.slice(label.length + 1);
      return [
        `site[${index + 1}].${field}`,
        spokenAmount(/^\d/.test(value) ? value : value.toLowerCase(), 'mL'),
      ];
    });
}

const PATIENT_LINE = /^(?:ID |no patient ID )/;

/** "ID 1234 · issuer HOSPITAL · born 1980-01-01 · female", the same on every page, on one line or wrapped. */
function patientClaims(texts: readonly PrintedText[]): readonly (readonly [string, Claim])[] {
  const lines = linesAsDrawn(texts);
  const found = new Set(
    lines.flatMap((text, start) => {
      if (!PATIENT_LINE.test(text)) return [];
      const end = lines.findIndex(
        (one, at) => at > start && (one.startsWith('Plan ') || PATIENT_LINE.test(one)),
      );
      const whole = lines[end]?.startsWith('Plan ') === true ? folded(lines.slice(start, end).join('')) : '';
      return / · born /.test(whole) ? [whole] : [];
    }),
  );
  const [line, ...others] = found;
  if (line === undefined || others.length > 0) return [];
  const id = /^ID (.*?) · (?:issuer|born) /.exec(line)?.[1] ?? '';
  const issuer = / · issuer (.*?) · born /.exec(line)?.[1] ?? '';
  const born = / · born (.*) · [^·]*$/.exec(line)?.[1] ?? '';
  return [
    ['patient.id', id],
    ['patient.issuer', issuer],
    ['patient.birthDate', born === 'not stated' ? '' : born.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1$2$3')],
  ];
}
