import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { clamp, smoothStep } from '../math/table.ts';
import type { SpaceNoise } from '../math/noise.ts';
import type { Scene } from '../scene/scene.ts';
import { ellipse2 } from '../shapes/primitives.ts';
import { DURA_MM, makeLeak } from '../spine/leak.ts';
import type { Leak } from '../spine/leak.ts';
import type { Canvas } from './canvas.ts';
import { boxRange } from './plane.ts';

/** Arrival classes of the injected contrast: 0 at the needle first, the last at the far ends. */
export const ARRIVAL_BINS = 16;

/** Contrast in the sac is thinned by CSF: its attenuation against undiluted contrast in the epidural space. */
const IN_SAC = 0.5;
/** What leaves the sac starts to show this much later, and takes this long to its own ends; shares of the whole spread. */
const LEAK_DELAY = 0.06;
const LEAK_TRAVEL = 0.3;

/** Amount (0 to 1, relative to undiluted contrast) and time of arrival (0 to 1) at a place in canal coordinates. */
interface Filling {
  amount: number;
  arrival: number;
}

type Fill = (s: number, l: number, a: number, x: number, y: number, z: number, out: Filling) => void;

/** Arrival of contrast injected into the sac at `spread`, 0 to 1 by distance; at 1 and beyond there is none. */
const sacArrival = (spread: Leak, s: number): number => spread.arrivalAt(s);

/** When a leak of the person first shows in an intrathecal run, 0 to 1; null: the contrast does not get there. */
export function leakArrival(spread: Leak, leak: Leak): number | null {
  const there = sacArrival(spread, leak.defectS);
  return there >= 1 ? null : Math.min(0.98, there + LEAK_DELAY);
}

/** Adds the contrast on one step of the beam to each pixel, sorted by when it gets there, mm of undiluted contrast. */
export function addContrast(
  into: Float32Array,
  canvas: Canvas,
  scene: Scene,
  request: FluoroscopyRequest,
  lengthMm: number,
): void {
  const range = boxRange(canvas.plane, scene.content.box);
  if (range === null) return;
  const { origin, du, dv, columns, edgeMm } = canvas.plane;
  const spread = makeLeak(scene.canal, request.spread);
  const fill =
    request.compartment === 'epidural' ? epidural(scene, spread, edgeMm) : intrathecal(scene, spread, edgeMm);
  const place = { s: 0, l: 0, a: 0 };
  const filling: Filling = { amount: 0, arrival: 0 };
  for (let r = range.r0; r <= range.r1; r++) {
    for (let col = range.c0; col <= range.c1; col++) {
      const x = origin[0] + col * du[0] + r * dv[0];
      const y = origin[1] + col * du[1] + r * dv[1];
      const z = origin[2] + col * du[2] + r * dv[2];
      scene.canal.curve.locate(x, y, z, place);
      if (Math.abs(place.l) > 16 || Math.abs(place.a) > 15) continue;
      filling.amount = 0;
      fill(place.s, place.l, place.a - scene.canal.sacBack(place.s), x, y, z, filling);
      if (filling.amount <= 0) continue;
      const bin = clamp(Math.floor(filling.arrival * ARRIVAL_BINS), 0, ARRIVAL_BINS - 1);
      const i = (r * columns + col) * ARRIVAL_BINS + bin;
      into[i] = (into[i] ?? 0) + filling.amount * lengthMm;
    }
  }
}

/** Turn of the spread about the sac, radians. */
const wanderRad = (noise: SpaceNoise, s: number): number => 0.55 * noise(s * 0.045 + 9, 2.5, 4.5);

/**
 * Around the dura from the tip of the needle outwards, as epidural fat lets it: it wanders from side to side, goes
 * round lobules of fat, and runs ahead in some places.
 */
const epidural =
  (scene: Scene, spread: Leak, edgeMm: number): Fill =>
  (s, l, a, x, y, z, out) => {
    const { noise } = scene;
    const cover = outside(scene, spread, edgeMm, s, l, a, x, y, z, wanderRad(noise, s));
    if (cover <= 0) return;
    // Across the beam and along it: no plane of the lattice is seen edge on.
    const u = 0.74 * x + 0.6 * y + 0.3 * z;
    const v = 0.66 * y - 0.6 * x + 0.44 * z;
    const w = 0.84 * z - 0.3 * x - 0.44 * y;
    const lobules = smoothStep(-0.5, 0.25, noise(u * 0.16 + 5, v * 0.16, w * 0.13));
    const fine = smoothStep(-0.6, 0.2, noise(u * 0.4, v * 0.4 + 8, w * 0.34));
    out.amount = 1.5 * cover * (0.15 + 0.85 * lobules) * (0.5 + 0.5 * fine);
    out.arrival = clamp(spread.arrivalAt(s) + 0.12 * noise(u * 0.12, v * 0.12, w * 0.08 + 6), 0, 0.999);
  };

/** In the sac, heavier than CSF; where the person leaks, also outside it, later. */
const intrathecal =
  (scene: Scene, spread: Leak, edgeMm: number): Fill =>
  (s, l, a, x, y, z, out) => {
    const { canal, content } = scene;
    const arrival = sacArrival(spread, s);
    const sac = ellipse2(l, a, canal.sacHalfWidth(s), canal.sacHalfDepth(s));
    if (sac < DURA_MM && s <= canal.sacEndS) {
      if (arrival >= 1) return;
      const cord =
        s < canal.conusS ? ellipse2(l, a + 0.4, canal.cordHalfWidth(s), canal.cordHalfDepth(s)) : 1;
      const cover = clamp(0.5 - Math.max(sac, -cord) / edgeMm, 0, 1);
      const { left, back } = canal.curve.axesAt(s);
      const deep =
        l * (left[0] * content.gravity[0] + left[1] * content.gravity[1]) +
        a * (back[0] * content.gravity[0] + back[1] * content.gravity[1]);
      const layered = 0.35 + 0.9 * smoothStep(-5, 5, deep);
      out.amount = cover * IN_SAC * layered * (1 - smoothStep(0.7, 1, arrival));
      out.arrival = arrival;
      return;
    }
    for (const leak of scene.leaks) {
      const from = leakArrival(spread, leak);
      if (from === null || leak.spec.falseLocalizing === true) continue;
      const amount = outside(scene, leak, edgeMm, s, l, a, x, y, z);
      if (amount <= out.amount) continue;
      out.amount = amount;
      out.arrival = Math.min(0.99, from + LEAK_TRAVEL * leak.arrivalAt(s));
    }
  };

/** Share of this place that lies in a collection outside the dura, turned about the sac by `turnRad`. */
function outside(
  scene: Scene,
  leak: Leak,
  edgeMm: number,
  s: number,
  l: number,
  a: number,
  x: number,
  y: number,
  z: number,
  turnRad = 0,
): number {
  const w = scene.canal.sacHalfWidth(s);
  const d = scene.canal.sacHalfDepth(s);
  const thick = leak.thicknessAt(s, Math.atan2(a / d, l / w) + turnRad);
  if (thick <= 0) return 0;
  const sac = ellipse2(l, a, w, d);
  const lumps = thick * (1 + 0.7 * scene.noise(x * 0.22, y * 0.22, z * 0.16)) - 0.3;
  return clamp(0.5 - Math.max(DURA_MM - sac, sac - DURA_MM - lumps) / edgeMm, 0, 1);
}
