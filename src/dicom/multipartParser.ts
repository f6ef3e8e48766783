import type { Issue, Result } from '../domain/result.ts';
import { err, issue, ok, unreachable } from '../domain/result.ts';
import { asciiBytes, asciiText } from './ascii.ts';
import { isUnshared, PartMemory } from './partMemory.ts';
import { PendingBytes } from './pendingBytes.ts';

export interface MultipartPart {
  /** Header names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

const CR = 0x0d;
const LF = 0x0a;
const CLOSING = asciiBytes('--');
const MAX_BOUNDARY_LINE_BYTES = 1024;
const MAX_HEADER_BYTES = 65_536;
const MAX_PART_BYTES = 2 ** 31 - 1;
/** Room behind a part that states its length, for the headers of the next: they take no read of their own then. */
const HEADER_ROOM_BYTES = 256;
/** Where they are longer: little of the next part comes with them. */
const SMALL_ROOM_BYTES = 4096;
const LARGE_ROOM_BYTES = 262_144;

type State =
  | { readonly kind: 'preamble' }
  | { readonly kind: 'after-boundary' }
  | { readonly kind: 'headers' }
  | {
      readonly kind: 'counted';
      readonly headers: ReadonlyMap<string, string>;
      readonly length: number;
      /** All memory of the part: what a read handed over leaves it with no bytes, and comes back in `push`. */
      memory: ArrayBuffer;
      filled: number;
    }
  | {
      readonly kind: 'scanned';
      readonly headers: ReadonlyMap<string, string>;
      /** Pending bytes that hold no delimiter. */
      scanned: number;
    }
  | { readonly kind: 'end-of-counted' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly problem: Issue };

/**
 * `multipart/related` (RFC 2046, 2387; PS3.18 8.6.1.2) as it arrives: chunks in, whole parts out. A part that states
 * its Content-Length is copied once, straight into its own buffer, or read into it (`nextRoom`); others are cut at the
 * boundary.
 */
export class MultipartParser {
  private readonly delimiter: Uint8Array;
  private readonly pending = new PendingBytes();
  private state: State = { kind: 'preamble' };
  private room: ArrayBuffer = new ArrayBuffer(0);
  private roomIsLent = false;
  private roomBytes = LARGE_ROOM_BYTES;
  private readonly memory: PartMemory;

  /** @param memory - where bodies of parts that state their length come from */
  constructor(boundary: string, memory = new PartMemory()) {
    this.memory = memory;
    this.delimiter = asciiBytes(`\r\n--${boundary}`);
    // A leading line break makes the first delimiter look like all others.
    this.pending.append(asciiBytes('\r\n'));
  }

  /**
   * Memory to read the next bytes into, for a source that can; it may hand the buffer over (as readers of byte streams do)
   * and `push` what it got back. Bytes of a part that states its length are then where they belong, and not copied.
   */
  nextRoom(): Uint8Array<ArrayBuffer> {
    if (this.state.kind === 'counted') {
      const { memory, filled, length } = this.state;
      return new Uint8Array(memory, filled, length + HEADER_ROOM_BYTES - filled);
    }
    if (this.room.byteLength !== this.roomBytes) this.room = new ArrayBuffer(this.roomBytes);
    this.roomIsLent = true;
    return new Uint8Array(this.room);
  }

  /**
   * Parts completed by this chunk, in order; the error once the stream cannot be read further. Unless it is in memory of
   * `nextRoom`, nothing of the chunk is kept.
   */
  push(chunk: Uint8Array): Result<readonly MultipartPart[]> {
    const parts: MultipartPart[] = [];
    let rest = chunk;
    if (this.state.kind === 'counted' && this.pending.length === 0)
      rest = this.fillCounted(this.state, chunk, parts);
    else if (this.roomIsLent && isUnshared(chunk.buffer)) this.room = chunk.buffer;
    this.roomIsLent = false;
    if (rest.length > 0) this.pending.append(rest);
    while (this.step(parts));
    return this.state.kind === 'failed' ? err(this.state.problem) : ok(parts);
  }

