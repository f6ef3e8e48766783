import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { CaseDefinition } from './cases/caseDefinition.ts';
import { ctInstance } from './dicom/ctInstance.ts';
import { mrInstance } from './dicom/mrInstance.ts';
import type { Canvas } from './render/canvas.ts';
import { makeCouch, makeCtGrid, renderCtSlice } from './render/ct.ts';
import { beamSteps, makeCarm, sumSteps } from './render/fluoroscopy.ts';
import { makeMrGrid, renderMrSlice } from './render/mr.ts';
import { makeNoiseTile } from './render/scannerNoise.ts';
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
    if (task.kind === 'ct') return ctSlices(definition, task.slices);
    if (task.kind === 'mr') return mrSlices(definition, task.slices);
    const scene = scenes.fluoroscopy();
    const arm = makeCarm(definition, scene, scale);
    const steps = beamSteps(scene, arm).slice(task.from, task.to);
    return { kind: 'sums', part: task.part, ...sumSteps(definition, scene, arm, steps) };
  }

  function ctSlices(c: CaseDefinition, slices: readonly number[]): WorkerReply {
    const scene = scenes.ct();
    const grid = makeCtGrid(c, scene, scale);
    const couch = makeCouch(scene);
    for (const slice of slices) {
      const { stored, canvas: used } = renderCtSlice(scene, grid, slice, tiles, couch, canvas);
      canvas = used;
      writeFileSync(
        join(folder, 'ct', `ct-${String(slice + 1).padStart(4, '0')}.dcm`),
        ctInstance(c, grid, slice, stored),
      );
    }
    return { kind: 'done' };
  }

  function mrSlices(c: CaseDefinition, slices: readonly number[]): WorkerReply {
    const scene = scenes.mr();
    const grid = makeMrGrid(c, scale);
    for (const slice of slices) {
      const { stored, canvas: used } = renderMrSlice(scene, grid, slice, canvas);
      canvas = used;
      writeFileSync(
        join(folder, 'mr', `mr-${String(slice + 1).padStart(4, '0')}.dcm`),
        mrInstance(c, grid, slice, stored),
      );
    }
    return { kind: 'done' };
  }
}

const data: WorkerData = workerData;
serve(data);
