import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { clamp } from '../math/table.ts';
import type { Vec3 } from '../math/vec3.ts';
import { ellipse2 } from '../shapes/primitives.ts';
import { MU_PALETTE } from '../scene/tissue.ts';
import type { Scene } from '../scene/scene.ts';
import { DURA_MM, makeLeak } from '../spine/leak.ts';
import type { Leak } from '../spine/leak.ts';
import { vertebraAt } from '../spine/column.ts';
import { makeCanvas } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { paintOrgans, paintSpine } from './paintScene.ts';
import { paintBody } from '../body/paintBody.ts';
import { boxRange } from './plane.ts';

/**
 * C-arm over a prone patient: tube under the table (in front of the patient), detector above (behind). Detector
 * columns run to the patient's left, rows to the feet. Scene mm.
 */
export interface Carm {
  readonly matrix: number;
  readonly imagerPixelMm: number;
  readonly sourceToDetectorMm: number;
  readonly sourceToIsocentreMm: number;
  readonly isocentre: Vec3;
}

/**
 * Steps along the beam, mm in the scene. The trunk is smooth: few steps at half resolution. The spine is summed
 * in fine steps as what it differs from muscle by.
 */
export interface BeamStep {
  readonly y: number;
  readonly lengthMm: number;
  readonly part: 'trunk' | 'spine';
}

/** Arrival classes of the injected contrast. */
export const ARRIVAL_BINS = 16;

export function makeCarm(request: FluoroscopyRequest, scene: Scene, resolution: number): Carm {
  const matrix = Math.max(64, Math.round((512 * Math.min(1, resolution)) / 32) * 32);
  const o = vertebraAt(scene.column, request.centre).frame.origin;
  return {
    matrix,
    imagerPixelMm: (0.5 * 512) / matrix,
    sourceToDetectorMm: 1050,
    sourceToIsocentreMm: 740,
    isocentre: [o[0] - 6, o[1] + 22, o[2] + 8],
  };
}

export function beamSteps(scene: Scene, arm: Carm): readonly BeamStep[] {
  const z = arm.isocentre[2];
  const steps = (from: number, to: number, step: number, part: BeamStep['part']): readonly BeamStep[] => {
    const n = Math.max(1, Math.round((to - from) / step));
    const lengthMm = (to - from) / n;
    return Array.from({ length: n }, (_, i) => ({ y: from + (i + 0.5) * lengthMm, lengthMm, part }));
  };
  const seen = scene.column.map((v) => v.frame.origin).filter((o) => Math.abs(o[2] - z) < 115);
  const from = Math.min(...seen.map((o) => o[1])) - 26;
  const to = Math.max(...seen.map((o) => o[1])) + 80;
  return [
    ...steps(scene.outline.frontAt(z) - 6, scene.outline.backAt(z) + 22, 6, 'trunk'),
    ...steps(from, to, 1.5, 'spine'),
  ];
}

/** Detector pixel (column, row; 0, 0 = centre of the first) of a scene point. */
export function projectPoint(arm: Carm, p: Vec3): { readonly column: number; readonly row: number } {
  const d = p[1] - arm.isocentre[1] + arm.sourceToIsocentreMm;
  const m = arm.sourceToDetectorMm / d / arm.imagerPixelMm;
  const middle = (arm.matrix - 1) / 2;
  return { column: middle + (p[0] - arm.isocentre[0]) * m, row: middle - (p[2] - arm.isocentre[2]) * m };
}

function stepPlane(arm: Carm, step: BeamStep): Canvas['plane'] {
  const d = step.y - arm.isocentre[1] + arm.sourceToIsocentreMm;
  const coarse = step.part === 'trunk' ? 2 : 1;
  const n = arm.matrix / coarse;
  const pixel = ((arm.imagerPixelMm * d) / arm.sourceToDetectorMm) * coarse;
  const half = ((n - 1) / 2) * pixel;
  return {
    origin: [arm.isocentre[0] - half, step.y, arm.isocentre[2] + half],
    du: [pixel, 0, 0],
    dv: [0, 0, -pixel],
    columns: n,
    rows: n,
    edgeMm: Math.max(pixel, 1.3),
  };
}

/** Ray sums of some steps: attenuation of the body, and millimetres of contrast by arrival class. */
export interface RaySums {
  readonly body: Float32Array<ArrayBuffer>;
  readonly contrastMm: Float32Array<ArrayBuffer>;
}

