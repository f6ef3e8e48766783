import type { Level, SpineScheme } from '../../vocabulary/level.ts';
import { regionOf, vertebraeOf, vertebraeOfLevel } from '../../vocabulary/scheme.ts';

/**
 * How many interspaces lie from one place to the other: 0 the same or touching, 1 the adjacent interspace.
 * A vertebra reaches from the interspace above it to the one below, a range likewise.
 *
 * @returns null where a level is not in this patient's numbering
 */
export function interspacesApart(scheme: SpineScheme, a: Level, b: Level): number | null {
  const spanA = spanOf(scheme, a);
  const spanB = spanOf(scheme, b);
  if (spanA === null || spanB === null) return null;
  return Math.max(0, spanB.first - spanA.last, spanA.first - spanB.last);
}

/** Interspace numbers from head to foot: interspace k lies below vertebra k. */
function spanOf(scheme: SpineScheme, level: Level): { readonly first: number; readonly last: number } | null {
  const order = vertebraeOf(scheme);
  const [upper, lower] =
    level.kind === 'interspace'
      ? [order.indexOf(level.upper), order.indexOf(level.lower) - 1]
      : level.kind === 'range'
        ? [order.indexOf(level.from) - 1, order.indexOf(level.to)]
        : [order.indexOf(level.level) - 1, order.indexOf(level.level)];
  const known = vertebraeOfLevel(scheme, level).every((vertebra) => order.includes(vertebra));
  return known && upper <= lower ? { first: upper, last: lower } : null;
}

/** C1 to C7-T1: the first vertebra of the place is cervical. */
export function isCervical(level: Level): boolean {
  const first = level.kind === 'vertebra' ? level.level : level.kind === 'range' ? level.from : level.upper;
  return regionOf(first) === 'C';
}
