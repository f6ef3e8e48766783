import { multipartBoundary, readMultipart, type ReadBytes } from '../dicom/multipart.ts';
import type { PartMemory } from '../dicom/partMemory.ts';
import { SourceError } from './sourceError.ts';

export const NOT_ALLOWED = 'The archive refused access to the images.';
export const NOT_SENT = 'The archive did not send the images.';

/** One part of a WADO-RS answer; an answer without parts counts as one. */
export interface AnswerPart {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/**
 * Asks for bytes of a WADO-RS resource (PS3.18 8.6.1) and hands out its parts as they arrive.
 *
 * @param memory - where the parts lie; what is given back to it is filled anew
 * @throws SourceError where the archive refuses, fails, or answers with something else (a log-in page, DICOM JSON)
 */
export async function openParts(
  request: typeof fetch,
  url: string,
  accept: string,
  signal: AbortSignal,
  memory?: PartMemory,
): Promise<AsyncIterable<AnswerPart>> {
  const response = await request(url, { headers: { Accept: accept }, signal });
  if (response.status === 401 || response.status === 403) throw new SourceError(NOT_ALLOWED);
  if (!response.ok || response.body === null) throw new SourceError(NOT_SENT);
  const contentType = response.headers.get('content-type') ?? '';
  const boundary = multipartBoundary(contentType);
  if (boundary !== null) return bodies(response.body, boundary, contentType, memory);
  if (isBytes(contentType)) return wholeBody(response, contentType);
  throw new SourceError('The archive answered with something that is not DICOM.');
}

export async function readParts(parts: AsyncIterable<AnswerPart>): Promise<readonly AnswerPart[]> {
  const list: AnswerPart[] = [];
  for await (const part of parts) list.push(part);
  return list;
}

const isBytes = (contentType: string): boolean =>
  /^\s*(application\/(dicom|octet-stream)|image\/)/i.test(contentType) && !/json|xml|svg/i.test(contentType);

async function* bodies(
  answer: ReadableStream<Uint8Array>,
  boundary: string,
  answerType: string,
  memory: PartMemory | undefined,
): AsyncGenerator<AnswerPart> {
  const { read, stop } = readerOf(answer);
  try {
    for await (const { headers, body } of readMultipart(read, boundary, memory))
      yield { contentType: headers.get('content-type') ?? typeParameter(answerType), body };
  } finally {
    await stop();
  }
}

/** `type` of multipart/related speaks for parts that say nothing, with the transfer syntax beside it. */
function typeParameter(answerType: string): string {
  const type = /;\s*type=(?:"([^"]+)"|([^\s;"]+))/i.exec(answerType);
  const syntax = /;\s*transfer-syntax=(?:"([^"]+)"|([^\s;"]+))/i.exec(answerType);
  return `${type?.[1] ?? type?.[2] ?? ''}${syntax === null ? '' : `; transfer-syntax=${syntax[1] ?? syntax[2] ?? ''}`}`;
}

async function* wholeBody(response: Response, contentType: string): AsyncGenerator<AnswerPart> {
  yield { contentType, body: new Uint8Array(await response.arrayBuffer()) };
}

interface ByteReader {
  readonly read: ReadBytes;
  /** Stops the answer, where it has not ended. */
  readonly stop: () => Promise<void>;
}

/** Straight into memory of ours, where the browser can: nothing is copied and no memory asked for on the way. */
function readerOf(body: ReadableStream<Uint8Array>): ByteReader {
  try {
    const reader = body.getReader({ mode: 'byob' });
    return byteReader(reader, (room) => reader.read(room()));
  } catch {
    // By reader: not every browser iterates over a stream.
    const reader = body.getReader();
    return byteReader(reader, () => reader.read());
  }
}

const byteReader = (
  reader: ReadableStreamGenericReader,
  next: (
    room: Parameters<ReadBytes>[0],
  ) => Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>,
): ByteReader => ({
  read: async (room) => {
    const { done, value } = await next(room);
    return done ? null : (value ?? null);
  },
  stop: () => reader.cancel().catch(() => undefined),
});
