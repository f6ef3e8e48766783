import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFiles } from '../../src/cli/writeFiles.ts';

const files = [1, 2, 3].map((value) => ({ bytes: Uint8Array.of(value) }));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchpoint-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('writes FILE, FILE-2, FILE-3', async () => {
  const out = join(folder, 'a.dcm');
  const names = [out, join(folder, 'a-2.dcm'), join(folder, 'a-3.dcm')];
  expect(await writeFiles(files, out)).toEqual({ ok: true, value: names });
  expect([...(await readFile(join(folder, 'a-3.dcm')))]).toEqual([3]);
});

it('says which files are there where a later one cannot be put in its place, and leaves no half file', async () => {
  await mkdir(join(folder, 'a-2.dcm', 'full'), { recursive: true });
  const done = await writeFiles(files, join(folder, 'a.dcm'));
  if (done.ok) throw new Error('expected a failure');
  expect(done.error.message).toMatch(/^Only \S*a\.dcm was written, of 3 files\. .*\(EISDIR\)/);
  expect((await readdir(folder)).toSorted()).toEqual(['a-2.dcm', 'a.dcm']);
});

it('says that nothing was written where the first cannot be', async () => {
  const done = await writeFiles(files, join(folder, 'absent', 'a.dcm'));
  expect(done.ok ? '' : done.error.message).toMatch(/^Nothing was written\. .*\(ENOENT\)/);
});
