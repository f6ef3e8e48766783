import type { SeriesSummary } from '../dicom/model.ts';
import { multipartBoundary, multipartParts } from '../dicom/multipart.ts';
import type { InstanceSource } from './api.ts';
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
 * whole series as one multipart stream. What the stream did not bring is asked for instance by instance.
 */
export function archiveSource(summary: SeriesSummary, options: ArchiveOptions): InstanceSource {
  return {
    kind: options.kind ?? 'archive',
    summary,
    stream: (signal) => streamSeries(summary, options, signal),
  };
}

async function* streamSeries(
  summary: SeriesSummary,
  options: ArchiveOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const series = `${options.root}/studies/${summary.studyInstanceUid}/series/${summary.seriesInstanceUid}`;
  const request = options.fetch ?? globalThis.fetch.bind(globalThis);
  const uids = [...new Set(summary.instances.map((header) => header.sopInstanceUid))];
  const single = (uid: string): Promise<readonly Uint8Array[]> =>
    readAll(request, `${series}/instances/${uid}`, signal);

  const middle = uids.length > 2 ? uids[Math.floor((uids.length - 1) / 2)] : undefined;
  const whole = openParts(request, series, signal);
  whole.catch(() => undefined);
  if (middle !== undefined) {
    try {
      yield* await single(middle);
    } catch {
      // The stream brings it as well.
    }
  }
  let received = 0;
  try {
    for await (const part of await whole) {
      received += 1;
      yield part;
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
    throw new SourceError('The archive did not send the images.');
  }
}

const NOT_ALLOWED = 'The archive refused access to the images.';

async function readAll(
  request: typeof fetch,
  url: string,
  signal: AbortSignal,
): Promise<readonly Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of await openParts(request, url, signal)) parts.push(part);
  return parts;
}

async function openParts(
  request: typeof fetch,
  url: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await request(url, { headers: { Accept: PART10 }, signal });
  if (response.status === 401 || response.status === 403) throw new SourceError(NOT_ALLOWED);
  if (!response.ok || response.body === null) throw new SourceError('The archive did not send the images.');
  const type = response.headers.get('content-type') ?? '';
  const boundary = multipartBoundary(type);
  if (boundary !== null) return bodies(multipartParts(chunksOf(response.body), boundary));
  if (type.startsWith('application/dicom') && !type.includes('json')) return wholeBody(response);
  throw new SourceError('The archive answered with something that is not DICOM.');
}

async function* bodies(parts: AsyncIterable<{ readonly body: Uint8Array }>): AsyncGenerator<Uint8Array> {
  for await (const { body } of parts) yield body;
}

async function* wholeBody(response: Response): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await response.arrayBuffer());
}

/** By reader: not every browser iterates over a stream. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