export function sumSteps(
  request: FluoroscopyRequest,
  scene: Scene,
  arm: Carm,
  steps: readonly BeamStep[],
): RaySums {
  const n = arm.matrix;
  const body = new Float32Array(n * n);
  const contrastMm = new Float32Array(n * n * ARRIVAL_BINS);
  const spread = makeLeak(scene.canal, request.spread);
  let canvas: Canvas | undefined;
  for (const step of steps) {
    canvas = makeCanvas(stepPlane(arm, step), MU_PALETTE, scene.noise, canvas);
    if (step.part === 'trunk') {
      paintBody(canvas, scene.outline, scene.wallTop);
      paintOrgans(canvas, scene);
      addHalf(body, canvas.out, n, step.lengthMm);
    } else {
      canvas.out.fill(MU_PALETTE.value.muscle);
      paintSpine(canvas, scene);
      addExcess(body, canvas.out, step.lengthMm);
      addContrast(contrastMm, canvas, scene, spread, step);
    }
  }
  return { body, contrastMm };
}

function addExcess(sum: Float32Array, values: Float32Array, lengthMm: number): void {
  const muscle = Math.fround(MU_PALETTE.value.muscle);
  for (let i = 0; i < sum.length; i++) {
    const v = values[i] ?? muscle;
    if (v !== muscle) sum[i] = (sum[i] ?? 0) + (v - muscle) * lengthMm;
  }
}

function addHalf(sum: Float32Array, values: Float32Array, n: number, lengthMm: number): void {
  const half = n / 2;
  for (let r = 0; r < n; r++) {
    const v = clamp((r - 0.5) / 2, 0, half - 1.001);
    const r0 = Math.floor(v);
    for (let col = 0; col < n; col++) {
      const u = clamp((col - 0.5) / 2, 0, half - 1.001);
      const c0 = Math.floor(u);
      const k = r0 * half + c0;
      const a = (values[k] ?? 0) + ((values[k + 1] ?? 0) - (values[k] ?? 0)) * (u - c0);
      const b = (values[k + half] ?? 0) + ((values[k + half + 1] ?? 0) - (values[k + half] ?? 0)) * (u - c0);
      sum[r * n + col] = (sum[r * n + col] ?? 0) + (a + (b - a) * (v - r0)) * lengthMm;
    }
  }
}

/** Where the injected contrast lies on this step, sorted by when it gets there. */
function addContrast(into: Float32Array, canvas: Canvas, scene: Scene, spread: Leak, step: BeamStep): void {
  const range = boxRange(canvas.plane, scene.content.box);
  if (range === null) return;
  const { origin, du, dv, columns, edgeMm } = canvas.plane;
  const { canal } = scene;
  const place = { s: 0, l: 0, a: 0 };
  for (let r = range.r0; r <= range.r1; r++) {
    for (let col = range.c0; col <= range.c1; col++) {
      const x = origin[0] + col * du[0];
      const z = origin[2] + r * dv[2];
      canal.curve.locate(x, step.y, z, place);
      if (Math.abs(place.l) > 16 || Math.abs(place.a) > 15) continue;
      const { s, l } = place;
      const a = place.a - canal.sacBack(s);
      const w = canal.sacHalfWidth(s);
      const d = canal.sacHalfDepth(s);
      const thick = spread.thicknessAt(s, Math.atan2(a / d, l / w));
      if (thick <= 0) continue;
      const sac = ellipse2(l, a, w, d);
      const lumps = thick * (1 + 0.7 * scene.noise(x * 0.22, step.y * 0.22, z * 0.16)) - 0.3;
      const cover = clamp(0.5 - Math.max(DURA_MM - sac, sac - DURA_MM - lumps) / edgeMm, 0, 1);
      if (cover === 0) continue;
      const bin = Math.min(ARRIVAL_BINS - 1, Math.floor(spread.arrivalAt(s) * ARRIVAL_BINS));
      const i = (r * columns + col) * ARRIVAL_BINS + bin;
      into[i] = (into[i] ?? 0) + cover * step.lengthMm;
    }
  }
}

/** Spinal needle: tip, hub and end of the hub on the detector, and diameters. */
export interface NeedleShadow {
  readonly points: readonly { readonly column: number; readonly row: number }[];
  /** Radius in the patient at each point, mm. */
  readonly radiusMm: readonly number[];
  /** Steel the beam crosses for each millimetre across the shaft: 1 / sin of the angle to the beam. */
  readonly obliquity: number;
}

/** Needle from the skin, paramedian from below, tip at the middle of the spread. */
export function makeNeedle(request: FluoroscopyRequest, scene: Scene, arm: Carm): NeedleShadow {
  const spread = makeLeak(scene.canal, request.spread);
  const tip = scene.canal.curve.toScene(spread.centre.s, spread.centre.l * 0.75, spread.centre.a + 1.5);
  const side = spread.centre.l < 0 ? -1 : 1;
  const hub: Vec3 = [tip[0] + side * 15, tip[1] + 84, tip[2] - 26];
  const end: Vec3 = [hub[0] + side * 3.4, hub[1] + 20, hub[2] - 6];
  const across = Math.hypot(hub[0] - tip[0], hub[2] - tip[2]);
  return {
    points: [tip, hub, end].map((p) => projectPoint(arm, p)),
    radiusMm: [0.45, 0.45, 2.2],
    obliquity: Math.hypot(across, hub[1] - tip[1]) / across,
  };
}
