import type { Claim } from './claims.ts';

/** The clinic's words back into the plan's: "patient's right" → `right`, "not stated" → `not-stated`. */
export const unspoken = (words: string): string =>
  words
    .trim()
    .replace(/^patient's /, '')
    .replaceAll(' ', '-');

/** A level as spelled, or the answer in its place: "L2-L3", "sacral hiatus" → `sacral-hiatus`. */
export const spokenLevel = (words: string): string => unspoken(words);

/** "15 mL" → [15]; "not stated" → `not-stated`. */
export function spokenAmount(words: string, unit: string): Claim {
  const match = /^(-?\d+(?:\.\d+)?(?:e-?\d+)?) (\S+)$/.exec(words.trim());
  if (match === null) return unspoken(words);
  return match[2] === unit ? [Number(match[1])] : `in ${match[2] ?? ''}`;
}

export const spokenAnswer = (words: string): string => (words === 'not stated' ? 'not-stated' : words);

interface SpokenNeedle {
  readonly type: string;
  readonly gaugeG: Claim;
  readonly lengthMm: Claim;
}
/** "20G coaxial, Quincke bevel, 90 mm", "gauge not stated Tuohy, length not stated", "not stated". */
export function spokenNeedle(words: string): SpokenNeedle {
  if (words === 'not stated') return whole('not-stated');
  const match =
    /^(?:(\d+(?:\.\d+)?)G|gauge not stated) ?(.*), (?:(\d+(?:\.\d+)?) mm|length not stated)$/.exec(words);
  if (match === null) return whole('unreadable');
  const [, gauge, type = '', length] = match;
  return { type, gaugeG: numberOr(gauge), lengthMm: numberOr(length) };
}

/** "20G Racz, inserted 260 mm", "gauge not stated …, insertion length not stated", "not applicable". */
export function spokenCatheter(words: string): SpokenNeedle {
  if (words === 'not stated' || words === 'not applicable') return whole(unspoken(words));
  const match =
    /^(?:(\d+(?:\.\d+)?)G|gauge not stated) ?(.*), (?:inserted (\d+(?:\.\d+)?) mm|insertion length not stated)$/.exec(
      words,
    );
  if (match === null) return whole('unreadable');
  const [, gauge, type = '', length] = match;
  return { type, gaugeG: numberOr(gauge), lengthMm: numberOr(length) };
}

/** "1 mL iopamidol 250", "not stated iopamidol", "none", "not stated". */
export function spokenAdmixture(words: string): { readonly agent: string; readonly volumeMl: Claim } {
  if (words === 'none' || words === 'not stated')
    return { agent: unspoken(words), volumeMl: unspoken(words) };
  const match = /^(?:(\d+(?:\.\d+)?) mL|not stated) ?(.*)$/.exec(words);
  return { agent: match?.[2] ?? 'unreadable', volumeMl: numberOr(match?.[1]) };
}

/** "Schievink 1b", "iatrogenic", "type not stated" → system and type. */
export function spokenLeakType(words: string): string {
  if (words === 'type not stated') return 'none not-stated';
  const match = /^(Schievink|Farb|Freiburg) (.+)$/.exec(words);
  return match === null
    ? `cause ${unspoken(words)}`
    : `${(match[1] ?? '').toLowerCase()} ${unspoken(match[2] ?? '')}`;
}

const whole = (answer: string): SpokenNeedle => ({ type: answer, gaugeG: answer, lengthMm: answer });
const numberOr = (text: string | undefined): Claim => (text === undefined ? 'not-stated' : [Number(text)]);
