import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeDataLock } from '../../src/server/db/dataLock.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'patchpoint-lock-'));
const lockIn = (folder: string): string => join(folder, 'patchpoint.lock');

test('a second server on the same folder is refused until the first has let go', () => {
  const folder = newFolder();
  const first = takeDataLock(folder);
  expect(first.ok).toBe(true);
  expect(takeDataLock(folder)).toMatchObject({ ok: false, error: { code: 'data-in-use' } });
  if (first.ok) first.value.release();
  expect(existsSync(lockIn(folder))).toBe(false);
  expect(takeDataLock(folder).ok).toBe(true);
});

test('the lock of a living process holds', () => {
  const folder = newFolder();
  const stat = readFileSync(`/proc/${String(process.ppid)}/stat`, 'utf8');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  writeFileSync(lockIn(folder), `${String(process.ppid)} ${started}`);
  expect(takeDataLock(folder).ok).toBe(false);
});

test('the lock of a killed process is taken over, also when its number was given to another', async () => {
  const folder = newFolder();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const pid = child.pid ?? 0;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  writeFileSync(lockIn(folder), `${String(pid)} 1`);
  expect(takeDataLock(folder).ok).toBe(true);

  const reused = newFolder();
  writeFileSync(lockIn(reused), `${String(process.ppid)} 1`);
  expect(takeDataLock(reused).ok).toBe(true);
});

test('a lock that names nobody is taken over', () => {
  const folder = newFolder();
  writeFileSync(lockIn(folder), 'half a li');
  expect(takeDataLock(folder).ok).toBe(true);
});

test('releasing leaves the lock of a successor alone', () => {
  const folder = newFolder();
  const first = takeDataLock(folder);
  writeFileSync(lockIn(folder), '1 1');
  if (first.ok) first.value.release();
  expect(readFileSync(lockIn(folder), 'utf8')).toBe('1 1');
});
