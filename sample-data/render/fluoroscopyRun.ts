import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { gaussian, makeRandom } from '../math/random.ts';
import { clamp, smoothStep } from '../math/table.ts';
import { ARRIVAL_BINS } from './fluoroscopy.ts';
import type { Carm, NeedleShadow, RaySums } from './fluoroscopy.ts';

/** Attenuation of iodine contrast, 180 mg/mL diluted in the epidural space, 1/mm at 60 keV. */
const CONTRAST_MU = 0.11;
/** Hollow steel needle, 1/mm. */
const STEEL_MU = 0.42;
const TABLE = 65_536;
/** Photons a pixel without a patient: sets the quantum noise of pulsed fluoroscopy. */
const PHOTONS = 9e4;
const SCATTER = 0.32;
const LAG = 0.35;

/** Collimated field, pixels: rows and columns outside are black. */
export interface Shutter {
  readonly left: number;
  readonly right: number;
  readonly upper: number;
  readonly lower: number;
}

export const shutterOf = (arm: Carm): Shutter => ({
  left: Math.round(arm.matrix * 0.07),
  right: Math.round(arm.matrix * 0.93),
  upper: Math.round(arm.matrix * 0.03),
  lower: Math.round(arm.matrix * 0.97),
});

/** Stored = log of the detector signal, 12 bit: bone and contrast dark. */
export function renderRun(
  f: FluoroscopyRequest,
  seed: string,
  arm: Carm,
  sums: RaySums,
  needle: NeedleShadow,
): Uint16Array {
  const n = arm.matrix;
  const size = n * n;
  const { frames } = f;
  const out = new Uint16Array(size * frames);
  const shutter = shutterOf(arm);
  const random = makeRandom(`${seed}/fluoroscopy`);
  const noise = Float32Array.from({ length: TABLE }, () => gaussian(random));
  const steel = needleMm(arm, needle);
  const clean = sums.body.map((v, i) => Math.exp(-v - (steel[i] ?? 0) * STEEL_MU));
  const scatter = meanTransmission(clean, n, shutter) * SCATTER;
  const open = Float32Array.from({ length: size }, (_, i) => opening(shutter, i % n, Math.floor(i / n)));
  const reached = Int32Array.from(sums.body.keys()).filter((i) => hasContrast(sums.contrastMm, i));
  const perPixel = PHOTONS / (n / 512) ** 2;
  const signal = new Float32Array(size);
  const light = new Float32Array(size);
  for (let frame = 0; frame < frames; frame++) {
    const fill = fillAt(frame, f);
    light.set(clean);
    for (const i of reached) {
      let mm = 0;
      for (let b = 0; b < ARRIVAL_BINS; b++)
        mm += (sums.contrastMm[i * ARRIVAL_BINS + b] ?? 0) * (fill[b] ?? 0);
      light[i] = (clean[i] ?? 0) * Math.exp(-mm * CONTRAST_MU);
    }
    const keep = frame === 0 ? 0 : LAG;
    let at = Math.floor(random() * TABLE);
    for (let i = 0; i < size; i++) {
      if ((i & 4095) === 0) at = Math.floor(random() * TABLE);
      at = (at + 1) & (TABLE - 1);
      const photons = perPixel * ((light[i] ?? 0) + scatter) * (open[i] ?? 0) + 30;
      const seen = Math.max(4, photons + Math.sqrt(photons) * (noise[at] ?? 0) * 1.25);
      const shown = seen * (1 - keep) + (signal[i] ?? 0) * keep;
      signal[i] = shown;
      out[frame * size + i] = clamp(Math.round(2100 + (Math.log(shown / perPixel) + 3.6) * 620), 0, 4095);
    }
  }
  return f.mirrored === true ? mirrorRows(out, n) : out;
}

/** Turns every row round: what a picture shows that was flipped at the console. */
function mirrorRows(stored: Uint16Array, n: number): Uint16Array {
  for (let at = 0; at < stored.length; at += n) stored.subarray(at, at + n).reverse();
  return stored;
}

function hasContrast(contrastMm: Float32Array, pixel: number): boolean {
  for (let b = 0; b < ARRIVAL_BINS; b++) if ((contrastMm[pixel * ARRIVAL_BINS + b] ?? 0) > 0) return true;
  return false;
}

/** Millimetres of steel in each pixel's ray. */
function needleMm(arm: Carm, needle: NeedleShadow): Float32Array {
  const n = arm.matrix;
  const out = new Float32Array(n * n);
  const pixelsPerMm = arm.sourceToDetectorMm / arm.sourceToIsocentreMm / arm.imagerPixelMm;
  for (let k = 1; k < needle.points.length; k++) {
    const a = needle.points[k - 1];
    const b = needle.points[k];
    if (a === undefined || b === undefined) continue;
    const du = b.column - a.column;
    const dv = b.row - a.row;
    const pad = 3 * pixelsPerMm;
    for (
      let r = Math.max(0, Math.floor(Math.min(a.row, b.row) - pad));
      r < Math.min(n, Math.max(a.row, b.row) + pad);
      r++
    ) {
      for (
        let col = Math.max(0, Math.floor(Math.min(a.column, b.column) - pad));
        col < Math.min(n, Math.max(a.column, b.column) + pad);
        col++
      ) {
        const h = clamp(((col - a.column) * du + (r - a.row) * dv) / (du * du + dv * dv), 0, 1);
        const off = Math.hypot(col - a.column - du * h, r - a.row - dv * h) / pixelsPerMm;
        const radius = (needle.radiusMm[k - 1] ?? 0) * (1 - h) + (needle.radiusMm[k] ?? 0) * h;
        const soft = radius + 0.5 / pixelsPerMm;
        if (off >= soft) continue;
        const chord = 2 * Math.sqrt(soft * soft - off * off) * (k === 1 ? needle.obliquity : 1);
        const i = r * n + col;
        out[i] = Math.max(out[i] ?? 0, chord * (radius / soft));
      }
    }
  }
  return out;
}

/** How full each arrival class is on a frame, 0 to 1: near the needle first. */
function fillAt(frame: number, f: FluoroscopyRequest): Float32Array {
  const travel = (f.frames - f.arrivalFrame) * 0.72;
  return Float32Array.from({ length: ARRIVAL_BINS }, (_, b) => {
    const start = f.arrivalFrame + (b / ARRIVAL_BINS) * travel;
    return smoothStep(start, start + 5, frame);
  });
}

function opening(s: Shutter, column: number, row: number): number {
  const edge = Math.min(column - s.left, s.right - column, row - s.upper, s.lower - row);
  return clamp(0.5 + edge / 2.5, 0, 1);
}

function meanTransmission(clean: Float32Array, n: number, s: Shutter): number {
  let sum = 0;
  let count = 0;
  for (let r = s.upper; r < s.lower; r += 4) {
    for (let col = s.left; col < s.right; col += 4) {
      sum += clean[r * n + col] ?? 0;
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}
