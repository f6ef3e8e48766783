import type { Issue } from '../domain/result.ts';
import { asciiBytes } from './ascii.ts';
import { MultipartParser, type MultipartPart } from './multipartParser.ts';

/** Boundary parameter of a `Content-Type: multipart/…` value; null when it is not multipart. */
export function multipartBoundary(contentType: string): string | null {
  if (!/^\s*multipart\//i.test(contentType)) return null;
  const match = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** Parts of a whole response body, as they complete. Ends with a thrown `MultipartError` when the body is broken. */
export async function* multipartParts(
  chunks: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<MultipartPart, void, undefined> {
  const parser = new MultipartParser(boundary);
  for await (const chunk of chunks) {
    const parts = parser.push(chunk);
    if (!parts.ok) throw new MultipartError(parts.error);
    yield* parts.value;
  }
  const end = parser.finish();
  if (!end.ok) throw new MultipartError(end.error);
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
