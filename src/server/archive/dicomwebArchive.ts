import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createUnzip } from 'node:zlib';
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
    async dicomweb(operation, request) {
      const isStore = operation === 'store';
      const answer = await forward(base, headers, isStore, request);
      if (isStore) studies.outdated();
      return answer;
    },
  };
}

/**
 * Asked for as they are: an archive on the same network takes longer to compress a slice (Orthanc: 0.15 s) than to send
 * it. By `node:http`, whose streams take half the processor time of `fetch`'s: the browser beside it needs that.
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
    const answer = await ask(
      new URL(`${base}/${request.path}${search}`),
      {
        method: isStore ? 'POST' : 'GET',
        signal: AbortSignal.any([request.signal, late.signal]),
        headers: {
          ...headers,
          ...(request.accept === '' ? {} : { accept: request.accept }),
          'accept-encoding': 'identity',
          ...(isStore ? { 'content-type': request.contentType } : {}),
        },
      },
      isStore ? request.body : null,
    );
    const status = answer.statusCode ?? 502;
    if (status >= 300 && status < 400 && status !== 304) {
      // Where a redirect leads is not for an archive to say: our credentials would follow it.
      answer.destroy();
      return issueAnswer(unreachable);
    }
    return {
      // A 401 of the archive is ours to settle, not the browser's: it must not ask the person for a password.
      status: status === 401 ? 502 : status,
      headers: passedOn(answer.headers),
      body: decoded(answer),
    };
  } catch (error) {
    if (request.signal.aborted) throw error;
    return issueAnswer(unreachable);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves with the head of the answer; its body follows as the stream that it is. */
function ask(url: URL, options: RequestOptions, body: Readable | null): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.once('error', reject);
    if (body === null) request.end();
    else pipeline(body, request).catch(reject);
  });
}

/** Some archives compress whatever they were asked for. */
function decoded(answer: IncomingMessage): Readable {
  const coding = answer.headers['content-encoding'] ?? 'identity';
  return /gzip|deflate/.test(coding) ? unzipped(answer) : answer;
}

function unzipped(answer: IncomingMessage): Readable {
  const unzip = createUnzip();
  // Its reader learns of every failure, of the connection too.
  pipeline(answer, unzip).catch(() => undefined);
  return unzip;
}

const PASSED_ON = ['content-type', 'warning', 'etag', 'last-modified'];

function passedOn(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
