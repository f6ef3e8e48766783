import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileCode } from '../domain/vocabulary/terms.ts';
import { LIMITS } from '../dicom/limits.ts';

/** A file, or what stands in the place of one: a link, a pipe, a folder that cannot be opened. `readFound` tells. */
export interface FoundFile {
  /** Below where the search began, with forward slashes; bytes that are not UTF-8 read as Latin-1. */
  readonly name: string;
  /** Bytes: a name on the disk need not be text. */
  readonly place: Buffer;
}

/** Why a found file gives no bytes, as a row of `inspect` says it. */
export interface Refusal {
  readonly code: FileCode;
  readonly message: string;
}

/** Everything at or below a path in a stable order; null where the path itself cannot be read. Links to folders are not followed. */
export async function filesBelow(path: string): Promise<readonly FoundFile[] | null> {
  const place = Buffer.from(path);
  try {
    if (!(await stat(place)).isDirectory()) return [{ name: basename(path), place }];
    return await walk(place, '');
  } catch {
    return null; // absent, or closed to us: the caller says so
  }
}

async function walk(folder: Buffer, prefix: string): Promise<readonly FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  const files: FoundFile[] = [];
  for (const entry of entries.toSorted((a, b) => Buffer.compare(a.name, b.name))) {
    const place = Buffer.concat([folder, Buffer.from('/'), entry.name]);
    const name = `${prefix}${textOf(entry.name)}`;
    if (!entry.isDirectory()) files.push({ name, place });
    else
      files.push(
        ...(await walk(place, `${name}/`).catch((): readonly FoundFile[] => [{ name: `${name}/`, place }])),
      );
  }
  return files;
}

function textOf(name: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    return name.toString('latin1');
  }
}

/** The bytes of a found file, or why there are none. Only regular files are opened: a pipe would never end. */
export async function readFound({ place }: FoundFile): Promise<Uint8Array | Refusal> {
  try {
    const found = await stat(place);
    if (found.isDirectory()) return (await lstat(place)).isDirectory() ? CLOSED_FOLDER : FOLDER_LINK;
    if (!found.isFile()) return NO_FILE;
    return found.size > LIMITS.fileBytes ? TOO_LARGE : new Uint8Array(await readFile(place));
  } catch {
    return UNREADABLE; // a dangling link, no permission, gone since the listing
  }
}

export const isRefusal = (read: Uint8Array | Refusal): read is Refusal => !(read instanceof Uint8Array);

const CLOSED_FOLDER: Refusal = {
  code: 'malformed',
  message: 'The folder cannot be opened. Check its permissions.',
};
const FOLDER_LINK: Refusal = {
  code: 'not-dicom',
  message: 'A link to a folder: it is not followed. Name that folder itself.',
};
const NO_FILE: Refusal = {
  code: 'not-dicom',
  message: 'A pipe, socket or device, not a file: it is not read.',
};
const TOO_LARGE: Refusal = {
  code: 'too-large',
  message: 'The file is larger than 2 GiB. Split it at the source.',
};
const UNREADABLE: Refusal = {
  code: 'malformed',
  message: 'The file cannot be read from the disk: no permission, or a link that leads nowhere.',
};
