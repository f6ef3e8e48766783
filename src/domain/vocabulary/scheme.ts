import { issue, unreachable, type Issue } from '../result.ts';
import { VERTEBRAE, type Level, type SpineScheme, type Vertebra } from './level.ts';

/** C1–C7, T1–T12, L1–L5, S1–S5: what is assumed only where a person has stated it. */
export const STANDARD_SCHEME: SpineScheme = { absent: [], extra: [] };
/** Vertebrae a patient has only when `extra` says so. */
export const SUPERNUMERARY: readonly Vertebra[] = ['T13', 'L6'];

export const REGIONS = ['C', 'T', 'L', 'S'] as const;
export type Region = (typeof REGIONS)[number];

const ORDER: ReadonlyMap<Vertebra, number> = new Map(VERTEBRAE.map((level, index) => [level, index]));

/** Position from head to foot among all names, anomalies included. */
export const vertebraOrder = (level: Vertebra): number => ORDER.get(level) ?? -1;
/** Negative when `a` is nearer the head. */
export const compareVertebrae = (a: Vertebra, b: Vertebra): number => vertebraOrder(a) - vertebraOrder(b);
export const isVertebra = (text: string): text is Vertebra => (VERTEBRAE as readonly string[]).includes(text);
export const regionOf = (level: Vertebra): Region =>
  REGIONS.find((region) => level.startsWith(region)) ?? 'S';

/** Does this patient's numbering hold the vertebra? */
export const isInScheme = (scheme: SpineScheme, level: Vertebra): boolean =>
  !scheme.absent.includes(level) && (!SUPERNUMERARY.includes(level) || scheme.extra.includes(level));

/** The vertebrae of this patient, head to foot. */
export const vertebraeOf = (scheme: SpineScheme): readonly Vertebra[] =>
  VERTEBRAE.filter((level) => isInScheme(scheme, level));

/** The next vertebra toward the head, null at C1. */
export const vertebraAbove = (scheme: SpineScheme, level: Vertebra): Vertebra | null => {
  for (let i = vertebraOrder(level) - 1; i >= 0; i--) {
    const candidate = VERTEBRAE[i];
    if (candidate !== undefined && isInScheme(scheme, candidate)) return candidate;
  }
  return null;
};

/** The next vertebra toward the feet, null at the last sacral segment. */
export const vertebraBelow = (scheme: SpineScheme, level: Vertebra): Vertebra | null => {
  for (let i = vertebraOrder(level) + 1; i < VERTEBRAE.length; i++) {
    const candidate = VERTEBRAE[i];
    if (candidate !== undefined && isInScheme(scheme, candidate)) return candidate;
  }
  return null;
};

/** True when both are in the numbering and `lower` follows `upper` directly. */
export const isAdjacent = (scheme: SpineScheme, upper: Vertebra, lower: Vertebra): boolean =>
  isInScheme(scheme, upper) && isInScheme(scheme, lower) && vertebraBelow(scheme, upper) === lower;

/** Vertebrae strictly between two, head to foot; the order of the arguments does not matter. */
export const vertebraeBetween = (scheme: SpineScheme, a: Vertebra, b: Vertebra): readonly Vertebra[] => {
  const [from, to] = compareVertebrae(a, b) <= 0 ? [a, b] : [b, a];
  return vertebraeOf(scheme).filter(
    (level) => compareVertebrae(level, from) > 0 && compareVertebrae(level, to) < 0,
  );
};

/** Vertebrae from one to the other, both included, head to foot. */
export const vertebraeSpan = (scheme: SpineScheme, a: Vertebra, b: Vertebra): readonly Vertebra[] => {
  const [from, to] = compareVertebrae(a, b) <= 0 ? [a, b] : [b, a];
  return vertebraeOf(scheme).filter(
    (level) => compareVertebrae(level, from) >= 0 && compareVertebrae(level, to) <= 0,
  );
};

/** Interspaces of this patient, head to foot. */
export const interspacesOf = (
  scheme: SpineScheme,
): readonly { readonly upper: Vertebra; readonly lower: Vertebra }[] => {
  const all = vertebraeOf(scheme);
  return all.slice(1).flatMap((lower, i) => {
    const upper = all[i];
    return upper === undefined ? [] : [{ upper, lower }];
  });
};

/** Vertebrae a level names: one, the two of an interspace, or all of a range. */
export const vertebraeOfLevel = (scheme: SpineScheme, level: Level): readonly Vertebra[] => {
  switch (level.kind) {
    case 'vertebra':
      return [level.level];
    case 'interspace':
      return [level.upper, level.lower];
    case 'range':
      return vertebraeSpan(scheme, level.from, level.to);
    default:
      return unreachable(level);
  }
};

/** A vertebra named as both absent and extra contradicts itself; null when the scheme can be used. */
export const schemeIssue = (scheme: SpineScheme): Issue | null => {
  const both = scheme.absent.find((level) => scheme.extra.includes(level));
  return both === undefined
    ? null
    : issue('scheme-contradiction', `${both} cannot be both absent and extra in one numbering.`);
};
