import type { CaseDefinition } from '../cases/caseDefinition.ts';
import { gaussian, makeRandom } from '../math/random.ts';
import { clamp, smoothStep } from '../math/table.ts';
import { ARRIVAL_BINS } from './fluoroscopy.ts';
import type { Carm, RaySums } from './fluoroscopy.ts';

/** Attenuation of iodine contrast, 180 mg/mL diluted in the epidural space, 1/mm at 60 keV. */
const CONTRAST_MU = 0.062;
/** Photons a pixel without a patient: sets the quantum noise of pulsed fluoroscopy. */
const PHOTONS = 2.6e5;
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
export function renderRun(c: CaseDefinition, arm: Carm, sums: RaySums): Uint16Array {
  const n = arm.matrix;
  const size = n * n;
  const frames = c.fluoroscopy.frames;
  const out = new Uint16Array(size * frames);
  const shutter = shutterOf(arm);
  const random = makeRandom(`${c.person.seed}/fluoroscopy`);
  const noise = Float32Array.from({ length: 65_536 }, () => gaussian(random));
  const scatter = meanTransmission(sums.body, n, shutter) * SCATTER;
  const scale = (n / 512) ** 2;
  let before: Float32Array | null = null;
  for (let f = 0; f < frames; f++) {
    const fill = fillAt(f, c);
    const signal = new Float32Array(size);
    let at = Math.floor(random() * noise.length);
    for (let i = 0; i < size; i++) {
      const row = Math.floor(i / n);
      const open = opening(shutter, i - row * n, row);
      let contrast = 0;
      for (let b = 0; b < ARRIVAL_BINS; b++) {
        const mm = sums.contrastMm[i * ARRIVAL_BINS + b] ?? 0;
        if (mm > 0) contrast += mm * (fill[b] ?? 0);
      }
      const clean = Math.exp(-(sums.body[i] ?? 0) - contrast * CONTRAST_MU);
      const photons = (PHOTONS / scale) * (clean + scatter) * open + 30;
      at = (at * 1 + 1) & 65_535;
      signal[i] = Math.max(4, photons + Math.sqrt(photons) * (noise[at] ?? 0) * 1.25);
      if (i % 8191 === 0) at = Math.floor(random() * noise.length);
    }
    const shown: Float32Array =
      before === null ? signal : signal.map((v, i) => v * (1 - LAG) + (before?.[i] ?? v) * LAG);
    before = shown;
    for (let i = 0; i < size; i++) {
      const level = Math.log(((shown[i] ?? 1) * scale) / PHOTONS);
      out[f * size + i] = clamp(Math.round(2100 + (level + 3.6) * 620), 0, 4095);
    }
  }
  return out;
}

/** How full each arrival class is on a frame, 0 to 1: near the needle first. */
function fillAt(frame: number, c: CaseDefinition): Float32Array {
  const f = c.fluoroscopy;
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

function meanTransmission(body: Float32Array, n: number, s: Shutter): number {
  let sum = 0;
  let count = 0;
  for (let r = s.upper; r < s.lower; r += 4) {
    for (let col = s.left; col < s.right; col += 4) {
      sum += Math.exp(-(body[r * n + col] ?? 0));
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}
