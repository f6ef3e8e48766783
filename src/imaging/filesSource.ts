import type { SeriesSummary } from '../dicom/model.ts';
import type { InstanceSource } from './api.ts';
import { SourceError } from './sourceError.ts';

/** Files read ahead of the decoder. */
const READ_AHEAD = 4;

/**
 * A series from dropped files or ZIP entries, kept as Blobs and read when needed. The middle instance comes first, so
 * that the first picture is one worth looking at; stacks that the series sets apart come last (the loader stops before
 * them, a copy to the archive takes them all).
 *
 * @param blobs - by SOP Instance UID; instances without one are left out (the loader lists them as not arrived)
 */
export function filesSource(summary: SeriesSummary, blobs: ReadonlyMap<string, Blob>): InstanceSource {
  return {
    kind: 'files',
    summary,
    stream: (signal) => readBlobs(middleFirst(summary, blobs), signal),
  };
}

function middleFirst(summary: SeriesSummary, blobs: ReadonlyMap<string, Blob>): readonly Blob[] {
  const { instances, otherStacks } = summary;
  const middle = Math.floor((instances.length - 1) / 2);
  const ordered = [
    ...instances.slice(middle, middle + 1),
    ...instances.slice(0, middle),
    ...instances.slice(middle + 1),
    ...otherStacks.flatMap((stack) => stack.instances),
  ];
  return ordered.flatMap(({ sopInstanceUid }) => blobs.get(sopInstanceUid) ?? []);
}

async function* readBlobs(blobs: readonly Blob[], signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reading: Promise<ArrayBuffer | null>[] = [];
  let next = 0;
  let unread = 0;
  const startOne = (): void => {
    const blob = blobs[next];
    next += 1;
    if (blob !== undefined) reading.push(blob.arrayBuffer().catch(() => null));
  };
  for (let i = 0; i < READ_AHEAD; i += 1) startOne();
  while (reading.length > 0 && !signal.aborted) {
    const buffer = await reading.shift();
    startOne();
    if (buffer === null || buffer === undefined) unread += 1;
    else yield new Uint8Array(buffer);
  }
  if (unread > 0 && unread === blobs.length) {
    throw new SourceError('The files can no longer be read: they were moved, changed or deleted.');
  }
}
