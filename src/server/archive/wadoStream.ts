import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { multipartEnd, multipartPartHeader } from '../../dicom/multipart.ts';

const CHUNK_BYTES = 1024 * 1024;

export interface MultipartStream {
  readonly contentType: string;
  readonly body: Readable;
}

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** A part from a file on disk, whole or from `offset` on for `length` bytes; or bytes that are at hand. */
export type Part =
  | { readonly kind: 'file'; readonly path: string; readonly contentType: string; readonly range?: ByteRange }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly contentType: string };

/**
 * `multipart/related` straight from disk: one file open at a time, read only as fast as the client takes it, each part
 * with its Content-Length. When the client goes away the generator is returned and the file is closed.
 */
export function multipartStream(
  parts: AsyncIterable<Part> | Iterable<Part>,
  rootType: string,
): MultipartStream {
  const boundary = `patchpoint-${randomBytes(12).toString('hex')}`;
  return {
    contentType: `multipart/related; type="${rootType}"; boundary=${boundary}`,
    body: Readable.from(chunksOf(parts, boundary), { objectMode: false, highWaterMark: CHUNK_BYTES }),
  };
}

async function* chunksOf(
  parts: AsyncIterable<Part> | Iterable<Part>,
  boundary: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const part of parts) {
    if (part.kind === 'bytes') {
      yield multipartPartHeader(boundary, part.contentType, part.bytes.length);
      yield part.bytes;
    } else {
      yield* fileChunks(part.path, part.range ?? null, (length) =>
        multipartPartHeader(boundary, part.contentType, length),
      );
    }
  }
  yield multipartEnd(boundary);
}

/** One file as it is, without multipart. */
export const fileStream = (path: string): Readable =>
  Readable.from(fileChunks(path, null, null), { objectMode: false, highWaterMark: CHUNK_BYTES });

/** Length and bytes come from the same open file: a file replaced meanwhile does not break the message. */
async function* fileChunks(
  path: string,
  range: ByteRange | null,
  headerOf: ((length: number) => Uint8Array) | null,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path, 'r');
  try {
    const { offset, length } = range ?? { offset: 0, length: (await file.stat()).size };
    if (headerOf !== null) yield headerOf(length);
    for (let done = 0; done < length;) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, length - done));
      const { bytesRead } = await file.read(chunk, 0, chunk.length, offset + done);
      if (bytesRead === 0) throw new Error('A file became shorter while it was sent.');
      done += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
