import { err, ok, type Result } from '../../domain/result.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { attributeNamed, type FoundRow, type QidoAttribute, type QidoLevel } from './qidoAttributes.ts';

export interface QidoQuery {
  readonly matches: readonly { readonly attribute: QidoAttribute; readonly value: string }[];
  readonly include: ReadonlySet<QidoAttribute> | 'all';
  readonly limit: number;
  readonly offset: number;
  /** Said to the client in a Warning header: what was asked for and not done. */
  readonly warnings: readonly string[];
}

const MOST_RESULTS = 5_000;
const LEVELS: readonly QidoLevel[] = ['study', 'series', 'instance'];

/** Parses a QIDO-RS query string (PS3.18 8.3.4, 10.6.1.2). A key that is neither keyword nor tag is refused. */
export function parseQidoQuery(query: URLSearchParams): Result<QidoQuery, ServerIssue> {
  const matches: { attribute: QidoAttribute; value: string }[] = [];
  const include = new Set<QidoAttribute>();
  const warnings: string[] = [];
  let all = false;
  let limit = MOST_RESULTS;
  let offset = 0;
  for (const [key, value] of query) {
    if (key === 'limit' || key === 'offset') {
      if (!/^\d{1,9}$/.test(value)) return badQuery(`${key} must be a whole number.`);
      if (key === 'limit') limit = Math.min(Number(value), MOST_RESULTS);
      else offset = Number(value);
    } else if (key === 'fuzzymatching') {
      if (value === 'true') {
        warnings.push(
          'The fuzzymatching parameter is not supported. Only literal matching has been performed.',
        );
      }
    } else if (key === 'includefield') {
      for (const name of value.split(',')) {
        if (name === 'all') all = true;
        const attribute = attributeNamed(name);
        if (attribute !== undefined) include.add(attribute);
      }
    } else {
      const attribute = attributeNamed(key);
      if (attribute !== undefined) matches.push({ attribute, value });
      else if (/^(?:[0-9A-Fa-f]{8}|[A-Z][A-Za-z0-9]+)$/.test(key)) {
        warnings.push(`The attribute ${key} is not supported as a search key and was left out.`);
      } else return badQuery('A search key is neither an attribute keyword nor a tag.');
    }
  }
  return ok({ matches, include: all ? 'all' : include, limit, offset, warnings });
}

const badQuery = (message: string) => err(serverIssue('bad-query', message));

/** Relational: a key above the level asked for holds too; a key below it is matched by any child (PS3.4 C.2.2.1). */
export const matchesAll = (query: QidoQuery, rows: readonly FoundRow[]): boolean =>
  query.matches.every(({ attribute, value }) =>
    rows.some((row) => matchesValue(attribute, value, attribute.values(row))),
  );

/** Which attributes an answer of `level` carries; those of the levels above come with it (10.6.3.3). */
export const answeredAttributes = (
  query: QidoQuery,
  level: QidoLevel,
  all: readonly QidoAttribute[],
): readonly QidoAttribute[] =>
  all.filter(
    (attribute) =>
      LEVELS.indexOf(attribute.level) <= LEVELS.indexOf(level) &&
      (attribute.always || query.include === 'all' || query.include.has(attribute)),
  );

/** PS3.4 C.2.2.2: universal, list of UIDs, range of dates and times, wildcard, single value; a name by any spelling. */
function matchesValue({ vr }: QidoAttribute, wanted: string, values: readonly (string | number)[]): boolean {
  if (wanted === '' || wanted === '*') return true;
  if (vr === 'UI') {
    const list = wanted.split(/[,\\]/);
    return values.some((value) => list.includes(String(value)));
  }
  if ((vr === 'DA' || vr === 'TM') && wanted.includes('-')) {
    const [from = '', to = ''] = wanted.split('-');
    return values.some((value) => {
      const text = String(value);
      return text.slice(0, from.length) >= from && (to === '' || text.slice(0, to.length) <= to);
    });
  }
  if (vr === 'PN') {
    const matcher = wildcard(wanted.toLowerCase());
    return values.some((name) => {
      const whole = String(name).toLowerCase();
      return [whole, ...whole.split('=')].some(matcher);
    });
  }
  const matcher = wildcard(wanted);
  return values.some((value) => matcher(String(value)));
}

/** `*` any text, `?` one character. No regular expression: a hostile pattern must not cost more than its length. */
function wildcard(pattern: string): (text: string) => boolean {
  return (text) => {
    let atPattern = 0;
    let atText = 0;
    let star = -1;
    let resume = 0;
    while (atText < text.length) {
      const sign = pattern[atPattern];
      if (sign === '*') {
        star = atPattern;
        resume = atText;
        atPattern += 1;
      } else if (sign === '?' || sign === text[atText]) {
        atPattern += 1;
        atText += 1;
      } else if (star >= 0) {
        atPattern = star + 1;
        resume += 1;
        atText = resume;
      } else return false;
    }
    while (pattern[atPattern] === '*') atPattern += 1;
    return atPattern === pattern.length;
  };
}
