import { Readable } from 'node:stream';
import { ok, type Result } from '../../domain/result.ts';
import type { ServerIssue } from '../serverIssue.ts';
import { serverIssue } from '../serverIssue.ts';
import type { ArchivePort, DicomwebAnswer, DicomwebRequest } from './archivePort.ts';
import { issueAnswer } from './dicomwebAnswers.ts';
import { remoteStudies } from './remoteStudies.ts';

export interface RemoteArchive {
  readonly url: string;
  readonly authorization: string | null;
}
const unreachable = serverIssue('archive-unreachable', 'The image archive cannot be reached.');
/** Time to the first byte of an answer; the stream after it may take as long as it needs. */
const ANSWER_TIMEOUT_MS = 60_000;

/** Any DICOMweb server. Requests are handed on as streams; the worklist is classified from its metadata. */
export function dicomwebArchive(remote: RemoteArchive): ArchivePort {
  const base = remote.url.replace(/\/+$/, '');
  const headers = remote.authorization === null ? {} : { authorization: remote.authorization };
  const studies = remoteStudies(base, headers);

  return {
    kind: 'dicomweb',
    async health() {
      const response = await fetch(`${base}/studies?limit=1`, {
        headers: { ...headers, accept: 'application/dicom+json' },
        signal: AbortSignal.timeout(5_000),
      });
      await response.body?.cancel();
      return response.ok
        ? { ok: true, message: null }
        : { ok: false, message: `The archive answered with HTTP ${String(response.status)}.` };
    },
    studies: () => studies.current(),
    async rescan(): Promise<Result<number, ServerIssue>> {
      studies.forget();
      const found = await studies.current();
      return found.ok
        ? ok(found.value.flatMap((study) => study.series).reduce((sum, series) => sum + series.files, 0))
        : found;
    },
    close: () => Promise.resolve(),
    dicomweb: (operation, request) => forward(base, headers, operation === 'store', request),
  };
}

/**
 * Images are asked for as they are: an archive on the same network takes longer to compress a slice (Orthanc: 0.15 s) than
 * to send it.
 */
async function forward(
  base: string,
  headers: Readonly<Record<string, string>>,
  isStore: boolean,
  request: DicomwebRequest,
): Promise<DicomwebAnswer> {
  const search = request.query.size === 0 ? '' : `?${request.query.toString()}`;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_TIMEOUT_MS);
  try {
    const response = await fetch(`${base}/${request.path}${search}`, {
      method: isStore ? 'POST' : 'GET',
      redirect: 'error',
      signal: AbortSignal.any([request.signal, late.signal]),
      headers: {
        ...headers,
        ...(request.accept === '' ? {} : { accept: request.accept }),
        ...(request.accept.includes('json') ? {} : { 'accept-encoding': 'identity' }),
        ...(isStore ? { 'content-type': request.contentType } : {}),
      },
      ...(isStore && request.body !== null ? { body: webStream(request.body), duplex: 'half' as const } : {}),
    });
    return {
      // A 401 of the archive is ours to settle, not the browser's: it must not ask the person for a password.
      status: response.status === 401 ? 502 : response.status,
      headers: passedOn(response.headers),
      body: response.body === null ? null : Readable.from(response.body, { objectMode: false }),
    };
  } catch (error) {
    if (request.signal.aborted) throw error;
    return issueAnswer(unreachable);
  } finally {
    clearTimeout(timer);
  }
}

/** As fast as the archive takes it, no faster: one chunk is read for each that is asked for. */
function webStream(source: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => {
      source.destroy();
    },
  });
}

const PASSED_ON = ['content-type', 'warning', 'etag', 'last-modified'];

function passedOn(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}
