import { clamp } from '../math/table.ts';
import type { Canvas } from '../render/canvas.ts';
import { grainValue } from '../render/canvas.ts';
import type { BodyOutline } from './outline.ts';

const STEP = 4;

/**
 * Fills the whole plane: air, skin, fat under the skin, the muscles of the wall with their fat planes, and the
 * fat inside. Everything else is painted over this. The outline is smooth, so it is sampled on every fourth pixel.
 */
export function paintBody(c: Canvas, outline: BodyOutline, wallTop: number): void {
  const { origin, du, dv, columns, rows } = c.plane;
  const coarse = sampleOutline(c, outline);
  for (let r = 0; r < rows; r++) {
    let x = origin[0] + r * dv[0];
    let y = origin[1] + r * dv[1];
    let z = origin[2] + r * dv[2];
    let i = r * columns;
    const fr = (r % STEP) / STEP;
    const rowAt = Math.floor(r / STEP) * coarse.columns;
    for (let col = 0; col < columns; col++) {
      const k = rowAt + (col >> 2);
      const fc = (col & 3) / STEP;
      const d = bilinear(coarse.skin, k, coarse.columns, fc, fr);
      const inside = d + bilinear(coarse.fat, k, coarse.columns, fc, fr);
      c.inner[i] = inside;
      c.out[i] = bodyValue(c, d, inside, x, y, z, wallTop);
      x += du[0];
      y += du[1];
      z += du[2];
      i += 1;
    }
  }
}

interface CoarseOutline {
  readonly columns: number;
  readonly skin: Float32Array;
  readonly fat: Float32Array;
}

function sampleOutline(c: Canvas, outline: BodyOutline): CoarseOutline {
  const { origin, du, dv } = c.plane;
  const columns = Math.floor((c.plane.columns - 1) / STEP) + 2;
  const rows = Math.floor((c.plane.rows - 1) / STEP) + 2;
  const skin = new Float32Array(columns * rows);
  const fat = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r++) {
    for (let col = 0; col < columns; col++) {
      const x = origin[0] + STEP * (r * dv[0] + col * du[0]);
      const y = origin[1] + STEP * (r * dv[1] + col * du[1]);
      const z = origin[2] + STEP * (r * dv[2] + col * du[2]);
      const i = r * columns + col;
      skin[i] = outline.distance(x, y, z);
      fat[i] = outline.fatMm(x, y, z) + 1.6 * c.noise(x * 0.05, y * 0.05, z * 0.03);
    }
  }
  return { columns, skin, fat };
}

function bilinear(values: Float32Array, k: number, columns: number, fc: number, fr: number): number {
  const a = values[k] ?? 0;
  const b = values[k + columns] ?? 0;
  const upper = a + ((values[k + 1] ?? 0) - a) * fc;
  const lower = b + ((values[k + columns + 1] ?? 0) - b) * fc;
  return upper + (lower - upper) * fr;
}

function bodyValue(
  c: Canvas,
  d: number,
  inside: number,
  x: number,
  y: number,
  z: number,
  wallTop: number,
): number {
  const edgeMm = c.plane.edgeMm;
  let v = c.palette.value.air;
  if (d >= edgeMm) return v;
  v += (c.palette.value.skin - v) * coverOf(edgeMm, d);
  if (d < -1) v += (grainValue(c.grain.fat, c.noise, x, y, z) - v) * coverOf(edgeMm, d + 1.9);
  return d < -6 && inside < edgeMm ? wall(c, v, inside, x, y, z, wallTop, edgeMm) : v;
}

/** Rectus in front, three thin layers at the side; behind, the paraspinal muscles are painted later. */
function wall(
  c: Canvas,
  under: number,
  inside: number,
  x: number,
  y: number,
  z: number,
  wallTop: number,
  edgeMm: number,
): number {
  const side = Math.abs(x);
  const wave = c.noise(x * 0.035, y * 0.035, z * 0.02);
  const front = clamp((-42 - y) / 22, 0, 1);
  const flank = clamp((side - 58) / 24, 0, 1) * clamp((96 - y - 0.35 * (110 - side)) / 26, 0, 1);
  const rectus = front * Math.max(0, 1 - ((side - 31) / 33) ** 4) * 10.5;
  const lateral = flank * (1 - front * clamp((96 - side) / 30, 0, 1)) * (14 + 2.5 * wave);
  const thick = Math.max(rectus, lateral, 1.1);
  const isFlank = lateral > rectus;
  let v = under;
  if (-inside < thick + 1.2) {
    v += (grainValue(c.grain.muscle, c.noise, x, y, z) - v) * coverOf(edgeMm, inside);
    const line = isFlank
      ? Math.max(
          stripe(-inside, thick * (0.34 + 0.05 * wave), 0.45),
          stripe(-inside, thick * (0.66 - 0.05 * wave), 0.45),
        ) *
        clamp((wallTop - z) / 20, 0, 1) *
        (0.55 + 0.45 * wave)
      : clamp(1.6 - side, 0, 1);
    v += (grainValue(c.grain.fat, c.noise, x, y, z) - v) * line * 0.75;
  }
  v += (grainValue(c.grain.fat, c.noise, x, y, z) - v) * coverOf(edgeMm, inside + thick);
  return v;
}

const coverOf = (edgeMm: number, d: number): number => clamp(0.5 - d / edgeMm, 0, 1);

const stripe = (at: number, centre: number, half: number): number =>
  clamp(1.2 - Math.abs(at - centre) / half, 0, 1);
