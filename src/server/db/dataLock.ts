import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { hasCode } from '../errno.ts';

export interface DataLock {
  release(): void;
}

/**
 * One server per data folder: PGlite itself lets two processes open the same files and destroy each other's work.
 * The lock names its holder (pid and start time), so a lock left by SIGKILL is recognised and taken over.
 */
export function takeDataLock(dataDir: string): Result<DataLock> {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'patchpoint.lock');
  const mine = holderOf(process.pid);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return ok({ release: () => releaseIfMine(path, mine) });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const holder = readIfThere(path);
    if (holder === null) continue;
    if (isAlive(holder)) break;
    removeStale(path, holder);
  }
  return err(issue('data-in-use', `Another Patchpoint server is using the data folder (${path}).`));
}

/** `pid starttime`: the start time tells a reused pid from the holder; 0 where /proc is not to be had. */
function holderOf(pid: number): string {
  const stat = readIfThere(`/proc/${String(pid)}/stat`);
  // Field 22, counted after the command in brackets, which may itself contain spaces.
  const startTime = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  return `${String(pid)} ${startTime}`;
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return false;
  }
  return holderOf(pid) === holder;
}

/** Two starters may both find the stale lock: whoever moved away a fresh one by mistake puts it back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${String(process.pid)}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function releaseIfMine(path: string, mine: string): void {
  if (readIfThere(path) === mine) unlinkSync(path);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return null;
    throw error;
  }
}
