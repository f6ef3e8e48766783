import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { ctInstance } from './dicom/ctInstance.ts';
import { mrInstance } from './dicom/mrInstance.ts';
import { packMasks } from './dicom/segInstance.ts';
import type { MaskFrame } from './dicom/segInstance.ts';
import type { Canvas } from './render/canvas.ts';
import { beamSteps } from './render/carm.ts';
import { makeCouch, renderCtSlice } from './render/ct.ts';
import { sumSteps } from './render/fluoroscopy.ts';
import { gridsOf } from './render/grids.ts';
import { renderMrSlice } from './render/mr.ts';
import { makeNoiseTile } from './render/scannerNoise.ts';
import { scenesOf } from './scene/scenesOf.ts';
import { HU_PALETTE, PLAIN_HU_PALETTE } from './scene/tissue.ts';
import type { SeriesFolder, Task, WorkerData, WorkerReply } from './tasks.ts';

/** One thread of the generator: takes tasks until the main thread ends it. */
function serve({ definition, folder, scale }: WorkerData): void {
  const port = parentPort;
  if (port === null) throw new Error('worker.ts runs in a worker thread only.');
  const { ct, mr, mrCoronal, runs } = gridsOf(definition, scenesOf(definition), scale);
  const tiles = [
    makeNoiseTile(`${definition.person.seed}/a`),
    makeNoiseTile(`${definition.person.seed}/b`),
  ] as const;
  const couch = ct && makeCouch(ct.scene, ct.grid);
  let canvas: Canvas | undefined;
  port.on('message', (task: Task) => {
    const reply = run(task);
    port.postMessage(reply, reply.kind === 'sums' ? [reply.body.buffer, reply.contrastMm.buffer] : []);
  });

  function run(task: Task): WorkerReply {
    if (task.kind === 'xa') return sums(task);
    if (task.kind === 'ct') return { kind: 'masks', of: 'ct', frames: task.slices.flatMap(ctSlice) };
    const { kind } = task;
    const frames = task.slices.flatMap((slice) => mrSlice(kind, slice));
    return kind === 'mr' ? { kind: 'masks', of: 'mr', frames } : { kind: 'done' };
  }

  function sums(task: Extract<Task, { readonly kind: 'xa' }>): WorkerReply {
    const xa = runs[task.run];
    if (xa === undefined) throw new Error('Argument "task": the case has no such run.');
    const steps = beamSteps(xa.scene, xa.grid).slice(task.from, task.to);
    return {
      kind: 'sums',
      run: task.run,
      part: task.part,
      ...sumSteps(xa.request, xa.scene, xa.grid, steps),
    };
  }

  function ctSlice(slice: number): readonly MaskFrame[] {
    if (ct === null || couch === null) throw new Error('Argument "task": the case has no CT.');
    const palette = ct.request.intrathecal === null ? PLAIN_HU_PALETTE : HU_PALETTE;
    const made = renderCtSlice(ct.scene, ct.grid, slice, tiles, couch, palette, canvas);
    canvas = made.canvas;
    write('ct', slice, ctInstance(definition, ct.request, ct.grid, slice, made.stored));
    return packMasks(slice, canvas.masks);
  }

  function mrSlice(kind: 'mr' | 'mr-cor', slice: number): readonly MaskFrame[] {
    const exam = kind === 'mr' ? mr : mrCoronal;
    if (exam === null) throw new Error('Argument "task": the case has no such MR series.');
    const made = renderMrSlice(exam.scene, exam.grid, slice, canvas);
    canvas = made.canvas;
    write(kind, slice, mrInstance(definition, exam.grid, slice, made.stored));
    return kind === 'mr' ? packMasks(slice, canvas.masks) : [];
  }

  function write(series: SeriesFolder, slice: number, file: Buffer): void {
    writeFileSync(join(folder, series, `${series}-${String(slice + 1).padStart(4, '0')}.dcm`), file);
  }
}

const data: WorkerData = workerData;
serve(data);
