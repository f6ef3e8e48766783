import type { Issue, Result } from '../domain/result.ts';
import { err, issue, ok, unreachable } from '../domain/result.ts';
import { asciiBytes, asciiText, indexOfBytes, startsWithBytes } from './ascii.ts';

/**
 * `multipart/related` (RFC 2046, 2387; PS3.18 8.6.1.2) as it arrives: chunks in, whole parts out. A part that states
 * its Content-Length is copied once, straight into its own buffer; others are cut at the boundary.
 */
export interface MultipartPart {
  /** Header names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

const CR = 0x0d;
const LF = 0x0a;
const DASH = 0x2d;
const MAX_HEADER_BYTES = 65_536;
const MAX_PART_BYTES = 2 ** 31 - 1;

type State =
  | { readonly kind: 'preamble' }
  | { readonly kind: 'after-boundary' }
  | { readonly kind: 'headers' }
  | {
      readonly kind: 'counted';
      readonly headers: ReadonlyMap<string, string>;
      readonly body: Uint8Array;
      filled: number;
    }
  | {
      readonly kind: 'scanned';
      readonly headers: ReadonlyMap<string, string>;
      /** Bytes after `start` that hold no delimiter. */ scanned: number;
    }
  | { readonly kind: 'end-of-counted' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly problem: Issue };

export class MultipartParser {
  private readonly delimiter: Uint8Array;
  private pending: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;
  private state: State = { kind: 'preamble' };

  constructor(boundary: string) {
    this.delimiter = asciiBytes(`\r\n--${boundary}`);
    // A leading line break makes the first delimiter look like all others.
    this.append(asciiBytes('\r\n'));
  }

  /** Parts completed by this chunk, in order; the error once the stream cannot be read further. */
  push(chunk: Uint8Array): Result<readonly MultipartPart[]> {
    const parts: MultipartPart[] = [];
    let rest = chunk;
    if (this.state.kind === 'counted' && this.start === this.end)
      rest = this.fillCounted(this.state, chunk, parts);
    if (rest.length > 0) this.append(rest);
    while (this.step(parts));
    return this.state.kind === 'failed' ? err(this.state.problem) : ok(parts);
  }

  /** Call at the end of the stream: an error unless the closing boundary was seen. */
  finish(): Result<null> {
    if (this.state.kind === 'failed') return err(this.state.problem);
    if (this.state.kind === 'done') return ok(null);
    return err(issue('multipart-cut', 'The answer ended before its closing boundary.'));
  }

  private append(bytes: Uint8Array): void {
    const kept = this.end - this.start;
    if (this.end + bytes.length > this.pending.length) {
      const needed = kept + bytes.length;
      const target =
        needed * 2 > this.pending.length ? new Uint8Array(Math.max(needed * 2, 4096)) : this.pending;
      target.set(this.pending.subarray(this.start, this.end), 0);
      this.pending = target;
      this.start = 0;
      this.end = kept;
    }
    this.pending.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** One transition; false when more bytes are needed. */
  private step(parts: MultipartPart[]): boolean {
    const { state } = this;
    switch (state.kind) {
      case 'preamble':
        return this.skipPreamble();
      case 'after-boundary':
        return this.readBoundaryTail();
      case 'headers':
        return this.readHeaders();
      case 'counted': {
        const available = this.pending.subarray(this.start, this.end);
        const rest = this.fillCounted(state, available, parts);
        this.start += available.length - rest.length;
        return this.state.kind !== 'counted';
      }
      case 'scanned':
        return this.scanBody(state, parts);
      case 'end-of-counted':
        return this.expectDelimiter();
      case 'done':
      case 'failed':
        return false;
      default:
        return unreachable(state);
    }
  }

  private fail(message: string): false {
    this.state = { kind: 'failed', problem: issue('multipart-malformed', message) };
    return false;
  }

  private skipPreamble(): boolean {
    const at = indexOfBytes(this.pending, this.delimiter, this.start, this.end);
    if (at < 0) {
      this.start = Math.max(this.start, this.end - this.delimiter.length + 1);
      return false;
    }
    this.start = at + this.delimiter.length;
    this.state = { kind: 'after-boundary' };
    return true;
  }

  /** After a delimiter: `--` closes the message, else optional blanks and the line end start the headers. */
  private readBoundaryTail(): boolean {
    if (this.end - this.start < 2) return false;
    if (this.pending[this.start] === DASH && this.pending[this.start + 1] === DASH) {
      this.state = { kind: 'done' };
      return false;
    }
    const line = this.pending.indexOf(LF, this.start);
    if (line < 0 || line >= this.end)
      return this.end - this.start > 1024 ? this.fail('A boundary line does not end.') : false;
    this.start = line + 1;
    this.state = { kind: 'headers' };
    return true;
  }

  private readHeaders(): boolean {
    const text: string[] = [];
    let position = this.start;
    for (;;) {
      const line = this.pending.indexOf(LF, position);
      if (line < 0 || line >= this.end)
        return this.end - this.start > MAX_HEADER_BYTES
          ? this.fail('The headers of a part do not end.')
          : false;
      const lineEnd = line > position && this.pending[line - 1] === CR ? line - 1 : line;
      const content = asciiText(this.pending.subarray(position, lineEnd));
      position = line + 1;
      if (content === '') break;
      text.push(content);
    }
    this.start = position;
    return this.startBody(headersOf(text));
  }

  private startBody(headers: ReadonlyMap<string, string>): boolean {
    const stated = headers.get('content-length');
    if (stated === undefined || !/^\d+$/.test(stated)) {
      this.state = { kind: 'scanned', headers, scanned: 0 };
      return true;
    }
    const length = Number(stated);
    if (length > MAX_PART_BYTES) return this.fail('A part claims more than 2 GiB.');
    this.state = { kind: 'counted', headers, body: new Uint8Array(length), filled: 0 };
    return true;
  }

  /** Copies into the part's own buffer and returns what is left of `chunk`. */
  private fillCounted(
    state: State & { kind: 'counted' },
    chunk: Uint8Array,
    parts: MultipartPart[],
  ): Uint8Array {
    const count = Math.min(chunk.length, state.body.length - state.filled);
    state.body.set(chunk.subarray(0, count), state.filled);
    state.filled += count;
    if (state.filled === state.body.length) {
      parts.push({ headers: state.headers, body: state.body });
      this.state = { kind: 'end-of-counted' };
    }
    return chunk.subarray(count);
  }

  private expectDelimiter(): boolean {
    if (this.end - this.start < this.delimiter.length) return false;
    if (!startsWithBytes(this.pending, this.delimiter, this.start))
      return this.fail('A part is longer or shorter than its Content-Length.');
    this.start += this.delimiter.length;
    this.state = { kind: 'after-boundary' };
    return true;
  }

  private scanBody(state: State & { kind: 'scanned' }, parts: MultipartPart[]): boolean {
    const at = indexOfBytes(this.pending, this.delimiter, this.start + state.scanned, this.end);
    if (at < 0) {
      state.scanned = Math.max(0, this.end - this.start - this.delimiter.length + 1);
      return false;
    }
    parts.push({ headers: state.headers, body: this.pending.slice(this.start, at) });
    this.start = at + this.delimiter.length;
    this.state = { kind: 'after-boundary' };
    return true;
  }
}

function headersOf(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
}

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
