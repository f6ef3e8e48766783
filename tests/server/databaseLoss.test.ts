import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Db } from '../../src/server/db/database.ts';
import { POSTGRES_BIN } from '../support/programs.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

describe.skipIf(POSTGRES_BIN === null)('PostgreSQL that goes away', () => {
  let postgres: Postgres | null = null;
  let server: TestServer;
  let radiologist: Caller;
  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startTestServer({ databaseUrl: (await postgres?.newDatabase()) ?? null });
    radiologist = await server.as('radiologist');
  });
  afterAll(async () => server.close());

  test('a connection lost inside a transaction ends the transaction, not the process', async () => {
    const { db } = server.database;
    const inside = db.transaction().execute(async (trx) => {
      const pid = await backendOf(trx);
      await sql`select pg_terminate_backend(${pid})`.execute(db);
      await expect.poll(() => isAlive(db, pid)).toBe(false);
      await sql`select 1`.execute(trx);
    });
    await expect(inside).rejects.toThrow(/connection|ECONNRESET/i);
    expect((await radiologist('GET', '/api/record')).status).toBe(200);
  });

  test('while it is gone the answer says so, and does not claim that nothing was changed', async () => {
    postgres?.stop();
    expect((await radiologist<{ database: object }>('GET', '/api/health')).body.database).toMatchObject({
      ok: false,
    });
    const { status, body } = await radiologist('GET', '/api/record');
    expect(status).toBe(503);
    expect(body).toEqual({
      code: 'database-unreachable',
      message: 'The database does not answer. Load again to see whether the change was kept.',
    });
  });
});

const backendOf = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  return rows[0]?.pid ?? 0;
};
const isAlive = async (db: Db, pid: number): Promise<boolean> => {
  const { rows } = await sql`select 1 from pg_stat_activity where pid = ${pid}`.execute(db);
  return rows.length > 0;
};
