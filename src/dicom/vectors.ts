import type { Attributes } from './attributes.ts';

/** Two positive numbers (spacings, ratios); null otherwise: 0 mm is not a spacing. */
export function positivePair(attributes: Attributes, tag: number): readonly [number, number] | null {
  const [first, second] = attributes.numbers(tag);
  if (first === undefined || second === undefined) return null;
  return first > 0 && second > 0 && Number.isFinite(first) && Number.isFinite(second)
    ? [first, second]
    : null;
}
export function finiteTriple(attributes: Attributes, tag: number): readonly [number, number, number] | null {
  const [x, y, z] = attributes.numbers(tag);
  if (x === undefined || y === undefined || z === undefined) return null;
  return [x, y, z].every(Number.isFinite) ? [x, y, z] : null;
}
export function finiteSix(
  attributes: Attributes,
  tag: number,
): readonly [number, number, number, number, number, number] | null {
  const [a, b, c, d, e, f] = attributes.numbers(tag);
  if (a === undefined || b === undefined || c === undefined) return null;
  if (d === undefined || e === undefined || f === undefined) return null;
  return [a, b, c, d, e, f].every(Number.isFinite) ? [a, b, c, d, e, f] : null;
}
