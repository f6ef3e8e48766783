import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { CtRequest, MrRequest } from './cases/caseDefinition.ts';
import { ctInstance } from './dicom/ctInstance.ts';
import { mrInstance } from './dicom/mrInstance.ts';
import type { Canvas } from './render/canvas.ts';
import { makeCouch, makeCtGrid, renderCtSlice } from './render/ct.ts';
import { beamSteps, makeCarm, sumSteps } from './render/fluoroscopy.ts';
import { makeMrGrid, renderMrSlice } from './render/mr.ts';
import { makeNoiseTile } from './render/scannerNoise.ts';
import type { Scene } from './scene/scene.ts';
import { HU_PALETTE, PLAIN_HU_PALETTE } from './scene/tissue.ts';
import { scenesOf } from './scene/scenesOf.ts';
import type { Task, WorkerData, WorkerReply } from './tasks.ts';

/** One thread of the generator: takes tasks until the main thread ends it. */
function serve({ definition, folder, scale }: WorkerData): void {
  const port = parentPort;
  if (port === null) throw new Error('worker.ts runs in a worker thread only.');
  const scenes = scenesOf(definition);
  const tiles = [
    makeNoiseTile(`${definition.person.seed}/a`),
    makeNoiseTile(`${definition.person.seed}/b`),
  ] as const;
  let canvas: Canvas | undefined;
  port.on('message', (task: Task) => {
    const reply = run(task);
    port.postMessage(reply, reply.kind === 'sums' ? [reply.body.buffer, reply.contrastMm.buffer] : []);
  });

  function run(task: Task): WorkerReply {
    const { ct, mr, fluoroscopy } = definition;
    const scene = { ct: scenes.ct, mr: scenes.mr, xa: scenes.fluoroscopy }[task.kind]();
    if (scene === null) throw new Error('Argument "task": the case has no such examination.');
    if (task.kind === 'ct' && ct !== null) return ctSlices(ct, scene, task.slices);
    if (task.kind === 'mr' && mr !== null) return mrSlices(mr, scene, task.slices);
    if (task.kind !== 'xa' || fluoroscopy === null) return { kind: 'done' };
    const arm = makeCarm(fluoroscopy, scene, scale);
    const steps = beamSteps(scene, arm).slice(task.from, task.to);
    return { kind: 'sums', part: task.part, ...sumSteps(fluoroscopy, scene, arm, steps) };
  }

  function ctSlices(r: CtRequest, scene: Scene, slices: readonly number[]): WorkerReply {
    const grid = makeCtGrid(r, scene, scale);
    const couch = makeCouch(scene, grid);
    const palette = r.intrathecal === null ? PLAIN_HU_PALETTE : HU_PALETTE;
    for (const slice of slices) {
      const { stored, canvas: used } = renderCtSlice(scene, grid, slice, tiles, couch, palette, canvas);
      canvas = used;
      writeFileSync(
        join(folder, 'ct', `ct-${String(slice + 1).padStart(4, '0')}.dcm`),
        ctInstance(definition, r, grid, slice, stored),
      );
    }
    return { kind: 'done' };
  }

  function mrSlices(r: MrRequest, scene: Scene, slices: readonly number[]): WorkerReply {
    const grid = makeMrGrid(r, scene, scale);
    for (const slice of slices) {
      const { stored, canvas: used } = renderMrSlice(scene, grid, slice, canvas);
      canvas = used;
      writeFileSync(
        join(folder, 'mr', `mr-${String(slice + 1).padStart(4, '0')}.dcm`),
        mrInstance(definition, grid, slice, stored),
      );
    }
    return { kind: 'done' };
  }
}

const data: WorkerData = workerData;
serve(data);
