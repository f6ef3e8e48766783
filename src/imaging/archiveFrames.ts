import type { FrameRef, SingleFrame } from './api.ts';
import { NOT_SENT, openParts, readParts } from './dicomwebParts.ts';
import { frameSyntax } from './frameSyntax.ts';
import { SourceError } from './sourceError.ts';

/** As stored, in any syntax: what servers that hold bulk frames only can always give. */
const FRAME = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
/** Requests in flight; browsers open six connections to a host. */
const IN_FLIGHT = 5;

/**
 * Retrieve Frames (PS3.18 10.4.1.1.5), one request a frame, the middle one first: for archives that give neither series
 * nor instances. A frame the archive does not have is left out; the loader lists it.
 *
 * @param seriesUrl - `…/studies/{uid}/series/{uid}`
 * @throws SourceError where the first requests all fail, or the connection is lost on the way
 */
export async function* archiveFrames(
  request: typeof fetch,
  seriesUrl: string,
  wanted: readonly FrameRef[],
  signal: AbortSignal,
): AsyncGenerator<SingleFrame> {
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  const waiting = middleFirst(wanted).values();
  const running: Promise<SingleFrame | SourceError>[] = [];
  let failuresInARow = 0;
  const startOne = (): void => {
    const next = waiting.next();
    if (next.done === true) return;
    running.push(oneFrame(request, seriesUrl, next.value, either).catch(asSourceError));
  };
  try {
    for (let i = 0; i < IN_FLIGHT; i += 1) startOne();
    while (running.length > 0 && !signal.aborted) {
      const frame = await running.shift();
      if (frame === undefined || frame instanceof SourceError) {
        failuresInARow += 1;
        if (failuresInARow >= Math.min(IN_FLIGHT, wanted.length)) throw frame ?? new SourceError(NOT_SENT);
      } else {
        failuresInARow = 0;
        yield frame;
      }
      startOne();
    }
  } finally {
    // Given up, or left by the loader: the requests still running would only be thrown away.
    own.abort();
  }
}

async function oneFrame(
  request: typeof fetch,
  seriesUrl: string,
  ref: FrameRef,
  signal: AbortSignal,
): Promise<SingleFrame> {
  const url = `${seriesUrl}/instances/${ref.header.sopInstanceUid}/frames/${ref.frame}`;
  const [part, ...more] = await readParts(await openParts(request, url, FRAME, signal));
  // More than the frame that was asked for: nothing says which of them it is.
  if (part === undefined || more.length > 0) throw new SourceError(NOT_SENT);
  const transferSyntaxUid = frameSyntax(ref.header, part.contentType, part.body.byteLength);
  if (transferSyntaxUid === null)
    throw new SourceError('The archive does not say how its frames are compressed.');
  return { kind: 'frame', ref, bytes: part.body, transferSyntaxUid };
}

const asSourceError = (error: unknown): SourceError =>
  error instanceof SourceError ? error : new SourceError(NOT_SENT);

function middleFirst(wanted: readonly FrameRef[]): readonly FrameRef[] {
  const middle = Math.floor((wanted.length - 1) / 2);
  return [...wanted.slice(middle, middle + 1), ...wanted.slice(0, middle), ...wanted.slice(middle + 1)];
}
