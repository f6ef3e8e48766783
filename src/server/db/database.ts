import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, Migrator, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { DurableNodeFs, durableStartParams, fsyncPath } from './durableNodeFs.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export interface Database {
  readonly kind: 'pglite' | 'postgresql';
  readonly db: Db;
  close(): Promise<void>;
}

/** PostgreSQL when a URL is given, else PGlite in `folder`. Same dialect, migrations and queries for both. */
export async function openDatabase(options: {
  readonly databaseUrl: string | null;
  readonly folder: string;
}): Promise<Database> {
  const database =
    options.databaseUrl === null ? await openPglite(options.folder) : openPostgresql(options.databaseUrl);
  try {
    await migrate(database.db);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openPglite(folder: string): Promise<Database> {
  const isNew = !existsSync(join(folder, 'PG_VERSION'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({ fs: new DurableNodeFs(folder), startParams: durableStartParams() });
  // initdb runs without fsync: from here on only what PostgreSQL itself writes has to be made safe.
  if (isNew) fsyncTree(folder);
  // One connection. Never `pool.query`: an SQL error would make pg-pool drop the only client.
  const pool = new Pool(
    Object.assign(createPgConfig(pglite), { max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 }),
  );
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'pglite',
    db,
    close: async () => {
      await db.destroy();
      await pglite.close();
    },
  };
}

function openPostgresql(connectionString: string): Database {
  // `synchronous_commit` is set per connection: a cluster default of `off` must not weaken an acknowledged signature.
  const pool = new Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: '-c synchronous_commit=on',
    application_name: 'patchpoint',
  });
  // A connection that the server closes must not end the process, neither an idle one nor one between two queries of a
  // transaction: the next query fails, and the one after it has a new connection.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { kind: 'postgresql', db, close: () => db.destroy() };
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be migrated.', { cause: error });
}

function fsyncTree(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) fsyncTree(path);
    else fsyncPath(path);
  }
  fsyncPath(folder);
}
