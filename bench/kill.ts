/**
 * `node --import tsx bench/kill.ts [--rounds 100] [--seed 1]`: SIGKILLs of the server under concurrent writes, on PGlite
 * and, where it is installed, on PostgreSQL. Exit 1 when anything acknowledged was lost. Output: docs/durability.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../tests/server/support/postgres.ts';
import { seeded } from './killRandom.ts';
import { killRounds, type KillReport } from './killRounds.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
/** Beside `dist/server`, which a build elsewhere may empty while the bench runs. */
const BUILT = 'dist/bench';
const repository = resolve(import.meta.dirname, '..');

async function bench(database: string, databaseUrl: string | null): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'patchpoint-kill-'));
  try {
    return await killRounds({
      rounds: Number(values.rounds),
      entry: join(repository, BUILT, 'main.js'),
      environment: { DATA_DIR: folder, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) },
      random: seeded(Number(values.seed)),
      progress: (round) => process.stderr.write(`\r${database}: round ${String(round)} `),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

spawnSync(
  process.execPath,
  [
    'node_modules/vite/bin/vite.js',
    'build',
    '-c',
    'vite.server.config.ts',
    '--outDir',
    BUILT,
    '--logLevel',
    'error',
  ],
  {
    cwd: repository,
    stdio: 'inherit',
  },
);
const reports: [string, KillReport][] = [['PGlite', await bench('PGlite', null)]];
const postgres = await startPostgres();
if (postgres === null) process.stderr.write('\nPostgreSQL is not installed: left out.\n');
else {
  reports.push(['PostgreSQL 15', await bench('PostgreSQL', await postgres.newDatabase())]);
  postgres.stop();
}

console.log(
  '\n| database | SIGKILLs | drafts | plans signed | reviews | key images | without answer at a kill | lost or half | slowest start |',
);
console.log('|---|---|---|---|---|---|---|---|---|');
for (const [database, { rounds, acknowledged, unanswered, faults, slowestStartMs }] of reports) {
  const counts = Object.values(acknowledged).join(' | ');
  console.log(
    `| ${database} | ${String(rounds)} | ${counts} | ${String(unanswered)} | ${String(faults.length)} | ${(slowestStartMs / 1000).toFixed(1)} s |`,
  );
}
for (const [database, { faults }] of reports)
  for (const fault of faults) console.log(`${database}: ${fault}`);
process.exitCode = reports.some(([, { faults }]) => faults.length > 0) ? 1 : 0;
