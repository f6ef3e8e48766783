import { indexOfBytes, startsWithBytes } from './ascii.ts';

/**
 * Bytes of a stream that have come and are not read yet; every offset counts from the first of them. Grows by doubling,
 * and what has been read makes room for what comes.
 */
export class PendingBytes {
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  append(more: Uint8Array): void {
    const kept = this.length;
    if (this.end + more.length > this.bytes.length) {
      const needed = kept + more.length;
      const target = needed * 2 > this.bytes.length ? new Uint8Array(Math.max(needed * 2, 4096)) : this.bytes;
      target.set(this.bytes.subarray(this.start, this.end), 0);
      this.bytes = target;
      this.start = 0;
      this.end = kept;
    }
    this.bytes.set(more, this.end);
    this.end += more.length;
  }

  skip(count: number): void {
    this.start += count;
  }

  /** Offset of a byte from `from` on; −1 if it has not come. */
  indexOf(byte: number, from = 0): number {
    const at = this.bytes.indexOf(byte, this.start + from);
    return at < 0 || at >= this.end ? -1 : at - this.start;
  }

  /** Offset of a run of bytes from `from` on; −1 if it has not come whole. */
  indexOfAll(wanted: Uint8Array, from = 0): number {
    const at = indexOfBytes(this.bytes, wanted, this.start + from, this.end);
    return at < 0 ? -1 : at - this.start;
  }

  /** Whether `wanted`, all of which must have come, stands at `at`. */
  hasAt(wanted: Uint8Array, at: number): boolean {
    return startsWithBytes(this.bytes, wanted, this.start + at);
  }

  /** Valid until the next `append`. */
  view(from = 0, to = this.length): Uint8Array {
    return this.bytes.subarray(this.start + from, this.start + to);
  }
}
