import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PlanRecord } from '../../src/app/api.ts';
import type { GuardCheck, TipMark } from '../../src/domain/guard/model.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { PATIENT, planOf, rightL2L3Draft, XA, XA_IMAGE } from '../domain/builders.ts';
import { POSTGRES_BIN } from '../support/programs.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { performed } from './support/performed.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

const pathOf = (planId: string): string => `/api/plans/${planId}/versions/1`;
/** The default of one second is no time on a machine that does other things. */
const LONG = { timeout: 60_000, interval: 50 };
const missing = POSTGRES_BIN === null ? ' (PostgreSQL is not installed)' : '';

/** Two requests on one plan, each in the middle of the other: only PostgreSQL has more than one connection. */
describe.skipIf(POSTGRES_BIN === null)(`requests that meet${missing}`, () => {
  let postgres: Postgres | null = null;
  let server: TestServer;
  let beside: Client;
  let watcher: Client;
  let radiologist: Caller;
  let physician: Caller;
  const plan = planOf(rightL2L3Draft(), { planId: 'plan-met' });
  const [{ id: siteId } = { id: '' }] = plan.sites;
  const path = pathOf(plan.planId);

  beforeAll(async () => {
    postgres = await startPostgres();
    const databaseUrl = (await postgres?.newDatabase()) ?? null;
    server = await startTestServer({ databaseUrl });
    const connection = { connectionString: databaseUrl ?? '' };
    beside = new Client(connection);
    watcher = new Client(connection);
    await Promise.all([beside.connect(), watcher.connect()]);
    radiologist = await server.as('radiologist');
    physician = await server.as('pain-physician');
    await accepted(plan);
  });
  async function accepted(signed: TargetingPlan): Promise<void> {
    const { patient } = signed;
    const { body } = await radiologist<{ caseId: string }>('POST', '/api/cases', { patient });
    await radiologist('POST', `/api/cases/${body.caseId}/plans`, { plan: signed });
    const review = { decision: 'accepted', comment: '', hazardAnswers: [] };
    expect((await physician('POST', `${pathOf(signed.planId)}/review`, review)).status).toBe(200);
  }
  afterAll(async () => {
    await Promise.all([beside.end(), watcher.end()]);
    await server.close();
    postgres?.stop();
  });

  /** Asked on a connection of its own: within a transaction the answer stays what it was at first. */
  const waiting = async (): Promise<number> => {
    const { rows } = await watcher.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length;
  };

  test('a check kept while the procedure is reported reaches the record, or is refused', async () => {
    const mark: TipMark = {
      siteId,
      instrument: 'needle',
      tip: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 1, pointPx: [200, 250] },
      countedFrom: 'sacrum',
      labelings: [],
    };
    await beside.query('begin; lock table guard_checks in share row exclusive mode');
    const keeping = physician<GuardCheck>('POST', `${path}/guard`, { mark, reason: 'Scar at L2-L3.' });
    await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0), LONG);
    let reported = false;
    const reporting = physician<PlanRecord>('POST', `${path}/course`, performed(siteId)).finally(
      () => (reported = true),
    );
    await vi.waitFor(async () => expect(reported || (await waiting()) > 1).toBe(true), LONG);
    await beside.query('commit');
    const [kept, { body }] = await Promise.all([keeping, reporting]);
    expect(body).toMatchObject({ state: 'performed', procedureHandoff: { kind: 'arrived' } });
    const { rows } = await beside.query<{ told: string }>(
      "select content::text as told from record_resources where resource_type = 'Procedure'",
    );
    expect([kept.status, rows[0]?.told.includes('Scar at L2-L3.')]).toEqual([200, true]);
  });

  test('an order that leaves while its procedure is cancelled is followed by the cancellation', async () => {
    const patient = { ...PATIENT, id: 'P-cancelled' };
    const cancelled = planOf(rightL2L3Draft(), { planId: 'plan-cancelled', patient });
    await accepted(cancelled);
    // As after a crash between the acceptance and the first delivery; it is not tried again before we say so.
    const order = "plan_id = 'plan-cancelled' and subject = 'order'";
    await beside.query(
      `update handoffs set state = 'queued', attempts = 0, next_attempt_at = now() + interval '1 hour',
        arrived_at = null, arrived_where = null, resource_references = null where ${order}`,
    );
    await beside.query('begin; lock table course in share row exclusive mode');
    const cancelling = physician<PlanRecord>('POST', `${pathOf('plan-cancelled')}/course`, {
      kind: 'cancelled',
      reason: 'Headache gone',
    });
    await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0), LONG);
    await watcher.query(`update handoffs set attempts = 1 where ${order}`);
    await beside.query('commit');
    expect((await cancelling).body).toMatchObject({
      state: 'cancelled',
      procedureHandoff: { kind: 'arrived' },
    });
  });
});
