import { PGlite } from '@electric-sql/pglite';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlanRecord } from '../../src/app/api.ts';
import { layEmptyDatabase } from '../support/databaseFolder.ts';
import { POSTGRES_BIN } from '../support/programs.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

const PAST = readFileSync('tests/server/fixtures/database-0003.sql', 'utf8');
const DATABASES = [
  { kind: 'pglite', missing: null },
  { kind: 'postgresql', missing: POSTGRES_BIN === null ? 'PostgreSQL is not installed' : null },
] as const;

/** A database as an earlier version left it, one plan per state: read forever, and its plans go on. */
describe.each(DATABASES)('a database of migration 0003 on $kind', ({ kind, missing }) => {
  describe.skipIf(missing !== null)(`opens${missing === null ? '' : ` (${missing})`}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchpoint-past-'));
    let postgres: Postgres | null = null;
    let server: TestServer;
    let physician: Caller;

    beforeAll(async () => {
      let databaseUrl: string | null = null;
      if (kind === 'postgresql') {
        postgres = await startPostgres();
        databaseUrl = (await postgres?.newDatabase()) ?? null;
        const client = new Client({ connectionString: databaseUrl ?? '' });
        await client.connect();
        await client.query(PAST);
        await client.end();
      } else {
        const data = join(folder, 'database');
        await layEmptyDatabase(data);
        const pglite = await PGlite.create(data);
        await pglite.exec(PAST);
        await pglite.close();
      }
      server = await startTestServer({ databaseUrl, folder });
      physician = await server.as('pain-physician', 'Dr P');
    });
    afterAll(async () => {
      await server.close();
      postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const newest = async (planId: string): Promise<PlanRecord | undefined> =>
      (await physician<PlanRecord[]>('GET', `/api/plans/${planId}`)).body[0];

    test.each(['signed', 'accepted', 'returned', 'scheduled', 'performed', 'cancelled'] as const)(
      'its %s plan reads, in its state',
      async (state) => {
        expect(await newest(`plan-${state}`)).toMatchObject({ version: 1, state });
      },
    );

    test('its superseded version stands behind the newer one', async () => {
      const versions = (await physician<PlanRecord[]>('GET', '/api/plans/plan-superseded')).body;
      expect(versions.map(({ version, state }) => [version, state])).toEqual([
        [2, 'signed'],
        [1, 'superseded'],
      ]);
    });

    test('its plans go on from where they were', async () => {
      const review = (planId: string, hazardAnswers: readonly unknown[] = []) =>
        physician<{ state: string; code?: string }>('POST', `/api/plans/${planId}/versions/1/review`, {
          decision: 'accepted',
          comment: '',
          hazardAnswers,
        });
      expect((await review('plan-signed')).body.state).toBe('accepted');
      expect((await review('plan-blocked')).body.code).toBe('plan-refused');
      const reason = { id: 'H4', siteId: 'site-1', reason: 'Seen with the neurosurgeon.' };
      expect((await review('plan-blocked', [reason])).body.state).toBe('accepted');
      const cancelled = await physician<PlanRecord>('POST', '/api/plans/plan-scheduled/versions/1/course', {
        kind: 'cancelled',
        reason: 'Headache gone',
      });
      expect(cancelled.body.state).toBe('cancelled');
      expect((await review('plan-cancelled')).body.code).toBe('wrong-state');
    });
  });
});
