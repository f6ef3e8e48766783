import type { FileCode } from '../domain/vocabulary/terms.ts';
import type { FileVerdict, InstanceHeader, StudySummary } from './model.ts';
import { parseInstance } from './parseInstance.ts';
import { summarizeStudies } from './summaries.ts';

interface Entry {
  readonly index: number;
  readonly header: InstanceHeader;
  readonly digest: string;
}

/**
 * Takes files one by one, in any order, and answers for every one of them. The same code stands behind a drop on the
 * page, the archive folder and `inspect`. Headers are kept, bytes are not.
 */
export class DicomImport {
  private readonly rows: FileVerdict[] = [];
  private readonly used = new Map<string, Entry>();

  /** Verdict of this file, and its header when the file is used. */
  add(
    path: string,
    bytes: Uint8Array,
  ): { readonly verdict: FileVerdict; readonly header: InstanceHeader | null } {
    const { header, verdict } = parseInstance(bytes, path);
    if (!verdict.used || header === null) return { verdict: this.record(verdict), header: null };
    const entry: Entry = { index: this.rows.length, header, digest: digestOf(bytes) };
    const earlier = this.used.get(header.sopInstanceUid);
    if (earlier !== undefined && wholeFrames(earlier.header) >= wholeFrames(header))
      return { verdict: this.record(duplicateOf(path, earlier.digest === entry.digest)), header: null };
    if (earlier !== undefined) this.replaceByWhole(earlier);
    this.used.set(header.sopInstanceUid, entry);
    return { verdict: this.record(verdict), header };
  }

  /** A file that could not be handed over: unreadable, beyond a limit, or inside a broken archive. */
  addRefused(path: string, code: FileCode, message: string): FileVerdict {
    return this.record({ path, used: false, code, kept: null, message });
  }

  /** A row for an archive whose members have rows of their own. */
  addArchive(path: string, members: number): FileVerdict {
    const kept = members === 1 ? '1 file' : `${members} files`;
    return this.record({
      path,
      used: true,
      code: 'ok',
      kept,
      message: 'Archive: each file in it has its own row.',
    });
  }

  /** The pixels of a used file proved undecodable, or no decoder for them is here: it is taken out of its series. */
  markUndecodable(
    sopInstanceUid: string,
    message: string,
    code: 'decode-failed' | 'unsupported-syntax' = 'decode-failed',
  ): void {
    const entry = this.used.get(sopInstanceUid);
    if (entry === undefined) return;
    this.used.delete(sopInstanceUid);
    this.rewrite(entry.index, code, message);
  }

  /** One row a file, in the order they came. */
  verdicts(): readonly FileVerdict[] {
    return [...this.rows];
  }

  studies(): readonly StudySummary[] {
    return summarizeStudies([...this.used.values()].map(({ header }) => header));
  }

  private record(verdict: FileVerdict): FileVerdict {
    this.rows.push(verdict);
    return verdict;
  }

  private rewrite(index: number, code: FileCode, message: string): void {
    const row = this.rows[index];
    if (row !== undefined) this.rows[index] = { path: row.path, used: false, code, kept: null, message };
  }

  private replaceByWhole(earlier: Entry): void {
    this.rewrite(
      earlier.index,
      'duplicate',
      'The same image came again with more frames: the more complete file is used.',
    );
  }
}

const wholeFrames = (header: InstanceHeader): number => header.pixelData?.intactFrames ?? 0;

function duplicateOf(path: string, identical: boolean): FileVerdict {
  const message = identical
    ? 'The same file came before: it is used once.'
    : 'Another file with the same SOP Instance UID but other content came before. The first one is used; check at the source which is right.';
  return { path, used: false, code: 'duplicate', kept: null, message };
}

/** FNV-1a over all bytes and the length: tells an identical copy from other content, no more. */
function digestOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${bytes.length}:${hash >>> 0}`;
}
