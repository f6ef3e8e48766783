import { clamp } from '../math/table.ts';
import { roundOf } from '../math/whole.ts';
import { ellipse2 } from '../shapes/primitives.ts';
import { axisBox } from '../shapes/shape.ts';
import type { Box } from '../shapes/shape.ts';
import type { Canal } from '../spine/canal.ts';
import { DURA_MM } from '../spine/leak.ts';
import type { Leak } from '../spine/leak.ts';
import type { Strands } from '../spine/strands.ts';
import type { Vec3 } from '../math/vec3.ts';
import { MASKS, grainValue } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { boxRange } from './plane.ts';

/** What fills the canal, in the order it is laid. */
export interface CanalContent {
  readonly canal: Canal;
  readonly leaks: readonly Leak[];
  readonly strands: Strands;
  /** Direction of gravity in the scene: where contrast heavier than CSF pools. */
  readonly gravity: Vec3;
  readonly box: Box;
}

export function canalBox(canal: Canal): Box {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let s = 0; s <= canal.curve.lengthMm; s += 5) {
    const p = canal.curve.pointAt(s);
    for (const i of [0, 1, 2] as const) {
      low[i] = Math.min(low[i], p[i] - 17);
      high[i] = Math.max(high[i], p[i] + 17);
    }
  }
  return axisBox(low, high);
}

const coverOf = (edgeMm: number, d: number): number => clamp(0.5 - d / edgeMm, 0, 1);

/** Paints epidural fat, yellow ligament, collections, dura, CSF, cord and roots on the plane. */
export function paintCanal(c: Canvas, content: CanalContent): void {
  const range = boxRange(c.plane, content.box);
  if (range === null) return;
  const { origin, du, dv, columns } = c.plane;
  const place = { s: 0, l: 0, a: 0 };
  for (let r = range.r0; r <= range.r1; r++) {
    for (let col = range.c0; col <= range.c1; col++) {
      const x = origin[0] + r * dv[0] + col * du[0];
      const y = origin[1] + r * dv[1] + col * du[1];
      const z = origin[2] + r * dv[2] + col * du[2];
      content.canal.curve.locate(x, y, z, place);
      if (Math.abs(place.l) > 16 || Math.abs(place.a) > 15) continue;
      if (place.s < 0 || place.s > content.canal.curve.lengthMm) continue;
      const i = r * columns + col;
      c.out[i] = pixel(c, content, i, place, x, y, z);
    }
  }
}

function pixel(
  c: Canvas,
  content: CanalContent,
  i: number,
  place: { readonly s: number; readonly l: number; readonly a: number },
  x: number,
  y: number,
  z: number,
): number {
  const { canal, strands } = content;
  const { s, l, a } = place;
  const edge = c.plane.edgeMm;
  const w = canal.halfWidth(s);
  const d = canal.halfDepth(s);
  const roof = a - (d + 1.2 - Math.abs(l) * 0.5);
  const wall = Math.max(Math.abs(l) - w - 0.5, -a - d, roof);
  let v = c.out[i] ?? 0;
  const flavum = Math.max(-roof, roof - 3.4, Math.abs(l) - w - 1, 1 - a);
  v += (grainValue(c.grain.ligament, c.noise, x, y, z) - v) * coverOf(edge, flavum);
  v += (grainValue(c.grain.epiduralFat, c.noise, x, y, z) - v) * coverOf(edge, wall);
  if (s > canal.sacEndS) return v;
  const back = canal.sacBack(s);
  const sacW = canal.sacHalfWidth(s);
  const sacD = canal.sacHalfDepth(s);
  const sac = ellipse2(l, a - back, sacW, sacD);
  for (const leak of content.leaks) {
    const angle = Math.atan2((a - back) / sacD, l / sacW);
    const thick = leak.thicknessAt(s, angle);
    if (thick <= 0) continue;
    const ragged = thick * (1 + 0.28 * c.noise(x * 0.33, y * 0.33, z * 0.2)) - 0.25;
    const body = Math.max(DURA_MM - sac, sac - DURA_MM - ragged, roof - 0.8, -a - d - 0.8);
    if (body <= 0) c.masks[i] = MASKS.leak;
    v += (grainValue(c.grain.extradural, c.noise, x, y, z) - v) * coverOf(edge, body);
  }
  if (sac > DURA_MM + edge) return v;
  if (sac <= 0) c.masks[i] = MASKS.sac;
  v += (c.palette.value.dura - v) * coverOf(edge, sac - DURA_MM);
  v += (fluid(c, content, s, x, y, z) - v) * coverOf(edge, sac);
  if (s < canal.conusS + 0.5) {
    const cord = ellipse2(l, a - back + 0.4, canal.cordHalfWidth(s), canal.cordHalfDepth(s));
    v += (c.palette.value.cord - v) * coverOf(edge, cord);
  }
  const row = roundOf(s - strands.fromS);
  if (row < 0 || row >= strands.lengthMm) return v;
  for (let k = 0; k < strands.count; k++) {
    const at = k * strands.lengthMm + row;
    const dl = l - (strands.l[at] ?? NaN);
    const da = a - back - (strands.a[at] ?? NaN);
    const reach = (strands.radiusMm[k] ?? 0) + edge / 2;
    const r2 = dl * dl + da * da;
    if (!(r2 < reach * reach)) continue;
    v += (c.palette.value.nerve - v) * strandCover(edge, Math.sqrt(r2), strands.radiusMm[k] ?? 0);
  }
  return v;
}

/** A root is thinner than the point spread: even in its middle some of the fluid beside it is seen. */
const strandCover = (edgeMm: number, offMm: number, radiusMm: number): number =>
  coverOf(edgeMm, offMm - radiusMm) * Math.min(0.9, (1.4 * radiusMm) / (radiusMm + 0.5 * edgeMm));

/** Contrast or signal of the CSF: layered along gravity across the sac, and pooled in the low stretches. */
function fluid(c: Canvas, content: CanalContent, s: number, x: number, y: number, z: number): number {
  const { upper, dependent } = c.palette.csf;
  const centre = content.canal.curve.pointAt(s);
  const g = content.gravity;
  const depth = (x - centre[0]) * g[0] + (y - centre[1]) * g[1] + (z - centre[2]) * g[2];
  const pool = clamp(((centre[1] - content.canal.meanPosterior) * g[1]) / 26, -0.6, 0.6);
  const f = 0.5 + 0.5 * Math.tanh(depth / 5 + pool);
  return upper + (dependent - upper) * f;
}
