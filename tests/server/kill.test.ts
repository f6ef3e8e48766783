import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killRounds } from '../../bench/killRounds.ts';
import { POSTGRES_BIN } from '../support/programs.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';

/** The short form of bench/kill.ts: the server as a process, SIGKILLed while clients write. */
const entry = resolve('src/server/main.ts');
const moments = [0.9, 0.01, 0.6, 0.4];
const nextMoment = (): (() => number) => {
  let at = 0;
  return () => moments[at++ % moments.length] ?? 0;
};

test('on PGlite a signature is on disk before it is acknowledged (power loss)', { timeout: 300_000 }, () => {
  const bench = spawnSync(process.execPath, ['--import', 'tsx', 'bench/killPower.ts', '--cuts', '1'], {
    encoding: 'utf8',
  });
  expect(bench.stdout).toMatch(/\| 1 \| \d+ \| 0 \| 0 \|/);
  expect(bench.status).toBe(0);
});

describe('SIGKILL under concurrent writes loses nothing that was acknowledged', () => {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'patchpoint-kill-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('on PGlite', { timeout: 300_000 }, async () => {
    const report = await killRounds({
      rounds: 3,
      entry,
      environment: { DATA_DIR: newFolder() },
      random: nextMoment(),
    });
    expect(report.faults).toEqual([]);
    expect(Object.values(report.acknowledged).every((count) => count > 0)).toBe(true);
  });

  const missing = POSTGRES_BIN === null ? ' (PostgreSQL is not installed)' : '';
  describe.skipIf(POSTGRES_BIN === null)(`on PostgreSQL${missing}`, () => {
    let postgres: Postgres | null = null;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres?.stop());

    test('the application server is killed, PostgreSQL lives on', { timeout: 300_000 }, async () => {
      const databaseUrl = (await postgres?.newDatabase()) ?? '';
      const report = await killRounds({
        rounds: 2,
        entry,
        environment: { DATA_DIR: newFolder(), DATABASE_URL: databaseUrl },
        random: nextMoment(),
      });
      expect(report.faults).toEqual([]);
      expect(report.acknowledged.drafts).toBeGreaterThan(0);
    });
  });
});
