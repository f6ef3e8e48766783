import type { SeriesSummary } from '../dicom/model.ts';
import { PartMemory } from '../dicom/partMemory.ts';
import type { InstanceSource } from './api.ts';
import { archiveFrames } from './archiveFrames.ts';
import { NOT_ALLOWED, NOT_SENT, openParts, readParts } from './dicomwebParts.ts';
import { SourceError } from './sourceError.ts';

const PART10 = 'multipart/related; type="application/dicom"; transfer-syntax=*';
/** Single requests in flight when the series cannot be had as one stream. */
const SINGLE_REQUESTS = 4;

export interface ArchiveOptions {
  /** DICOMweb root without a trailing slash, such as `/dicom-web`. */
  readonly root: string;
  readonly kind?: 'archive' | 'dicomweb';
  readonly fetch?: typeof fetch;
}

/**
 * A series from a DICOMweb archive (PS3.18 10.4): the middle instance alone, for a first picture at once, beside the
 * whole series as one multipart stream. What the stream did not bring is asked for instance by instance, and what is
 * missing then frame by frame.
 */
export function archiveSource(summary: SeriesSummary, options: ArchiveOptions): InstanceSource {
  const url = `${options.root}/studies/${summary.studyInstanceUid}/series/${summary.seriesInstanceUid}`;
  const request = options.fetch ?? globalThis.fetch.bind(globalThis);
  let memory = new PartMemory();
  return {
    kind: options.kind ?? 'archive',
    summary,
    stream: (signal) => {
      memory = new PartMemory();
      return streamSeries(summary, url, request, signal, memory);
    },
    giveBack: (file) => memory.giveBack(file),
    frames: (wanted, signal) => archiveFrames(request, url, wanted, signal),
  };
}

async function* streamSeries(
  summary: SeriesSummary,
  series: string,
  request: typeof fetch,
  wanted: AbortSignal,
  memory: PartMemory,
): AsyncGenerator<Uint8Array> {
  // A reader that has enough stops at any point: what it did not come to is not sent.
  const own = new AbortController();
  const signal = AbortSignal.any([wanted, own.signal]);
  try {
    yield* wholeOrSingly(summary, series, request, signal, memory);
  } finally {
    own.abort();
    memory.close();
  }
}

async function* wholeOrSingly(
  summary: SeriesSummary,
  series: string,
  request: typeof fetch,
  signal: AbortSignal,
  memory: PartMemory,
): AsyncGenerator<Uint8Array> {
  const uids = [...new Set(summary.instances.map((header) => header.sopInstanceUid))];
  const single = async (uid: string): Promise<readonly Uint8Array[]> => {
    const parts = await readParts(await openParts(request, `${series}/instances/${uid}`, PART10, signal));
    return parts.map(({ body }) => body);
  };

  const middle = uids.length > 2 ? uids[Math.floor((uids.length - 1) / 2)] : undefined;
  // Asked for in this order: behind the whole series the single image would wait for it.
  const first = middle === undefined ? null : single(middle);
  const whole = openParts(request, series, PART10, signal, memory);
  whole.catch(() => undefined);
  try {
    if (first !== null) yield* await first;
  } catch {
    // The stream brings it as well.
  }
  let received = 0;
  try {
    for await (const { body } of await whole) {
      received += 1;
      yield body;
    }
    if (received >= uids.length) return;
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof SourceError && error.message === NOT_ALLOWED) throw error;
  }
  yield* readSingly(uids, single, received, signal);
}

/** The loader passes over what it already has; the archive's order is not ours to trust. */
async function* readSingly(
  uids: readonly string[],
  single: (uid: string) => Promise<readonly Uint8Array[]>,
  received: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let failures = 0;
  for (let start = 0; start < uids.length && !signal.aborted; start += SINGLE_REQUESTS) {
    const batch = uids.slice(start, start + SINGLE_REQUESTS).map((uid) => single(uid).catch(() => null));
    for (const answer of await Promise.all(batch)) {
      if (answer === null) failures += 1;
      else yield* answer;
    }
    if (failures >= SINGLE_REQUESTS && failures === start + batch.length) break;
  }
  if (failures > 0 && received === 0 && failures >= Math.min(uids.length, SINGLE_REQUESTS)) {
    throw new SourceError(NOT_SENT);
  }
}
