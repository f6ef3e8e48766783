import type { Vec3 } from './vec3.ts';

/** Point of the Catmull-Rom curve from `b` to `c`. */
export function catmullRom(a: Vec3, b: Vec3, c: Vec3, d: Vec3, t: number): Vec3 {
  const one = (i: 0 | 1 | 2): number =>
    0.5 *
    (2 * b[i] +
      (c[i] - a[i]) * t +
      (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t +
      (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t ** 3);
  return [one(0), one(1), one(2)];
}

/** The keys and `between` - 1 points between each two of them, on a smooth curve. */
export function splinePoints(keys: readonly Vec3[], between: number): readonly Vec3[] {
  const key = (i: number): Vec3 => keys[Math.max(0, Math.min(keys.length - 1, i))] ?? [0, 0, 0];
  const out: Vec3[] = [];
  for (let i = 0; i < keys.length - 1; i++) {
    for (let n = 0; n < between; n++) {
      out.push(catmullRom(key(i - 1), key(i), key(i + 1), key(i + 2), n / between));
    }
  }
  out.push(key(keys.length - 1));
  return out;
}
