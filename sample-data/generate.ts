import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CaseDefinition, FluoroscopyRequest } from './cases/caseDefinition.ts';
import { maskedCt, maskedMr } from './dicom/maskedSeries.ts';
import { captureInstance } from './dicom/scInstance.ts';
import { segInstance } from './dicom/segInstance.ts';
import type { MaskFrame, MaskedSeries } from './dicom/segInstance.ts';
import { xaInstance } from './dicom/xaInstance.ts';
import { beamSteps } from './render/carm.ts';
import type { Carm } from './render/carm.ts';
import { cutInto } from './render/ct.ts';
import { ARRIVAL_BINS } from './render/contrastFlow.ts';
import { makeDevice } from './render/device.ts';
import type { RaySums } from './render/fluoroscopy.ts';
import { renderRun } from './render/fluoroscopyRun.ts';
import { gridsOf } from './render/grids.ts';
import type { Examination, Grids } from './render/grids.ts';
import { scenesOf } from './scene/scenesOf.ts';
import { SERIES_FOLDERS, groups } from './tasks.ts';
import type { MaskedKind, SeriesFolder, Task, WorkerData, WorkerReply } from './tasks.ts';
import { makeTruth } from './truth.ts';
import type { MaskFiles } from './truth.ts';

export interface GenerateOptions {
  /** Folder the case is put into, as `<out>/<case id>`; what was there is replaced. */
  readonly out: string;
  /** Folder of `<case id>.json` with the truth; not inside `out`, where only images belong. Default `<out>/../truth`. */
  readonly truth?: string;
  /** 1 = full size; less shrinks the matrix and thickens the slices, more adds CT slices. */
  readonly scale: number;
  /** So many CT slices over the same range, whatever the scale. */
  readonly slices?: number;
  /** Mixed into the case's own seed: another person with the same leak. */
  readonly seed?: number;
  readonly workers?: number;
  /** Only these folders; all by default. */
  readonly series?: readonly SeriesFolder[];
}

export interface Generated {
  readonly folder: string;
  readonly truthFile: string;
  readonly files: number;
}

/**
 * Makes one case: `ct/`, `mr/`, `mr-cor/`, `xa/` with DICOM files, and its truth (JSON and masks) elsewhere. Written beside its place and moved there
 * when complete, so a killed run leaves no half case under the case's name.
 */
