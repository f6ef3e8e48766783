import type { Issue } from '../domain/result.ts';
import { asciiBytes } from './ascii.ts';
import { MultipartParser, type MultipartPart } from './multipartParser.ts';
import { PartMemory } from './partMemory.ts';

/** Boundary parameter of a `Content-Type: multipart/…` value; null when it is not multipart. */
export function multipartBoundary(contentType: string): string | null {
  if (!/^\s*multipart\//i.test(contentType)) return null;
  const match = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** The next bytes of a stream, null at its end; a source that can reads them into `room`, and may hand its buffer over. */
export type ReadBytes = (room: () => Uint8Array<ArrayBuffer>) => Promise<Uint8Array | null>;

/** Parts of a whole response body, as they complete. Ends with a thrown `MultipartError` when the body is broken. */
export async function* readMultipart(
  read: ReadBytes,
  boundary: string,
  memory = new PartMemory(),
): AsyncGenerator<MultipartPart, void, undefined> {
  const parser = new MultipartParser(boundary, memory);
  const room = (): Uint8Array<ArrayBuffer> => parser.nextRoom();
  for (let chunk = await read(room); chunk !== null; chunk = await read(room)) {
    const parts = parser.push(chunk);
    if (!parts.ok) throw new MultipartError(parts.error);
    yield* parts.value;
  }
  const end = parser.finish();
  if (!end.ok) throw new MultipartError(end.error);
}

/** As `readMultipart`, of chunks that the source makes. */
export async function* multipartParts(
  chunks: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<MultipartPart, void, undefined> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read = async (): Promise<Uint8Array | null> => {
    const { done, value } = await iterator.next();
    return done === true ? null : value;
  };
  try {
    yield* readMultipart(read, boundary);
  } finally {
    await iterator.return?.();
  }
}

export class MultipartError extends Error {
  readonly problem: Issue;
  constructor(problem: Issue) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Bytes before the body of each part; with them `multipartEnd`, nothing else, makes a message. */
export const multipartPartHeader = (boundary: string, contentType: string, length: number): Uint8Array =>
  asciiBytes(`\r\n--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n\r\n`);

export const multipartEnd = (boundary: string): Uint8Array => asciiBytes(`\r\n--${boundary}--\r\n`);
