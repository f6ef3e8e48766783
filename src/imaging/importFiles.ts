import type { FileVerdict, StudySummary } from '../dicom/model.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { InstanceSource } from './api.ts';
import { collectFiles } from './droppedFiles.ts';
import { filesSource } from './filesSource.ts';
import type { ImportAnswer, ImportRequest } from './importWorker.ts';
import { provePixels, type PixelProblem } from './provePixels.ts';

/** What an import hands over: grouped studies, one verdict a file, and the bytes behind each series. */
export interface ImportOutcome {
  readonly studies: readonly StudySummary[];
  readonly verdicts: readonly FileVerdict[];
  /** Null for a series this import does not hold. Bytes stay in Blobs and are read when shown. */
  readonly sourceOf: (seriesUid: string) => InstanceSource | null;
  /** Decodes what is compressed, in the background; ends when every file is proven or the signal says so. */
  readonly prove: (report: (problem: PixelProblem) => void, signal: AbortSignal) => Promise<void>;
}

/**
 * Reads dropped files, folders and ZIP archives in a worker: nothing leaves the machine, the page stays alive.
 *
 * @returns `err('cancelled')` after an abort, `err('nothing')` for an empty drop, `err('import-failed')` when the worker
 *   could not run
 */
export async function importFiles(
  items: readonly File[] | DataTransfer,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
  signal: AbortSignal,
): Promise<Result<ImportOutcome>> {
  const files = await collectFiles(items);
  if (signal.aborted) return cancelled;
  if (files.length === 0)
    return err(issue('nothing', 'Nothing was dropped that could be read. Drop files, a folder or a ZIP.'));
  const worker = new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = await converse(worker, { files }, onProgress, signal);
    if (answer === 'cancelled') return cancelled;
    if (answer === 'failed') {
      return err(
        issue(
          'import-failed',
          'The files could not be read: the import stopped. Nothing was changed. Try fewer files at once.',
        ),
      );
    }
    return ok(outcomeOf(answer));
  } finally {
    worker.terminate();
  }
}

const cancelled = err(issue('cancelled', 'The import was cancelled. Nothing was kept.'));
type Done = Extract<ImportAnswer, { kind: 'done' }>;

function converse(
  worker: Worker,
  request: ImportRequest,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
  signal: AbortSignal,
): Promise<Done | 'cancelled' | 'failed'> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('cancelled'), { once: true });
    worker.addEventListener('error', () => resolve('failed'));
    worker.addEventListener('messageerror', () => resolve('failed'));
    worker.addEventListener('message', (event: MessageEvent<ImportAnswer>) => {
      if (event.data.kind === 'done') resolve(event.data);
      else if (event.data.kind === 'failed') resolve('failed');
      else onProgress({ done: event.data.done, total: event.data.total });
    });
    worker.postMessage(request, []);
  });
}

function outcomeOf({ studies, verdicts, blobs }: Done): ImportOutcome {
  const bySop = new Map(blobs.map(([uid, { blob }]) => [uid, blob] as const));
  const series = new Map(
    studies.flatMap((study) => study.series.map((one) => [one.seriesInstanceUid, one] as const)),
  );
  return {
    studies,
    verdicts,
    sourceOf: (seriesUid) => {
      const summary = series.get(seriesUid);
      return summary === undefined ? null : filesSource(summary, bySop);
    },
    prove: (report, signal) =>
      provePixels(
        blobs.map(([, file]) => file),
        report,
        signal,
      ),
  };
}
