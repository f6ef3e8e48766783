import type { Level, SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, regionOf, vertebraeOf, vertebraeSpan } from '../vocabulary/scheme.ts';
import type { CountedFrom } from '../vocabulary/terms.ts';

export interface CountingBasis {
  readonly scheme: SpineScheme;
  readonly countedFrom: CountedFrom | null;
  /** Vertebrae labelled on the series the target was read on. */
  readonly labelled: readonly Vertebra[];
}

/**
 * A level told by counting, so that the operator can find it again under fluoroscopy: "second interspace above the
 * sacrum". Each landmark is used only where it was seen: stated in `countedFrom`, or reached by unbroken labels.
 *
 * @returns the nearest landmark first, joined by "; "; null where no landmark was seen
 * Source: clinical.md 5 "Required in each plan"
 */
export function relativeDescription(level: Level, basis: CountingBasis): string | null {
  if (level.kind === 'range') {
    const from = relativeDescription({ kind: 'vertebra', level: level.from }, basis);
    const to = relativeDescription({ kind: 'vertebra', level: level.to }, basis);
    return from === null || to === null ? null : `from ${from} to ${to}`;
  }
  const found = [fromSacrum(level, basis), fromLastRib(level, basis), fromC2(level, basis)].filter(
    (phrase) => phrase !== null,
  );
  const nearestFirst = found.toSorted((a, b) => a.steps - b.steps);
  return nearestFirst.length === 0 ? null : nearestFirst.map((phrase) => phrase.text).join('; ');
}

interface Phrase {
  readonly text: string;
  readonly steps: number;
}
type Place = Exclude<Level, { kind: 'range' }>;

const noun = (level: Place): string => level.kind;
const lowerOf = (level: Place): Vertebra => (level.kind === 'vertebra' ? level.level : level.lower);
const upperOf = (level: Place): Vertebra => (level.kind === 'vertebra' ? level.level : level.upper);

function fromSacrum(level: Place, basis: CountingBasis): Phrase | null {
  if (regionOf(upperOf(level)) === 'S') return null;
  if (basis.countedFrom !== 'sacrum' && !labelledBetween(basis, upperOf(level), 'S1')) return null;
  const steps = stepsBetween(basis.scheme, upperOf(level), 'S1');
  return { text: `${ordinal(steps)} ${noun(level)} above the sacrum`, steps };
}

function fromLastRib(level: Place, basis: CountingBasis): Phrase | null {
  if (basis.countedFrom !== 'last-rib') return null;
  const lastRib = vertebraeOf(basis.scheme).findLast((vertebra) => regionOf(vertebra) === 'T');
  if (lastRib === undefined || regionOf(upperOf(level)) === 'C') return null;
  if (level.kind === 'vertebra' && level.level === lastRib)
    return { text: 'the vertebra that bears the last rib', steps: 0 };
  const below = compareVertebrae(lowerOf(level), lastRib) > 0;
  const steps = stepsBetween(basis.scheme, below ? lowerOf(level) : upperOf(level), lastRib);
  return { text: `${ordinal(steps)} ${noun(level)} ${below ? 'below' : 'above'} the last rib`, steps };
}

function fromC2(level: Place, basis: CountingBasis): Phrase | null {
  if (compareVertebrae(lowerOf(level), 'C2') <= 0) return null;
  if (basis.countedFrom !== 'C2' && !labelledBetween(basis, 'C2', lowerOf(level))) return null;
  const steps = stepsBetween(basis.scheme, 'C2', lowerOf(level));
  return { text: `${ordinal(steps)} ${noun(level)} below C2`, steps };
}

const stepsBetween = (scheme: SpineScheme, a: Vertebra, b: Vertebra): number =>
  vertebraeSpan(scheme, a, b).length - 1;

const labelledBetween = ({ scheme, labelled }: CountingBasis, a: Vertebra, b: Vertebra): boolean =>
  vertebraeSpan(scheme, a, b).every((vertebra) => labelled.includes(vertebra));

const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** first … tenth, then 11th, 21st … in words a person counts with. */
function ordinal(n: number): string {
  const word = ORDINALS[n];
  if (word !== undefined && word !== '') return word;
  const tens = n % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
