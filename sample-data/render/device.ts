import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { splinePoints } from '../math/spline.ts';
import { clamp } from '../math/table.ts';
import { add, cross, length, scale, sub } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Scene } from '../scene/scene.ts';
import { makeLeak } from '../spine/leak.ts';
import type { Leak } from '../spine/leak.ts';
import { projectPoint } from './carm.ts';
import type { Carm } from './carm.ts';

/** What the contrast was injected through: its course in the scene from the tip outwards, radii in mm. */
export interface InjectionDevice {
  readonly kind: FluoroscopyRequest['device'];
  readonly points: readonly Vec3[];
  readonly radiusMm: readonly number[];
  /** Attenuation, 1/mm at 60 keV: steel tube, or wire-reinforced plastic. */
  readonly mu: number;
}

export function makeDevice(request: FluoroscopyRequest, scene: Scene): InjectionDevice {
  const spread = makeLeak(scene.canal, request.spread);
  if (request.device === 'caudal-catheter') return caudalCatheter(scene, spread);
  return request.compartment === 'intrathecal' ? spinalNeedle(scene, spread) : epiduralNeedle(scene, spread);
}

const needle = (tip: Vec3, hub: Vec3, end: Vec3): InjectionDevice => ({
  kind: 'needle',
  points: [tip, hub, end],
  radiusMm: [0.45, 0.45, 2.2],
  mu: 0.42,
});

/** From the skin, paramedian from below, tip at the middle of the spread. */
function epiduralNeedle(scene: Scene, spread: Leak): InjectionDevice {
  const tip = scene.canal.curve.toScene(spread.centre.s, spread.centre.l * 0.75, spread.centre.a + 1.5);
  const side = spread.centre.l < 0 ? -1 : 1;
  const hub: Vec3 = [tip[0] + side * 15, tip[1] + 84, tip[2] - 26];
  return needle(tip, hub, [hub[0] + side * 3.4, hub[1] + 20, hub[2] - 6]);
}

/** In the midline, tip in the middle of the sac. */
function spinalNeedle(scene: Scene, spread: Leak): InjectionDevice {
  const { back } = scene.canal.curve.axesAt(spread.defectS);
  const tip = scene.canal.curve.toScene(spread.defectS, 0.6, scene.canal.sacBack(spread.defectS));
  const way = add(scale(back, 88), [1.5, 0, -14]);
  const hub = add(tip, way);
  return needle(tip, hub, add(hub, scale(way, 0.24)));
}

/** Through the sacral hiatus and up behind the sac, tip at the defect's level. */
function caudalCatheter(scene: Scene, spread: Leak): InjectionDevice {
  const { curve, sacBack, sacHalfDepth, sacEndS, halfDepth } = scene.canal;
  const hiatus = curve.lengthMm - 12;
  const inCanal = Array.from({ length: 13 }, (_, i): Vec3 => {
    const s = spread.defectS + ((hiatus - spread.defectS) * i) / 12;
    const behind = s < sacEndS - 4 ? sacBack(s) + sacHalfDepth(s) + 1.6 : 0.4 * halfDepth(s);
    return curve.toScene(s, 1.8 * Math.sin(i * 0.9), behind);
  });
  const { along, back } = curve.axesAt(hiatus);
  const last = inCanal.at(-1) ?? curve.pointAt(hiatus);
  const skin = add(last, add(scale(along, 16), scale(back, 26)));
  const tail: readonly Vec3[] = [skin, add(skin, [14, 22, -26])];
  const points = splinePoints([...inCanal, ...tail], 4);
  return {
    kind: 'caudal-catheter',
    points,
    radiusMm: points.map((_, i) => (i < 2 ? 0.8 : 0.5)),
    mu: 0.24,
  };
}

/** Millimetres of the device in each pixel's ray. */
export function deviceMm(arm: Carm, device: InjectionDevice): Float32Array {
  const n = arm.matrix;
  const out = new Float32Array(n * n);
  const pixelsPerMm = arm.sourceToDetectorMm / arm.sourceToIsocentreMm / arm.imagerPixelMm;
  for (let k = 1; k < device.points.length; k++) {
    const [from, to] = [device.points[k - 1], device.points[k]];
    if (from === undefined || to === undefined) continue;
    shadow(out, arm, pixelsPerMm, {
      a: projectPoint(arm, from),
      b: projectPoint(arm, to),
      radiusA: device.radiusMm[k - 1] ?? 0,
      radiusB: device.radiusMm[k] ?? 0,
      obliquity: obliquity(sub(to, from), arm.beam),
    });
  }
  return out;
}

/** Length of the ray in a tube against its width: 1 / sin of the angle to the beam, at most 12 (seen end on). */
const obliquity = (way: Vec3, beam: Vec3): number =>
  Math.min(12, length(way) / Math.max(1e-6, length(cross(way, beam))));

interface Segment {
  readonly a: { readonly column: number; readonly row: number };
  readonly b: { readonly column: number; readonly row: number };
  readonly radiusA: number;
  readonly radiusB: number;
  readonly obliquity: number;
}

function shadow(out: Float32Array, arm: Carm, pixelsPerMm: number, seg: Segment): void {
  const n = arm.matrix;
  const { a, b } = seg;
  const du = b.column - a.column;
  const dv = b.row - a.row;
  const pad = 3 * pixelsPerMm;
  const r0 = Math.max(0, Math.floor(Math.min(a.row, b.row) - pad));
  const r1 = Math.min(n - 1, Math.ceil(Math.max(a.row, b.row) + pad));
  const c0 = Math.max(0, Math.floor(Math.min(a.column, b.column) - pad));
  const c1 = Math.min(n - 1, Math.ceil(Math.max(a.column, b.column) + pad));
  for (let r = r0; r <= r1; r++) {
    for (let col = c0; col <= c1; col++) {
      const h = clamp(((col - a.column) * du + (r - a.row) * dv) / Math.max(1e-6, du * du + dv * dv), 0, 1);
      const off = Math.hypot(col - a.column - du * h, r - a.row - dv * h) / pixelsPerMm;
      const radius = seg.radiusA * (1 - h) + seg.radiusB * h;
      const soft = radius + 0.5 / pixelsPerMm;
      if (off >= soft) continue;
      const chord = 2 * Math.sqrt(soft * soft - off * off) * (radius < 1 ? seg.obliquity : 1);
      const i = r * n + col;
      out[i] = Math.max(out[i] ?? 0, chord * (radius / soft));
    }
  }
}
