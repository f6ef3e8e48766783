import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { clamp } from '../math/table.ts';
import type { Scene } from '../scene/scene.ts';
import { unionBox } from '../shapes/shape.ts';
import { makeLeak } from '../spine/leak.ts';
import { makeNerves } from '../spine/nerves.ts';
import type { ExitingNerve } from '../spine/nerves.ts';
import type { Canvas } from './canvas.ts';
import { ARRIVAL_BINS } from './contrastFlow.ts';
import { boxRange } from './plane.ts';

/** From a vertebra's centre to where its root leaves the canal, along the canal, mm. */
const EXIT_MM = 7;
/** Contrast gets this much later to a root than past it, and takes this long along it; shares of the whole spread. */
const TURN_OFF = 0.08;
const ALONG = 0.14;
/** Width of the film round root and ganglion, mm. */
const FILM_MM = 1.8;
/** Contrast there against that in the canal: little fluid dilutes it. */
const DENSE = 1.4;

/** Where less than this lies at the way out nothing leaves; from `FULL_MM` on the film is whole. */
const THIN_MM = 1;
const FULL_MM = 3;

/** Angles about the sac at which the way out to a root lies, degrees from straight aside. */
const WAY_OUT_DEG = [-40, -20, 0, 20, 40] as const;

/** Adds the contrast that leaves the canal round the roots it comes past: the branches of an epidurogram. */
export function addRootOutlines(
  into: Float32Array,
  canvas: Canvas,
  scene: Scene,
  request: FluoroscopyRequest,
  lengthMm: number,
): void {
  if (request.compartment !== 'epidural') return;
  const spread = makeLeak(scene.canal, request.spread);
  for (const v of scene.column) {
    const level = scene.canal.levelS.get(v.level);
    if (level === undefined) continue;
    const s = level + EXIT_MM;
    const arrival = spread.arrivalAt(s) + TURN_OFF;
    if (arrival > 0.9) continue;
    for (const nerve of makeNerves(v, 0.8)) {
      const aside = nerve.sign > 0 ? 0 : 180;
      const thick = Math.max(
        ...WAY_OUT_DEG.map((deg) => spread.thicknessAt(s, ((aside + deg) * Math.PI) / 180)),
      );
      if (thick < THIN_MM) continue;
      const reachMm = 9 + 14 * (1 - arrival);
      outline(into, canvas, scene, nerve, {
        s,
        arrival,
        reachMm,
        lengthMm: lengthMm * Math.min(1, thick / FULL_MM),
      });
    }
  }
}

function outline(
  into: Float32Array,
  canvas: Canvas,
  scene: Scene,
  nerve: Pick<ExitingNerve, 'root' | 'ganglion'>,
  o: {
    readonly s: number;
    readonly arrival: number;
    readonly reachMm: number;
    readonly lengthMm: number;
  },
): void {
  const range = boxRange(canvas.plane, unionBox([nerve.root.box, nerve.ganglion.box]));
  if (range === null) return;
  const { origin, du, dv, columns, edgeMm } = canvas.plane;
  const start = scene.canal.curve.pointAt(o.s);
  const cover = (d: number): number => clamp(0.5 - d / edgeMm, 0, 1);
  for (let r = range.r0; r <= range.r1; r++) {
    for (let col = range.c0; col <= range.c1; col++) {
      const x = origin[0] + col * du[0] + r * dv[0];
      const y = origin[1] + col * du[1] + r * dv[1];
      const z = origin[2] + col * du[2] + r * dv[2];
      const way = (Math.abs(x - start[0]) - 6) / o.reachMm;
      if (way > 1) continue;
      const off = Math.min(nerve.root.distance(x, y, z), nerve.ganglion.distance(x, y, z));
      const film = cover(off - FILM_MM) * (1 - cover(off));
      if (film <= 0) continue;
      const ragged = clamp(0.75 + 0.9 * scene.noise(x * 0.3, y * 0.3 + 4, z * 0.3), 0, 1);
      const amount = DENSE * ragged * film * (1 - clamp(way, 0, 1) ** 3);
      if (amount <= 0) continue;
      const arrival = clamp(o.arrival + ALONG * way, 0, 0.999);
      const i = (r * columns + col) * ARRIVAL_BINS + Math.floor(arrival * ARRIVAL_BINS);
      into[i] = (into[i] ?? 0) + amount * o.lengthMm;
    }
  }
}
