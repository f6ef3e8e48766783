import { configure, Uint8ArrayReader, Writer, ZipReader } from '@zip.js/zip.js';
import type { FileCode } from '../domain/vocabulary/terms.ts';
import { isZip } from './fileKind.ts';

/** A file found inside an archive, or the reason why it is not opened. Paths are `archive.zip/inner/name`. */
export type ArchiveEntry =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly path: string; readonly code: FileCode; readonly message: string };

/** Bounds against archives that unpack to more than anyone meant to send. Real studies stay far below. */
export const ZIP_LIMITS = {
  depth: 3,
  entries: 50_000,
  entryBytes: 2 ** 31 - 1,
  totalBytes: 2 ** 33,
  /** Beyond this size an entry may not be compressed further than `ratio`. */
  ratioFromBytes: 2 ** 26,
  ratio: 200,
} as const;

interface Budget {
  entriesLeft: number;
  bytesLeft: number;
}

// Decompression runs where the caller runs: page workers and Node need no second pool, and the CSP allows no blob.
configure({ useWebWorkers: false });

class Refusal extends Error {
  readonly code: FileCode;
  constructor(code: FileCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * All files of a ZIP, nested ZIPs included, one after another; never more than one entry is held. Total: broken,
 * encrypted and exploding archives end in `refused` rows, not in exceptions.
 *
 * @param bytes - the archive
 * @param path - its name, the first part of every path
 */
export async function* zipEntries(
  bytes: Uint8Array,
  path: string,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  yield* walk(bytes, path, 1, { entriesLeft: ZIP_LIMITS.entries, bytesLeft: ZIP_LIMITS.totalBytes });
}

async function* walk(
  bytes: Uint8Array,
  path: string,
  depth: number,
  budget: Budget,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  // Names are cleaned by safeName, and nothing is written to them: an odd one does not cost the whole archive.
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { filenameValidation: 'tolerant' });
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      const entryPath = `${path}/${safeName(entry.filename)}`;
      budget.entriesLeft -= 1;
      if (budget.entriesLeft < 0) {
        yield refused(
          path,
          'too-large',
          `The archive has more than ${ZIP_LIMITS.entries} files: the rest is not opened.`,
        );
        return;
      }
      const read = await readEntry(entry, budget);
      if (!(read instanceof Uint8Array)) yield refused(entryPath, read.code, read.message);
      else if (!isZip(read)) yield { kind: 'file', path: entryPath, bytes: read };
      else if (depth < ZIP_LIMITS.depth) yield* walk(read, entryPath, depth + 1, budget);
      else
        yield refused(
          entryPath,
          'too-large',
          `Archives inside archives are opened ${ZIP_LIMITS.depth} deep.`,
        );
    }
  } catch {
    // zip.js throws on what is no readable archive; its messages may quote names, so they are not passed on.
    yield refused(
      path,
      'malformed',
      'The ZIP archive is damaged: what was listed before was read. Pack it again.',
    );
  } finally {
    await reader.close();
  }
}

const refused = (path: string, code: FileCode, message: string): ArchiveEntry => ({
  kind: 'refused',
  path,
  code,
  message,
});

/** Names from outside: no absolute paths, no parents, forward slashes. They are shown, never opened. */
const safeName = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');

interface ReadableEntry {
  readonly encrypted: boolean;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  getData(writer: CappedWriter): Promise<unknown>;
}

async function readEntry(entry: ReadableEntry, budget: Budget): Promise<Uint8Array | Refusal> {
  const { uncompressedSize: size, compressedSize } = entry;
  if (entry.encrypted)
    return new Refusal('malformed', 'The file is encrypted inside the archive. Unpack it first.');
  if (size > ZIP_LIMITS.entryBytes) return new Refusal('too-large', 'The file unpacks to more than 2 GiB.');
  if (size > ZIP_LIMITS.ratioFromBytes && size > compressedSize * ZIP_LIMITS.ratio)
    return new Refusal(
      'too-large',
      `The file claims to unpack to more than ${ZIP_LIMITS.ratio} times its size.`,
    );
  if (size > budget.bytesLeft) return new Refusal('too-large', 'The archive unpacks to more than 8 GiB.');
  const writer = new CappedWriter(size);
  try {
    await entry.getData(writer);
  } catch (error) {
    if (error instanceof Refusal) return error;
    return new Refusal('malformed', 'The file could not be unpacked from the archive: it is damaged.');
  }
  budget.bytesLeft -= size;
  return writer.bytes();
}

/** Takes exactly as many bytes as the directory of the archive states; a longer stream is stopped. */
class CappedWriter extends Writer<Uint8Array> {
  private readonly chunks: Uint8Array[] = [];
  private readonly stated: number;
  private received = 0;

  constructor(stated: number) {
    super();
    this.stated = stated;
  }

  override writeUint8Array(chunk: Uint8Array): Promise<void> {
    this.received += chunk.length;
    if (this.received > this.stated)
      return Promise.reject(new Refusal('malformed', 'The file unpacks to more than the archive states.'));
    this.chunks.push(chunk.slice());
    return Promise.resolve();
  }

  override getData(): Promise<Uint8Array> {
    return Promise.resolve(this.bytes());
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.received);
    let offset = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, offset);
      offset += chunk.length;
    }
    return whole;
  }
}
