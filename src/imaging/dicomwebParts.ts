import { multipartBoundary, multipartParts } from '../dicom/multipart.ts';
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
 * @throws SourceError where the archive refuses, fails, or answers with something else (a log-in page, DICOM JSON)
 */
export async function openParts(
  request: typeof fetch,
  url: string,
  accept: string,
  signal: AbortSignal,
): Promise<AsyncIterable<AnswerPart>> {
  const response = await request(url, { headers: { Accept: accept }, signal });
  if (response.status === 401 || response.status === 403) throw new SourceError(NOT_ALLOWED);
  if (!response.ok || response.body === null) throw new SourceError(NOT_SENT);
  const contentType = response.headers.get('content-type') ?? '';
  const boundary = multipartBoundary(contentType);
  if (boundary !== null) return bodies(multipartParts(chunksOf(response.body), boundary), contentType);
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
  parts: AsyncIterable<{ readonly headers: ReadonlyMap<string, string>; readonly body: Uint8Array }>,
  answerType: string,
): AsyncGenerator<AnswerPart> {
  for await (const { headers, body } of parts)
    yield { contentType: headers.get('content-type') ?? typeParameter(answerType), body };
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

/** A chunk is only good until the next is asked for: where the browser can read into our memory, they share it. */
function chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    return intoOneBuffer(body.getReader({ mode: 'byob' }));
  } catch {
    return asTheyCome(body.getReader());
  }
}

const CHUNK_BYTES = 262_144;

/** Twice as fast as chunks that the browser makes: no memory is asked for on the way. */
async function* intoOneBuffer(reader: ReadableStreamBYOBReader): AsyncGenerator<Uint8Array> {
  let memory = new Uint8Array(CHUNK_BYTES);
  try {
    for (;;) {
      const { done, value } = await reader.read(memory);
      if (done) return;
      yield value;
      memory = new Uint8Array(value.buffer);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** By reader: not every browser iterates over a stream. */
async function* asTheyCome(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
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
