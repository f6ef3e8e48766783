import { floorOf } from './whole.ts';

/** A smooth function of one coordinate, sampled so that the inner loops only look it up. */
export type Profile = (t: number) => number;

const STEP_MM = 0.5;

/**
 * Cubic Hermite (Catmull-Rom tangents) through the keys, constant outside them.
 *
 * @param keys - [coordinate mm, value], any order
 */
export function makeProfile(keys: readonly (readonly [number, number])[]): Profile {
  const sorted = keys.toSorted((a, b) => a[0] - b[0]);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) throw new Error('Argument "keys" must not be empty.');
  const from = first[0];
  const count = Math.max(2, Math.ceil((last[0] - from) / STEP_MM) + 2);
  const table = Float64Array.from({ length: count }, (_, i) => hermite(sorted, from + i * STEP_MM));
  const top = count - 2;
  return (t) => {
    const u = (t - from) / STEP_MM;
    if (!(u > 0)) return table[0] ?? 0;
    if (u >= top) return table[top] ?? 0;
    const i = floorOf(u);
    const a = table[i] ?? 0;
    return a + ((table[i + 1] ?? 0) - a) * (u - i);
  };
}

function hermite(keys: readonly (readonly [number, number])[], t: number): number {
  const last = keys.length - 1;
  const key = (i: number): readonly [number, number] => keys[Math.min(last, Math.max(0, i))] ?? [0, 0];
  if (t <= key(0)[0]) return key(0)[1];
  if (t >= key(last)[0]) return key(last)[1];
  let i = 0;
  while (key(i + 1)[0] < t) i += 1;
  const [[t0, v0], [t1, v1], [t2, v2], [t3, v3]] = [key(i - 1), key(i), key(i + 1), key(i + 2)];
  const h = t2 - t1;
  const m1 = t2 > t0 ? ((v2 - v0) / (t2 - t0)) * h : 0;
  const m2 = t3 > t1 ? ((v3 - v1) / (t3 - t1)) * h : 0;
  const u = (t - t1) / h;
  const u2 = u * u;
  const u3 = u2 * u;
  return (2 * u3 - 3 * u2 + 1) * v1 + (u3 - 2 * u2 + u) * m1 + (-2 * u3 + 3 * u2) * v2 + (u3 - u2) * m2;
}

export const clamp = (v: number, low: number, high: number): number => (v < low ? low : v > high ? high : v);

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothStep(low: number, high: number, v: number): number {
  const t = clamp((v - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Polynomial smooth minimum with blending width `k` mm. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(0, k - Math.abs(a - b)) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}

export const smoothMax = (a: number, b: number, k: number): number => -smoothMin(-a, -b, k);
