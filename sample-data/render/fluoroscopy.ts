import { paintBody } from '../body/paintBody.ts';
import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { clamp } from '../math/table.ts';
import { floorOf } from '../math/whole.ts';
import type { Scene } from '../scene/scene.ts';
import { MU_PALETTE } from '../scene/tissue.ts';
import { makeCanvas } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { stepPlane } from './carm.ts';
import type { BeamStep, Carm } from './carm.ts';
import { ARRIVAL_BINS, addContrast } from './contrastFlow.ts';
import { paintOrgans, paintSpine } from './paintScene.ts';
import { addRootOutlines } from './rootOutlines.ts';

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
      addRootOutlines(contrastMm, canvas, scene, request, step.lengthMm);
      addContrast(contrastMm, canvas, scene, request, step.lengthMm);
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
    const r0 = floorOf(v);
    for (let col = 0; col < n; col++) {
      const u = clamp((col - 0.5) / 2, 0, half - 1.001);
      const c0 = floorOf(u);
      const k = r0 * half + c0;
      const a = (values[k] ?? 0) + ((values[k + 1] ?? 0) - (values[k] ?? 0)) * (u - c0);
      const b = (values[k + half] ?? 0) + ((values[k + half + 1] ?? 0) - (values[k + half] ?? 0)) * (u - c0);
      sum[r * n + col] = (sum[r * n + col] ?? 0) + (a + (b - a) * (v - r0)) * lengthMm;
    }
  }
}
