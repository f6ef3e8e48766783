/** A point or vector in patient LPS millimetres: +x patient left, +y posterior, +z head. */
export type Vec3 = readonly [number, number, number];

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, k: number): Vec3 => [a[0] * k, a[1] * k, a[2] * k];
/** a + k·b */
export const addScaled = (a: Vec3, b: Vec3, k: number): Vec3 => [
  a[0] + b[0] * k,
  a[1] + b[1] * k,
  a[2] + b[2] * k,
];
/** (1 − f)·a + f·b, extrapolating outside 0..1. */
export const mix = (a: Vec3, b: Vec3, f: number): Vec3 => [
  (1 - f) * a[0] + f * b[0],
  (1 - f) * a[1] + f * b[1],
  (1 - f) * a[2] + f * b[2],
];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);
export const distance = (a: Vec3, b: Vec3): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
export const negate = (a: Vec3): Vec3 => [-a[0], -a[1], -a[2]];
/** Unit vector, or null where the direction is not defined (shorter than 1e-9 mm). */
export const unit = (a: Vec3): Vec3 | null => {
  const norm = length(a);
  return norm > 1e-9 ? [a[0] / norm, a[1] / norm, a[2] / norm] : null;
};
/** The part of `a` perpendicular to the unit vector `n`. */
export const reject = (a: Vec3, n: Vec3): Vec3 => addScaled(a, n, -dot(a, n));
