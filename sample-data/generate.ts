import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CaseDefinition } from './cases/caseDefinition.ts';
import { xaInstance } from './dicom/xaInstance.ts';
import { ARRIVAL_BINS, beamSteps, makeNeedle } from './render/fluoroscopy.ts';
import type { RaySums } from './render/fluoroscopy.ts';
import { renderRun } from './render/fluoroscopyRun.ts';
import { gridsOf } from './render/grids.ts';
import { scenesOf } from './scene/scenesOf.ts';
import { groups } from './tasks.ts';
import type { Task, WorkerData, WorkerReply } from './tasks.ts';
import { makeTruth } from './truth.ts';

export interface GenerateOptions {
  /** Folder the case is put into, as `<out>/<case id>`; what was there is replaced. */
  readonly out: string;
  /** Folder of `<case id>.json` with the truth; not inside `out`, where only images belong. Default `<out>/../truth`. */
  readonly truth?: string;
  /** 1 = full size; less shrinks the matrix and thickens the slices, more adds CT slices. */
  readonly scale: number;
  /** Mixed into the case's own seed: another person with the same leak. */
  readonly seed?: number;
  readonly workers?: number;
}

export interface Generated {
  readonly folder: string;
  readonly truthFile: string;
  readonly files: number;
}

/**
 * Makes one case: `ct/`, `mr/`, `xa/` with DICOM files, and its truth elsewhere. Written beside its place and moved there
 * when complete, so a killed run leaves no half case under the case's name.
 */
export async function generateCase(base: CaseDefinition, o: GenerateOptions): Promise<Generated> {
  const definition =
    o.seed === undefined
      ? base
      : { ...base, person: { ...base.person, seed: `${base.person.seed}/${o.seed}` } };
  const folder = join(o.out, definition.id);
  const truthFolder = o.truth ?? join(o.out, '..', 'truth');
  const truthFile = join(truthFolder, `${definition.id}.json`);
  const partial = join(dirname(folder), `.partial-${definition.id}-${process.pid}`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(truthFolder, { recursive: true });
  try {
    const made = await fill(definition, partial, o);
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(truthFile, `${JSON.stringify(made.truth, null, 1)}\n`);
    renameSync(partial, folder);
    return { folder, truthFile, files: made.files };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Ray sums are cut into this many tasks. */
const XA_PARTS = 6;

async function fill(
  c: CaseDefinition,
  folder: string,
  o: GenerateOptions,
): Promise<{ readonly files: number; readonly truth: unknown }> {
  const grids = gridsOf(c, scenesOf(c), o.scale);
  const { ct, mr, xa } = grids;
  for (const part of [ct && 'ct', mr && 'mr', xa && 'xa']) {
    if (part !== null) mkdirSync(join(folder, part), { recursive: true });
  }
  const steps = xa === null ? 0 : beamSteps(xa.scene, xa.grid).length;
  const cuts = Array.from({ length: XA_PARTS + 1 }, (_, i) => Math.round((steps * i) / XA_PARTS));
  const tasks: Task[] = [
    ...(xa === null ? [] : cuts.slice(1)).map((to, part): Task => ({
      kind: 'xa',
      part,
      from: cuts[part] ?? 0,
      to,
    })),
    ...groups(ct?.grid.slices ?? 0, 8).map((slices): Task => ({ kind: 'ct', slices })),
    ...groups(mr?.grid.slices ?? 0, 8).map((slices): Task => ({ kind: 'mr', slices })),
  ];
  const sums: RaySums[] = [];
  let arrived = 0;
  const data: WorkerData = { definition: c, folder, scale: o.scale };
  await runTasks(tasks, data, o.workers ?? Math.max(1, Math.min(8, availableParallelism())), (reply) => {
    if (reply.kind !== 'sums' || xa === null) return;
    sums[reply.part] = reply;
    arrived += 1;
    if (arrived < XA_PARTS) return;
    const needle = makeNeedle(xa.request, xa.scene, xa.grid);
    const run = renderRun(xa.request, c.person.seed, xa.grid, joinSums(sums, xa.grid.matrix), needle);
    writeFileSync(join(folder, 'xa', 'xa-0001.dcm'), xaInstance(c, xa.request, xa.grid, run));
  });
  const files = (ct?.grid.slices ?? 0) + (mr?.grid.slices ?? 0) + (xa === null ? 0 : 1);
  return { files, truth: makeTruth(c, grids) };
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
