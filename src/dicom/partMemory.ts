/** One part that is read and one that is decoded. */
const MAX_SPARE = 2;
/** Larger files are few, and nobody wants to keep their memory. */
const MAX_SPARE_BYTES = 4 * 2 ** 20;

/**
 * Memory for the parts of an answer, one after the other. What nobody reads any more may be given back and is filled
 * anew: fresh memory costs a page fault for each 4 KiB, a quarter of the time that a large series takes to be read.
 */
export class PartMemory {
  private spare: ArrayBuffer[] = [];
  private closed = false;

  /** At least `length` bytes, with anything in them. */
  take(length: number): ArrayBuffer {
    const spare = this.spare.pop();
    return spare !== undefined && spare.byteLength >= length ? spare : new ArrayBuffer(length);
  }

  /** All of the memory that `bytes` lie in: no view of it may be read after that. */
  giveBack({ buffer }: Uint8Array): void {
    if (this.closed || !isUnshared(buffer) || buffer.byteLength === 0 || buffer.byteLength > MAX_SPARE_BYTES)
      return;
    if (this.spare.length < MAX_SPARE && !this.spare.includes(buffer)) this.spare.push(buffer);
  }

  /** Nothing is kept from now on. */
  close(): void {
    this.closed = true;
    this.spare = [];
  }
}

/** By its tag: `instanceof` does not know buffers of another realm. */
export const isUnshared = (buffer: ArrayBufferLike): buffer is ArrayBuffer =>
  buffer[Symbol.toStringTag] === 'ArrayBuffer';
