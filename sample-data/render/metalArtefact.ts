import { gaussian, makeRandom } from '../math/random.ts';
import { clamp } from '../math/table.ts';
import { floorOf } from '../math/whole.ts';

/** The artefact is worked out on a grid of about this many pixels: streaks are broad, and it must be quick. */
const GRID = 256;
const ANGLES = 240;
/** Attenuation between bone and full metal that counts as metal, HU. */
const METAL_FROM_HU = 1500;
const METAL_FULL_HU = 3000;
/** Detector rays see less than the sum of two metals in line: loss per squared millimetre of metal (beam hardening). */
const HARDENING = 0.024;
/** Photon starvation: noise of a ray, growing with the metal in it, and where it stops growing, mm. */
const STARVED_NOISE = 0.1;
const STARVED_AT_MM = 26;
/** HU for one unit of the filtered error. */
const GAIN = 2600;
/** The reconstruction clips what no scanner shows. */
const LIMIT_HU = 900;

/**
 * Streaks from metal in one slice, added in place. The metal is projected to a sinogram, each ray is given the error
 * that a polychromatic, starved beam has (quadratic in the metal it crosses, plus noise), and only that error is
 * reconstructed by filtered back-projection: dark bands between and around metals, fine bright and dark rays from
 * them. Slices without metal are left alone. Method: Barrett & Keat, RadioGraphics 2004, "Artifacts in CT".
 */
export function addMetalArtefact(hu: Float32Array, n: number, pixelMm: number, seed: string): void {
  const factor = Math.max(1, Math.round(n / GRID));
  const size = Math.ceil(n / factor);
  const cells = metalCells(hu, n, factor);
  if (cells.length === 0) return;
  const cellMm = pixelMm * factor;
  const bins = 2 * Math.ceil(size * 0.75) + 1;
  const error = filtered(rayErrors(cells, size, bins, cellMm, seed), bins);
  const grid = backProject(error, size, bins);
  for (let r = 0; r < n; r++) {
    const v = clamp((r + 0.5) / factor - 0.5, 0, size - 1.001);
    const r0 = floorOf(v);
    for (let c = 0; c < n; c++) {
      const u = clamp((c + 0.5) / factor - 0.5, 0, size - 1.001);
      const c0 = floorOf(u);
      const k = r0 * size + c0;
      const a = (grid[k] ?? 0) + ((grid[k + 1] ?? 0) - (grid[k] ?? 0)) * (u - c0);
      const b = (grid[k + size] ?? 0) + ((grid[k + size + 1] ?? 0) - (grid[k + size] ?? 0)) * (u - c0);
      const i = r * n + c;
      const off = clamp((a + (b - a) * (v - r0)) * GAIN, -LIMIT_HU, LIMIT_HU);
      hu[i] = Math.max(-1024, (hu[i] ?? 0) + off);
    }
  }
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly share: number;
}

function metalCells(hu: Float32Array, n: number, factor: number): readonly Cell[] {
  const size = Math.ceil(n / factor);
  const shares = new Float32Array(size * size);
  for (let i = 0; i < n * n; i++) {
    const v = hu[i] ?? 0;
    if (v <= METAL_FROM_HU) continue;
    const cell = Math.floor(Math.floor(i / n) / factor) * size + Math.floor((i % n) / factor);
    const share = clamp((v - METAL_FROM_HU) / (METAL_FULL_HU - METAL_FROM_HU), 0, 1);
    shares[cell] = (shares[cell] ?? 0) + share / (factor * factor);
  }
  const out: Cell[] = [];
  shares.forEach((share, i) => {
    if (share > 0.02) out.push({ row: Math.floor(i / size), column: i % size, share });
  });
  return out;
}

/** Error of every ray: sinogram of `ANGLES` by `bins`. */
function rayErrors(
  cells: readonly Cell[],
  size: number,
  bins: number,
  cellMm: number,
  seed: string,
): Float32Array {
  const metalMm = new Float32Array(ANGLES * bins);
  const middle = (size - 1) / 2;
  for (let angle = 0; angle < ANGLES; angle++) {
    const [co, si] = direction(angle);
    for (const cell of cells) {
      const t = (cell.column - middle) * co + (cell.row - middle) * si + (bins - 1) / 2;
      const t0 = floorOf(t);
      const at = angle * bins + t0;
      metalMm[at] = (metalMm[at] ?? 0) + cell.share * cellMm * (1 - (t - t0));
      metalMm[at + 1] = (metalMm[at + 1] ?? 0) + cell.share * cellMm * (t - t0);
    }
  }
  const random = makeRandom(`${seed}/metal`);
  return metalMm.map((mm) => {
    if (mm < 0.05) return 0;
    const path = Math.min(mm, STARVED_AT_MM);
    return -HARDENING * path * path + STARVED_NOISE * Math.min(mm, STARVED_AT_MM) * gaussian(random);
  });
}

/** Ramp filter of Ram and Lak, band limited to half, on each angle: nothing at even distances but 0, which are left out. */
function filtered(rays: Float32Array, bins: number): Float32Array {
  const reach = Math.min(95, bins - 1);
  const kernel = Float32Array.from({ length: reach + 1 }, (_, k) =>
    k === 0 ? 0.25 : -1 / (Math.PI * k) ** 2,
  );
  const out = new Float32Array(rays.length);
  for (let angle = 0; angle < ANGLES; angle++) {
    const base = angle * bins;
    for (let t = 0; t < bins; t++) {
      const v = rays[base + t] ?? 0;
      if (v === 0) continue;
      out[base + t] = (out[base + t] ?? 0) + v * (kernel[0] ?? 0);
      for (let k = 1; k <= reach; k += 2) {
        const share = v * (kernel[k] ?? 0);
        if (t >= k) out[base + t - k] = (out[base + t - k] ?? 0) + share;
        if (t + k < bins) out[base + t + k] = (out[base + t + k] ?? 0) + share;
      }
    }
  }
  return out;
}

function backProject(error: Float32Array, size: number, bins: number): Float32Array {
  const grid = new Float32Array(size * size);
  const middle = (size - 1) / 2;
  for (let angle = 0; angle < ANGLES; angle++) {
    const [co, si] = direction(angle);
    const base = angle * bins;
    for (let r = 0; r < size; r++) {
      let t = (r - middle) * si - middle * co + (bins - 1) / 2;
      for (let i = r * size; i < (r + 1) * size; i++, t += co) {
        const t0 = floorOf(t);
        const a = error[base + t0] ?? 0;
        grid[i] = (grid[i] ?? 0) + (a + ((error[base + t0 + 1] ?? 0) - a) * (t - t0)) * (Math.PI / ANGLES);
      }
    }
  }
  return grid;
}

const direction = (angle: number): readonly [number, number] => [
  Math.cos((Math.PI * (angle + 0.5)) / ANGLES),
  Math.sin((Math.PI * (angle + 0.5)) / ANGLES),
];
