import { formatLevel } from '../vocabulary/levelText.ts';
import { sideMentioned } from './rules/sideMentioned.ts';
import type { DerivedLocation } from './targetingPlan.ts';

/** Millimetres and fractions survive JSON exactly; this allows for another machine's last digits. */
const TOLERANCE = 1e-6;

/** Fields in which a claimed location differs from what geometry gives; its words must at least not name the other side. */
export function locationDifferences(claimed: DerivedLocation, derived: DerivedLocation): readonly string[] {
  const numbers = ['fraction', 'lateralMm', 'apMm', 'sigmaMm'] as const;
  const spoken = sideMentioned(claimed.words);
  return [
    ...(claimed.vertebra === derived.vertebra ? [] : ['vertebra']),
    ...(pair(claimed) === pair(derived) ? [] : ['interspace']),
    ...(claimed.side === derived.side ? [] : ['side']),
    ...(claimed.exitingRoot === derived.exitingRoot ? [] : ['exitingRoot']),
    ...(claimed.near.map(formatLevel).join() === derived.near.map(formatLevel).join() ? [] : ['near']),
    ...(claimed.problems.toSorted().join() === derived.problems.toSorted().join() ? [] : ['problems']),
    ...numbers.filter((field) => !sameNumber(claimed[field], derived[field])),
    ...(spoken === null || spoken === derived.side ? [] : ['words']),
  ];
}

const pair = ({ interspace }: DerivedLocation): string =>
  interspace === null ? '' : `${interspace.upper}-${interspace.lower}`;

function sameNumber(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
}
