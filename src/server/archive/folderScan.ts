import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileVerdict, InstanceHeader } from '../../dicom/model.ts';
import { parseInstance } from '../../dicom/parseInstance.ts';
import { hasCode } from '../errno.ts';

/** What is known of one file below the archive folder. Valid as long as size and modification time are unchanged. */
export interface IndexedFile {
  /** Relative to the archive folder, `/` between names. */
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly header: InstanceHeader | null;
  readonly verdict: FileVerdict;
}
export interface FolderState {
  readonly path: string;
  readonly mtimeMs: number;
}
export interface FolderScan {
  readonly files: readonly IndexedFile[];
  readonly folders: readonly FolderState[];
  /** Read anew, not taken over: 0 means nothing to write to the cache. */
  readonly changed: number;
}

const PARALLEL_READS = 4;

/** Every file below `root`, parsed where size or time differ from what is known. Links and hidden names are not followed. */
export async function scanFolder(root: string, known: ReadonlyMap<string, IndexedFile>): Promise<FolderScan> {
  const found = await walk(root, '');
  let changed = found.files.length === known.size ? 0 : 1;
  const files: IndexedFile[] = [];
  const waiting = found.files.values();
  const worker = async (): Promise<void> => {
    for (const path of waiting) {
      const file = await indexFile(root, path, known.get(path));
      if (file === null) continue;
      if (file !== known.get(path)) changed += 1;
      files.push(file);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, worker));
  return {
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    folders: found.folders,
    changed,
  };
}

/** A cheap look: has any folder gained or lost a name since? In-place changes of a file do not show here. */
export async function foldersChanged(root: string, folders: readonly FolderState[]): Promise<boolean> {
  for (const { path, mtimeMs } of folders) {
    const now = await statIfThere(join(root, path));
    if (now === null || now.mtimeMs !== mtimeMs) return true;
  }
  return folders.length === 0;
}

/** Still the file that was indexed? */
export async function isUnchanged(root: string, file: IndexedFile): Promise<boolean> {
  const now = await statIfThere(join(root, file.path));
  return now !== null && now.size === file.bytes && now.mtimeMs === file.mtimeMs;
}

async function walk(
  root: string,
  below: string,
): Promise<{ readonly files: string[]; readonly folders: FolderState[] }> {
  const here = await statIfThere(join(root, below));
  if (here === null) return { files: [], folders: [] };
  const files: string[] = [];
  const folders: FolderState[] = [{ path: below, mtimeMs: here.mtimeMs }];
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) files.push(path);
    if (entry.isDirectory()) {
      const inner = await walk(root, path);
      files.push(...inner.files);
      folders.push(...inner.folders);
    }
  }
  return { files, folders };
}

async function indexFile(
  root: string,
  path: string,
  known: IndexedFile | undefined,
): Promise<IndexedFile | null> {
  const now = await statIfThere(join(root, path));
  if (now === null) return null;
  if (known !== undefined && known.bytes === now.size && known.mtimeMs === now.mtimeMs) return known;
  return { path, bytes: now.size, mtimeMs: now.mtimeMs, ...(await parseFile(join(root, path), path)) };
}

async function parseFile(absolute: string, path: string): Promise<Pick<IndexedFile, 'header' | 'verdict'>> {
  try {
    return parseInstance(await readFile(absolute), path);
  } catch (error) {
    const tooLarge = hasCode(error, 'ERR_FS_FILE_TOO_LARGE');
    return {
      header: null,
      verdict: {
        path,
        used: false,
        code: tooLarge ? 'too-large' : 'malformed',
        kept: null,
        message: tooLarge
          ? 'The file is larger than 2 GiB. Split the object.'
          : 'The file could not be read from the disk.',
      },
    };
  }
}

async function statIfThere(
  path: string,
): Promise<{ readonly size: number; readonly mtimeMs: number } | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
