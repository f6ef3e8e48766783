import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode } from '../errno.ts';

/**
 * Writes a whole file or none of it: beside the target, fsync, rename, fsync of the folder. After it returns the file
 * survives the loss of power; before, no reader ever sees a part of it.
 *
 * @param mode - `replace` what is there, or `keep` it
 * @returns false when `keep` found a file of that name
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array,
  mode: 'replace' | 'keep' = 'replace',
): Promise<boolean> {
  const folder = dirname(path);
  await makeFolder(folder);
  const beside = join(folder, `.part-${randomBytes(8).toString('hex')}`);
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (mode === 'replace') await rename(beside, path);
    else if (!(await linkIfAbsent(beside, path))) return false;
  } finally {
    await rm(beside, { force: true });
  }
  await syncFolder(folder);
  return true;
}

/** New folders are entries of their parents: those are made safe too. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let path = folder; path.length >= first.length; path = dirname(path)) await syncFolder(dirname(path));
}

async function linkIfAbsent(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
