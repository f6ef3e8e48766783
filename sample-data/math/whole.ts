/**
 * `Math.floor` and `Math.round` for the inner loops, as integers an array can be indexed with at once: the same numbers,
 * several times quicker. For finite values below 2^31.
 */
export function floorOf(v: number): number {
  const i = v | 0;
  return v < i ? i - 1 : i;
}

export function roundOf(v: number): number {
  const i = floorOf(v);
  return v - i >= 0.5 ? i + 1 : i;
}
