import type { Vec3 } from '../math/vec3.ts';
import { cross, dot, length, scale, sub, unit } from '../math/vec3.ts';
import type { Box } from '../shapes/shape.ts';

/** A grid of sample points in the scene: pixel (column i, row j) is at origin + i·du + j·dv, mm. */
export interface SamplePlane {
  readonly origin: Vec3;
  readonly du: Vec3;
  readonly dv: Vec3;
  readonly columns: number;
  readonly rows: number;
  /** Width over which an edge is blended: the larger of pixel and point spread, mm. */
  readonly edgeMm: number;
  /** Bones are taken at this offset to either side of the plane: the slice's thickness; absent, on the plane only. */
  readonly spread?: Vec3;
}

export interface PixelRange {
  readonly c0: number;
  readonly c1: number;
  readonly r0: number;
  readonly r1: number;
}

/** Pixels a box may touch, ends included; null when the plane misses it. */
export function boxRange(p: SamplePlane, b: Box): PixelRange | null {
  const pad = p.edgeMm;
  const n = unit(cross(p.du, p.dv));
  const d = sub(b.centre, p.origin);
  const reach = (axis: Vec3): number =>
    Math.abs(dot(b.halves[0], axis)) + Math.abs(dot(b.halves[1], axis)) + Math.abs(dot(b.halves[2], axis));
  if (Math.abs(dot(d, n)) > reach(n) + pad) return null;
  const stepU = length(p.du);
  const stepV = length(p.dv);
  const eu = scale(p.du, 1 / stepU);
  const ev = scale(p.dv, 1 / stepV);
  const ru = reach(eu) + pad;
  const rv = reach(ev) + pad;
  const u = dot(d, eu);
  const v = dot(d, ev);
  const range = {
    c0: Math.max(0, Math.floor((u - ru) / stepU)),
    c1: Math.min(p.columns - 1, Math.ceil((u + ru) / stepU)),
    r0: Math.max(0, Math.floor((v - rv) / stepV)),
    r1: Math.min(p.rows - 1, Math.ceil((v + rv) / stepV)),
  };
  return range.c0 > range.c1 || range.r0 > range.r1 ? null : range;
}
