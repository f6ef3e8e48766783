import { err, issue, ok, unreachable, type Issue, type Result } from '../result.ts';
import type { Level, SpineScheme, Vertebra } from './level.ts';
import { compareVertebrae, isAdjacent, isInScheme, isVertebra, STANDARD_SCHEME } from './scheme.ts';

/** The one spelling of output: `L2`, `L2-L3`, `L2..L5` (definitions.md "Words and spelling"). */
export function formatLevel(level: Level): string {
  switch (level.kind) {
    case 'vertebra':
      return level.level;
    case 'interspace':
      return `${level.upper}-${level.lower}`;
    case 'range':
      return `${level.from}..${level.to}`;
    default:
      return unreachable(level);
  }
}

/**
 * Reads any spelling of clinical.md 5: `L2/3`, `L2-3`, `L2-L3`, `L2/L3`, `Th10`, `D10`, `TH10/11`, `C7/Th1`,
 * `L2..L4`, any case, spaces anywhere. A slash means interspace; a hyphen means interspace where the two are
 * adjacent in this patient, a range otherwise; `..` means range.
 *
 * @returns the level, or an issue that says in words why the text names no place in this patient's spine
 */
export function parseLevel(text: string, scheme: SpineScheme = STANDARD_SCHEME): Result<Level> {
  const tidy = text
    .toUpperCase()
    .replaceAll(/\s+/g, '')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll('…', '..');
  if (tidy === '') return err(issue('level-empty', 'No level was given.'));
  // "T1 2" must not become T12.
  if (/\d\s+\d/.test(text)) return err(unreadable(text));
  if (/^[A-Z]+\.?\d+$/.test(tidy)) {
    const level = parseVertebra(tidy, scheme);
    return level.ok ? ok({ kind: 'vertebra', level: level.value }) : level;
  }
  const pair = /^([A-Z]+\.?)(\d+)(\/|-|\.{2,3}|TO)([A-Z]+\.?)?(\d+)$/.exec(tidy);
  if (pair === null) return err(unreadable(text));
  const [, prefix = '', number = '', separator = '', secondPrefix, secondNumber = ''] = pair;
  const upper = parseVertebra(prefix + number, scheme);
  if (!upper.ok) return upper;
  const lower = parseVertebra((secondPrefix ?? prefix) + secondNumber, scheme);
  if (!lower.ok) return lower;
  return pairToLevel(upper.value, lower.value, separator, scheme);
}

/** Reads one vertebra: `L2`, `Th10`, `D10`, `th 1`. */
export function parseVertebra(text: string, scheme: SpineScheme = STANDARD_SCHEME): Result<Vertebra> {
  const match = /^(C|TH|T|D|L|S)\.?\s*([1-9]\d?)$/.exec(text.trim().toUpperCase());
  const [, prefix = '', number = ''] = match ?? [];
  const region = prefix === 'TH' || prefix === 'D' ? 'T' : prefix;
  const name = `${region}${number}`;
  if (match === null) return err(unreadable(text));
  if (name === 'C8')
    return err(issue('level-unknown', 'C8 is a nerve root, not a vertebra; its interspace is C7-T1.'));
  if (!isVertebra(name)) return err(issue('level-unknown', `There is no vertebra ${name}.`));
  if (!isInScheme(scheme, name)) return err(notInNumbering(name));
  return ok(name);
}

/** Checks a level that came as data: its vertebrae exist in this patient, head before foot, interspace adjacent. */
export function levelIssue(level: Level, scheme: SpineScheme): Issue | null {
  if (level.kind === 'vertebra') return isInScheme(scheme, level.level) ? null : notInNumbering(level.level);
  const [upper, lower] = level.kind === 'range' ? [level.from, level.to] : [level.upper, level.lower];
  for (const end of [upper, lower]) if (!isInScheme(scheme, end)) return notInNumbering(end);
  const read = pairToLevel(upper, lower, level.kind === 'range' ? '..' : '/', scheme);
  return read.ok ? null : read.error;
}

export const sameLevel = (a: Level, b: Level): boolean => formatLevel(a) === formatLevel(b);

function pairToLevel(
  upper: Vertebra,
  lower: Vertebra,
  separator: string,
  scheme: SpineScheme,
): Result<Level> {
  const order = compareVertebrae(upper, lower);
  if (order === 0)
    return err(issue('level-order', `${upper} is named twice: write ${upper} for the vertebra alone.`));
  if (order > 0)
    return err(
      issue(
        'level-order',
        `${upper} lies below ${lower}: name the upper vertebra first, both with their letter.`,
      ),
    );
  const adjacent = isAdjacent(scheme, upper, lower);
  if (adjacent && (separator === '/' || separator === '-')) return ok({ kind: 'interspace', upper, lower });
  if (separator === '/')
    return err(
      issue(
        'level-not-adjacent',
        `${upper} and ${lower} are not neighbours: an interspace lies between two neighbouring vertebrae. For a range write ${upper}..${lower}.`,
      ),
    );
  return ok({ kind: 'range', from: upper, to: lower });
}

const unreadable = (text: string): Issue =>
  issue('level-unreadable', `"${text.trim().slice(0, 20)}" is not a level. Write L2, L2-L3 or L2..L4.`);

const notInNumbering = (level: Vertebra): Issue =>
  issue('level-not-in-numbering', `${level} is not in this patient's numbering.`);