  /** Call at the end of the stream: an error unless the closing boundary was seen. */
  finish(): Result<null> {
    if (this.state.kind === 'failed') return err(this.state.problem);
    if (this.state.kind === 'done') return ok(null);
    return err(issue('multipart-cut', 'The answer ended before its closing boundary.'));
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
        const available = this.pending.view();
        const rest = this.fillCounted(state, available, parts);
        this.pending.skip(available.length - rest.length);
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
    const at = this.pending.indexOfAll(this.delimiter);
    if (at < 0) {
      this.pending.skip(Math.max(0, this.pending.length - this.delimiter.length + 1));
      return false;
    }
    return this.passDelimiter(at);
  }

  private passDelimiter(at: number): true {
    this.pending.skip(at + this.delimiter.length);
    this.state = { kind: 'after-boundary' };
    return true;
  }

  /** After a delimiter: `--` closes the message, else optional blanks and the line end start the headers. */
  private readBoundaryTail(): boolean {
    if (this.pending.length < CLOSING.length) return false;
    if (this.pending.hasAt(CLOSING, 0)) {
      this.state = { kind: 'done' };
      return false;
    }
    const line = this.pending.indexOf(LF);
    if (line < 0)
      return this.pending.length > MAX_BOUNDARY_LINE_BYTES && this.fail('A boundary line does not end.');
    this.pending.skip(line + 1);
    this.state = { kind: 'headers' };
    return true;
  }

  private readHeaders(): boolean {
    const lines: string[] = [];
    let position = 0;
    for (;;) {
      const end = this.pending.indexOf(LF, position);
      if (end < 0)
        return this.pending.length > MAX_HEADER_BYTES && this.fail('The headers of a part do not end.');
      const line = this.pending.view(position, end);
      position = end + 1;
      const content = asciiText(line.at(-1) === CR ? line.subarray(0, -1) : line);
      if (content === '') break;
      lines.push(content);
    }
    this.pending.skip(position);
    return this.startBody(headersOf(lines));
  }

  private startBody(headers: ReadonlyMap<string, string>): boolean {
    const stated = headers.get('content-length');
    if (stated === undefined || !/^\d+$/.test(stated)) {
      this.roomBytes = LARGE_ROOM_BYTES;
      this.state = { kind: 'scanned', headers, scanned: 0 };
      return true;
    }
    const length = Number(stated);
    if (length > MAX_PART_BYTES) return this.fail('A part claims more than 2 GiB.');
    this.roomBytes = SMALL_ROOM_BYTES;
    this.state = {
      kind: 'counted',
      headers,
      length,
      memory: this.memory.take(length + HEADER_ROOM_BYTES),
      filled: 0,
    };
    return true;
  }

  /** Copies into the part's own memory what is not there yet, and returns what is left of `chunk`. */
  private fillCounted(
    state: State & { kind: 'counted' },
    chunk: Uint8Array,
    parts: MultipartPart[],
  ): Uint8Array {
    const count = Math.min(chunk.length, state.length - state.filled);
    const own = ownMemory(state, chunk);
    if (own === null) new Uint8Array(state.memory).set(chunk.subarray(0, count), state.filled);
    else state.memory = own;
    state.filled += count;
    if (state.filled === state.length) {
      parts.push({ headers: state.headers, body: new Uint8Array(state.memory, 0, state.length) });
      this.state = { kind: 'end-of-counted' };
    }
    return chunk.subarray(count);
  }

  private expectDelimiter(): boolean {
    if (this.pending.length < this.delimiter.length) return false;
    if (!this.pending.hasAt(this.delimiter, 0))
      return this.fail('A part is longer or shorter than its Content-Length.');
    return this.passDelimiter(0);
  }

  private scanBody(state: State & { kind: 'scanned' }, parts: MultipartPart[]): boolean {
    const at = this.pending.indexOfAll(this.delimiter, state.scanned);
    if (at < 0) {
      state.scanned = Math.max(0, this.pending.length - this.delimiter.length + 1);
      return false;
    }
    parts.push({ headers: state.headers, body: this.pending.view(0, at).slice() });
    return this.passDelimiter(at);
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

/** The memory of the part, where `chunk` was read into it; null where it came in other memory. */
function ownMemory(state: State & { kind: 'counted' }, chunk: Uint8Array): ArrayBuffer | null {
  const { buffer, byteOffset } = chunk;
  if (byteOffset !== state.filled || !isUnshared(buffer)) return null;
  return buffer === state.memory || state.memory.byteLength < state.length ? buffer : null;
}
