import { add, cross, dot, mix, scale, sub, unit } from './vec3.ts';
import type { Vec3 } from './vec3.ts';

/** Right-handed orthonormal frame: x = patient left, y = posterior, z = head of the part it belongs to. */
export interface Frame {
  readonly origin: Vec3;
  readonly x: Vec3;
  readonly y: Vec3;
  readonly z: Vec3;
}

const RAD = Math.PI / 180;

/**
 * Frame of a part tilted by `pitchDeg` (head end leans anteriorly), bent sideways by `lateralDeg`
 * (head end leans to the patient's left) and rolled by `rollDeg` (posterior turns to the patient's left).
 */
export function makeFrame(origin: Vec3, pitchDeg: number, lateralDeg = 0, rollDeg = 0): Frame {
  const pitch = pitchDeg * RAD;
  const lateral = lateralDeg * RAD;
  const z = unit([
    Math.sin(lateral),
    -Math.sin(pitch) * Math.cos(lateral),
    Math.cos(pitch) * Math.cos(lateral),
  ]);
  const roll = rollDeg * RAD;
  const xSeed: Vec3 = [Math.cos(roll), -Math.sin(roll), 0];
  const x = unit(sub(xSeed, scale(z, dot(xSeed, z))));
  return { origin, x, y: cross(z, x), z };
}

/** Scene point of local coordinates. */
export const toScene = (f: Frame, p: Vec3): Vec3 =>
  add(f.origin, add(scale(f.x, p[0]), add(scale(f.y, p[1]), scale(f.z, p[2]))));

/** Local coordinates of a scene point. */
export function toLocal(f: Frame, p: Vec3): Vec3 {
  const d = sub(p, f.origin);
  return [dot(d, f.x), dot(d, f.y), dot(d, f.z)];
}

/** A direction outside the frame, in the frame's own axes. */
export const directionInScene = (f: Frame, v: Vec3): Vec3 => [dot(v, f.x), dot(v, f.y), dot(v, f.z)];

/** Frame part of the way from `a` to `b`, axes made orthonormal again. */
export function mixFrames(a: Frame, b: Frame, t: number): Frame {
  const z = unit(mix(a.z, b.z, t));
  const xSeed = mix(a.x, b.x, t);
  const x = unit(sub(xSeed, scale(z, dot(xSeed, z))));
  return { origin: mix(a.origin, b.origin, t), x, y: cross(z, x), z };
}

/** The same frame with its origin moved by local millimetres and turned by local angles. */
export function childFrame(f: Frame, p: Vec3, pitchDeg = 0, lateralDeg = 0, rollDeg = 0): Frame {
  const local = makeFrame(p, pitchDeg, lateralDeg, rollDeg);
  const turn = (v: Vec3): Vec3 => add(scale(f.x, v[0]), add(scale(f.y, v[1]), scale(f.z, v[2])));
  return { origin: toScene(f, p), x: turn(local.x), y: turn(local.y), z: turn(local.z) };
}
