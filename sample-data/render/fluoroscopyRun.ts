import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { gaussian, makeRandom } from '../math/random.ts';
import { clamp, smoothStep } from '../math/table.ts';
import { floorOf, roundOf } from '../math/whole.ts';
import type { Carm } from './carm.ts';
import { ARRIVAL_BINS } from './contrastFlow.ts';
import { deviceMm } from './device.ts';
import type { InjectionDevice } from './device.ts';
import type { RaySums } from './fluoroscopy.ts';

/** Attenuation of iodine contrast, 180 mg/mL diluted in the epidural space, 1/mm at 60 keV. */
const CONTRAST_MU = 0.11;
const TABLE = 65_536;
/** Photons a pixel without a patient: sets the quantum noise of pulsed fluoroscopy. */
const PHOTONS = 3e4;
const SCATTER = 0.32;
/** Transmission of an average trunk from front to back: the automatic exposure makes up for more, up to six times. */
const TYPICAL_TRANSMISSION = 0.02;
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
  device: InjectionDevice,
): Uint16Array {
  const n = arm.matrix;
  const size = n * n;
  const { frames } = f;
  const out = new Uint16Array(size * frames);
  const shutter = shutterOf(arm);
  const random = makeRandom(`${seed}/fluoroscopy`);
  const noise = Float32Array.from({ length: TABLE }, () => gaussian(random));
  const deviceAt = deviceMm(arm, device);
  const clean = sums.body.map((v, i) => Math.exp(-v - (deviceAt[i] ?? 0) * device.mu));
  const typical = typicalTransmission(clean, n, shutter);
  const scatter = typical * SCATTER;
  const open = Float32Array.from({ length: size }, (_, i) => opening(shutter, i % n, Math.floor(i / n)));
  const reached = Int32Array.from(sums.body.keys()).filter((i) => hasContrast(sums.contrastMm, i));
  const exposure = clamp(TYPICAL_TRANSMISSION / typical, 0.5, 6);
  const perPixel = (PHOTONS * exposure) / (n / 512) ** 2;
  const middle = Math.log(typical + scatter);
  const signal = new Float32Array(size);
  const still = new Float32Array(size);
  const moved = new Float32Array(size);
  for (let frame = 0; frame < frames; frame++) {
    const fill = fillAt(frame, f);
    still.set(clean);
    for (const i of reached) {
      let mm = 0;
      for (let b = 0; b < ARRIVAL_BINS; b++)
        mm += (sums.contrastMm[i * ARRIVAL_BINS + b] ?? 0) * (fill[b] ?? 0);
      still[i] = (clean[i] ?? 0) * Math.exp(-mm * CONTRAST_MU);
    }
    const light = displace(still, moved, n, motionAt(frame, f, n));
    const keep = frame === 0 ? 0 : LAG;
    let at = Math.floor(random() * TABLE);
    for (let i = 0; i < size; i++) {
      if ((i & 4095) === 0) at = Math.floor(random() * TABLE);
      at = (at + 1) & (TABLE - 1);
      const photons = perPixel * ((light[i] ?? 0) + scatter) * (open[i] ?? 0) + 30;
      const seen = Math.max(4, photons + Math.sqrt(photons) * (noise[at] ?? 0) * 1.25);
      const shown = seen * (1 - keep) + (signal[i] ?? 0) * keep;
      signal[i] = shown;
      out[frame * size + i] = clamp(roundOf(2000 + (Math.log(shown / perPixel) - middle) * 620), 0, 4095);
    }
  }
  return f.mirrored ? mirrorRows(out, n) : out;
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

/** Displacement of the anatomy on a frame against the first frame, pixels: the patient moved once. */
function motionAt(frame: number, f: FluoroscopyRequest, n: number): readonly [number, number] {
  if (f.motion === null || frame < f.motion.fromFrame) return [0, 0];
  return [(f.motion.columns * n) / 512, (f.motion.rows * n) / 512];
}

/** The picture moved by a part of a pixel, bilinear; edges repeat. */
function displace(
  from: Float32Array,
  to: Float32Array,
  n: number,
  [columns, rows]: readonly [number, number],
): Float32Array {
  if (columns === 0 && rows === 0) return from;
  for (let r = 0; r < n; r++) {
    const v = clamp(r - rows, 0, n - 1.001);
    const r0 = floorOf(v);
    for (let col = 0; col < n; col++) {
      const u = clamp(col - columns, 0, n - 1.001);
      const c0 = floorOf(u);
      const k = r0 * n + c0;
      const a = (from[k] ?? 0) + ((from[k + 1] ?? 0) - (from[k] ?? 0)) * (u - c0);
      const b = (from[k + n] ?? 0) + ((from[k + n + 1] ?? 0) - (from[k + n] ?? 0)) * (u - c0);
      to[r * n + col] = a + (b - a) * (v - r0);
    }
  }
  return to;
}

/** Frame (0-based, with a fraction) at which an arrival class begins to fill; `arrival` 0 to 1. */
export const fillStart = (f: FluoroscopyRequest, arrival: number): number =>
  f.arrivalFrame + (Math.floor(arrival * ARRIVAL_BINS) / ARRIVAL_BINS) * (f.frames - f.arrivalFrame) * 0.72;

/** How full each arrival class is on a frame, 0 to 1: near the needle first. */
function fillAt(frame: number, f: FluoroscopyRequest): Float32Array {
  return Float32Array.from({ length: ARRIVAL_BINS }, (_, b) => {
    if (f.kind === 'last-image-hold') return 1;
    const start = fillStart(f, b / ARRIVAL_BINS);
    return smoothStep(start, start + 5, frame);
  });
}

function opening(s: Shutter, column: number, row: number): number {
  const edge = Math.min(column - s.left, s.right - column, row - s.upper, s.lower - row);
  return clamp(0.5 + edge / 2.5, 0, 1);
}

/** Median over the open field: the bright air beside a patient seen from the side does not count. */
function typicalTransmission(clean: Float32Array, n: number, s: Shutter): number {
  const seen: number[] = [];
  for (let r = s.upper; r < s.lower; r += 4) {
    for (let col = s.left; col < s.right; col += 4) seen.push(clean[r * n + col] ?? 0);
  }
  seen.sort((a, b) => a - b);
  return seen[Math.floor(seen.length / 2)] ?? TYPICAL_TRANSMISSION;
}