export async function generateCase(base: CaseDefinition, o: GenerateOptions): Promise<Generated> {
  const definition = asked(base, o);
  const folder = join(o.out, definition.id);
  const truthFolder = o.truth ?? join(o.out, '..', 'truth');
  const truthFile = join(truthFolder, `${definition.id}.json`);
  const partial = join(dirname(folder), `.partial-${definition.id}-${process.pid}`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(truthFolder, { recursive: true });
  try {
    const made = await fill(definition, partial, truthFolder, o);
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(truthFile, `${JSON.stringify(made.truth, null, 1)}\n`);
    renameSync(partial, folder);
    return { folder, truthFile, files: made.files };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The case with what the options change in it. */
function asked(base: CaseDefinition, { seed, slices, scale }: GenerateOptions): CaseDefinition {
  const c =
    seed === undefined ? base : { ...base, person: { ...base.person, seed: `${base.person.seed}/${seed}` } };
  if (slices === undefined) return c;
  const scene = scenesOf(c).ct();
  if (c.ct === null || scene === null) throw new Error(`${c.id} has no CT to cut into slices.`);
  return { ...c, ct: cutInto(slices, c.ct, scene, scale) };
}

/** Ray sums are cut into this many tasks. */
const XA_PARTS = 6;

async function fill(
  c: CaseDefinition,
  folder: string,
  truthFolder: string,
  o: GenerateOptions,
): Promise<{ readonly files: number; readonly truth: unknown }> {
  const grids = gridsOf(c, scenesOf(c), o.scale);
  const wanted = (series: SeriesFolder): boolean => o.series?.includes(series) ?? true;
  const counts = {
    ct: wanted('ct') ? (grids.ct?.grid.slices ?? 0) : 0,
    mr: wanted('mr') ? (grids.mr?.grid.slices ?? 0) : 0,
    'mr-cor': wanted('mr-cor') ? (grids.mrCoronal?.grid.slices ?? 0) : 0,
  };
  const runs = wanted('xa') ? grids.runs : [];
  const present = SERIES_FOLDERS.filter((s) => (s === 'xa' ? runs.length > 0 : counts[s] > 0));
  for (const series of present) mkdirSync(join(folder, series), { recursive: true });
  const tasks: Task[] = [
    ...runs.flatMap((xa, run) => sumTasks(run, beamSteps(xa.scene, xa.grid).length)),
    ...(['ct', 'mr', 'mr-cor'] as const).flatMap((kind) =>
      groups(counts[kind], 8).map((slices): Task => ({ kind, slices })),
    ),
  ];
  const masks: Record<MaskedKind, MaskFrame[]> = { ct: [], mr: [] };
  const sums = runs.map((): RaySums[] => []);
  let xaFiles = 0;
  const data: WorkerData = { definition: c, folder, scale: o.scale };
  await runTasks(tasks, data, o.workers ?? Math.max(1, Math.min(8, availableParallelism())), (reply) => {
    if (reply.kind === 'masks') masks[reply.of].push(...reply.frames);
    if (reply.kind !== 'sums') return;
    const [parts, xa] = [sums[reply.run], runs[reply.run]];
    if (parts === undefined || xa === undefined) return;
    parts[reply.part] = reply;
    if (Object.keys(parts).length === XA_PARTS) xaFiles += writeRun(c, folder, reply.run, xa, parts);
  });
  const maskFiles = writeMasks(c, truthFolder, grids, masks);
  const files = counts.ct + counts.mr + counts['mr-cor'] + xaFiles;
  return { files, truth: makeTruth(c, grids, maskFiles) };
}

function sumTasks(run: number, steps: number): readonly Task[] {
  const cuts = Array.from({ length: XA_PARTS + 1 }, (_, i) => Math.round((steps * i) / XA_PARTS));
  return cuts.slice(1).map((to, part): Task => ({ kind: 'xa', run, part, from: cuts[part] ?? 0, to }));
}

/** Writes a run, and its secondary capture where the case has one; answers the number of files. */
function writeRun(
  c: CaseDefinition,
  folder: string,
  run: number,
  { request, scene, grid }: Examination<FluoroscopyRequest, Carm>,
  parts: readonly RaySums[],
): number {
  const seed = run === 0 ? c.person.seed : `${c.person.seed}/${run + 1}`;
  const stored = renderRun(request, seed, grid, joinSums(parts, grid.matrix), makeDevice(request, scene));
  const file = (name: string): string =>
    join(folder, 'xa', `${name}-${String(run + 1).padStart(4, '0')}.dcm`);
  writeFileSync(file('xa'), xaInstance(c, request, grid, run, stored));
  if (!request.secondaryCapture) return 1;
  writeFileSync(file('xa-capture'), captureInstance(c, grid, run, stored));
  return 2;
}

/** Segmentation objects beside the truth, where the application does not look; answers their names by series. */
function writeMasks(
  c: CaseDefinition,
  truthFolder: string,
  { ct, mr }: Grids,
  masks: Readonly<Record<MaskedKind, readonly MaskFrame[]>>,
): MaskFiles {
  const write = (kind: MaskedKind, series: MaskedSeries | null): string | null => {
    if (series === null || masks[kind].length === 0) return null;
    const name = `${c.id}.${kind}.seg.dcm`;
    writeFileSync(join(truthFolder, name), segInstance(c, series, masks[kind]));
    return name;
  };
  return { ct: write('ct', ct && maskedCt(c, ct)), mr: write('mr', mr && maskedMr(c, mr)) };
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
