import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/**
 * Lays an empty database into `folder` as initdb leaves it, without our tables: a copy of one that is made once per
 * machine and version of PGlite, because initdb costs 5 s of processor time. tests/server/kill.test.ts starts without.
 */
export async function layEmptyDatabase(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  cpSync(await emptyDatabase(), folder, { recursive: true });
}

async function emptyDatabase(): Promise<string> {
  const place = join(tmpdir(), `patchpoint-empty-database-${pgliteVersion()}`);
  if (existsSync(place)) return place;
  const making = mkdtempSync(`${place}-`);
  const database = await PGlite.create(making);
  await database.close();
  try {
    renameSync(making, place);
  } catch (error) {
    // Another test file was first: its database is as good as ours.
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}

function pgliteVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync('node_modules/@electric-sql/pglite/package.json', 'utf8'),
  );
  return (manifest as { readonly version: string }).version;
}
