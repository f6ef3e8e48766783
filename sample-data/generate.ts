import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CaseDefinition } from './cases/caseDefinition.ts';
import { xaInstance } from './dicom/xaInstance.ts';
import { makeCtGrid } from './render/ct.ts';
import { ARRIVAL_BINS, beamSteps, makeCarm, makeNeedle } from './render/fluoroscopy.ts';
import type { RaySums } from './render/fluoroscopy.ts';
import { renderRun } from './render/fluoroscopyRun.ts';
import { makeMrGrid } from './render/mr.ts';
import { scenesOf } from './scene/scenesOf.ts';
import { groups } from './tasks.ts';
import type { Task, WorkerData, WorkerReply } from './tasks.ts';
import { makeTruth } from './truth.ts';

export interface GenerateOptions {
  /** Folder the case is put into, as `<out>/<case id>`; what was there is replaced. */
  readonly out: string;
  /** 1 = full size; less shrinks the matrix and thickens the slices, more adds CT slices. */
  readonly scale: number;
  /** Mixed into the case's own seed: another person with the same leak. */
  readonly seed?: number;
  readonly workers?: number;
}

export interface Generated {
  readonly folder: string;
  readonly files: number;
}

/**
 * Makes one case: `ct/`, `mr/`, `xa/` with DICOM files and `truth.json`. Written beside its place and moved there
 * when complete, so a killed run leaves no half case under the case's name.
 */
export async function generateCase(base: CaseDefinition, o: GenerateOptions): Promise<Generated> {
  const definition =
    o.seed === undefined
      ? base
      : { ...base, person: { ...base.person, seed: `${base.person.seed}/${o.seed}` } };
  const folder = join(o.out, definition.id);
  const partial = join(dirname(folder), `.partial-${definition.id}-${process.pid}`);
  rmSync(partial, { recursive: true, force: true });
  for (const part of ['ct', 'mr', 'xa']) mkdirSync(join(partial, part), { recursive: true });
  try {
    const files = await fill(definition, partial, o);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
    return { folder, files };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function fill(c: CaseDefinition, folder: string, o: GenerateOptions): Promise<number> {
  const scenes = scenesOf(c);
  const ct = makeCtGrid(c, scenes.ct(), o.scale);
  const mr = makeMrGrid(c, o.scale);
  const arm = makeCarm(c, scenes.fluoroscopy(), o.scale);
  const steps = beamSteps(scenes.fluoroscopy(), arm).length;
  const parts = 6;
  const cuts = Array.from({ length: parts + 1 }, (_, i) => Math.round((steps * i) / parts));
  const tasks: Task[] = [
    ...cuts.slice(1).map((to, part): Task => ({ kind: 'xa', part, from: cuts[part] ?? 0, to })),
    ...groups(ct.slices, 8).map((slices): Task => ({ kind: 'ct', slices })),
    ...groups(mr.slices, 8).map((slices): Task => ({ kind: 'mr', slices })),
  ];
  const sums: RaySums[] = [];
  let arrived = 0;
  const data: WorkerData = { definition: c, folder, scale: o.scale };
  await runTasks(tasks, data, o.workers ?? Math.max(1, Math.min(8, availableParallelism())), (reply) => {
    if (reply.kind !== 'sums') return;
    sums[reply.part] = reply;
    arrived += 1;
    if (arrived < parts) return;
    writeFileSync(
      join(folder, 'xa', 'xa-0001.dcm'),
      xaInstance(
        c,
        arm,
        renderRun(c, arm, joinSums(sums, arm.matrix), makeNeedle(c, scenes.fluoroscopy(), arm)),
      ),
    );
  });
  writeFileSync(
    join(folder, 'truth.json'),
    `${JSON.stringify(makeTruth(c, scenes, { ct, mr, arm }), null, 1)}\n`,
  );
  return ct.slices + mr.slices + 1;
}

/** Sums in the order of the parts, whatever order they came in: the same bytes on every machine. */
function joinSums(sums: readonly RaySums[], n: number): RaySums {
  const body = new Float32Array(n * n);
  const contrastMm = new Float32Array(n * n * ARRIVAL_BINS);
  for (const s of sums) {
    for (let i = 0; i < body.length; i++) body[i] = (body[i] ?? 0) + (s.body[i] ?? 0);
    for (let i = 0; i < contrastMm.length; i++) contrastMm[i] = (contrastMm[i] ?? 0) + (s.contrastMm[i] ?? 0);
  }
  return { body, contrastMm };
}

function runTasks(
  tasks: readonly Task[],
  data: WorkerData,
  threads: number,
  onReply: (reply: WorkerReply) => void,
): Promise<void> {
  const queue = [...tasks];
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./workerEntry.mjs', import.meta.url), {
        workerData: data,
        execArgv: [],
      });
      const next = (): void => {
        const task = queue.shift();
        if (task === undefined) {
          void worker.terminate().then(() => resolve());
          return;
        }
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(task);
      };
      worker.on('message', (reply: WorkerReply) => {
        onReply(reply);
        next();
      });
      worker.on('error', reject);
      next();
    });
  return Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, one)).then(() => undefined);
}
