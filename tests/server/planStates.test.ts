import * as fc from 'fast-check';
import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextState, type PlanEvent } from '../../src/domain/plan/states.ts';
import { PLAN_STATES, type PlanState } from '../../src/domain/vocabulary/terms.ts';
import { openDatabase, type Database, type Db } from '../../src/server/db/database.ts';
import { planFixture } from '../domain/builders.ts';
import { layEmptyDatabase } from '../support/databaseFolder.ts';
import { POSTGRES_BIN } from '../support/programs.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';

const by = { name: 'Dr P', role: 'pain-physician' } as const;
const EVENTS: readonly PlanEvent[] = [
  { type: 'sign', role: 'radiologist' },
  { type: 'accept', role: by.role, hazardAnswers: [] },
  { type: 'return', role: by.role, comment: 'Which side?' },
  { type: 'schedule', role: by.role },
  { type: 'perform', role: by.role },
  { type: 'cancel', role: by.role },
  { type: 'supersede' },
];
/** Does any event of the pure state machine lead there? */
const isAllowed = (from: PlanState, to: PlanState): boolean =>
  EVENTS.some((event) => {
    const next = nextState(from, event, { hazards: [] });
    return next.ok && next.value === to;
  });

/** The legal way into each state a row can be in. */
const WAY: Readonly<Record<Exclude<PlanState, 'draft'>, readonly PlanState[]>> = {
  signed: [],
  accepted: ['accepted'],
  returned: ['returned'],
  scheduled: ['accepted', 'scheduled'],
  performed: ['accepted', 'scheduled', 'performed'],
  cancelled: ['accepted', 'cancelled'],
  superseded: ['superseded'],
};
const AT = '2024-06-12T09:30:00.000Z';

const DATABASES = [
  { kind: 'pglite', missing: null },
  { kind: 'postgresql', missing: POSTGRES_BIN === null ? 'PostgreSQL is not installed' : null },
] as const;

/** What the triggers look at of a plan; `planId` is the case's id. */
const contentOf = (planId: string, version: number, more: object = {}): string =>
  JSON.stringify({ planId, version, hazards: [], signature: { role: 'radiologist' }, ...more });
const refused = (): undefined => undefined;
const reasons = (h4: string, site: string | null = 'site-1') => [
  { id: 'H4', siteId: site, reason: h4 },
  { id: 'H1', siteId: null, reason: 'Treated' },
];

describe.each(DATABASES)('$kind', ({ kind, missing }) => {
  describe.skipIf(missing !== null)(`states by plain SQL${missing === null ? '' : ` (${missing})`}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchpoint-states-'));
    let postgres: Postgres | null = null;
    let database: Database;
    let db: Db;
    let made = 0;

    beforeAll(async () => {
      if (kind === 'postgresql') postgres = await startPostgres();
      else await layEmptyDatabase(folder);
      database = await openDatabase({ databaseUrl: (await postgres?.newDatabase()) ?? null, folder });
      ({ db } = database);
    });
    afterAll(async () => {
      await database.close();
      postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    async function newCase(): Promise<string> {
      made += 1;
      const id = `case-${String(made)}`;
      await sql`insert into cases values (${id}, ${id}, '{}', ${AT})`.execute(db);
      return id;
    }
    const insert = (planId: string, state: PlanState, content = contentOf(planId, 1), version = 1, on = db) =>
      sql`insert into plans values (${planId}, ${version}, ${planId}, ${state}, ${content}, ${'0'.repeat(64)}, ${AT})`.execute(
        on,
      );
    const review = (planId: string, content: object) =>
      sql`insert into reviews values (${planId}, 1, ${JSON.stringify({ hazardAnswers: [], comment: '', reviewer: by, ...content })}, ${AT})`.execute(
        db,
      );
    const entry = (planId: string, event: string, role = 'pain-physician') =>
      sql`insert into course (plan_id, version, content, at)
        values (${planId}, 1, ${JSON.stringify({ event: { kind: event }, by: { role } })}, ${AT})`.execute(
        db,
      );
    const set = (planId: string, to: PlanState, on = db) =>
      sql`update plans set state = ${to} where plan_id = ${planId} and version = 1`.execute(on);

    /** One step with its evidence; what the database refuses of the evidence, the step goes without. */
    async function go(planId: string, to: PlanState): Promise<void> {
      if (to === 'accepted' || to === 'returned')
        await review(planId, { decision: to, comment: 'Which side?' }).catch(refused);
      if (to === 'scheduled' || to === 'performed' || to === 'cancelled')
        await entry(planId, to).catch(refused);
      if (to !== 'superseded') await set(planId, to);
      else
        await db.transaction().execute(async (trx) => {
          await set(planId, to, trx);
          await insert(planId, 'signed', contentOf(planId, 2), 2, trx);
        });
    }
    async function planIn(state: keyof typeof WAY): Promise<string> {
      const planId = await newCase();
      await insert(planId, 'signed');
      for (const step of WAY[state]) await go(planId, step);
      return planId;
    }

    test.each(PLAN_STATES)('from %s exactly where the state machine goes', async (from) => {
      const refusals = new Map<PlanState, unknown>();
      for (const to of PLAN_STATES) {
        const step = from === 'draft' ? insert(await newCase(), to) : go(await planIn(from), to);
        refusals.set(to, await codeOf(step));
      }
      expect(refusals).toEqual(new Map(PLAN_STATES.map((to) => [to, isAllowed(from, to) ? null : 'PP002'])));
    });

    test('a step without its evidence is refused', async () => {
      for (const to of ['accepted', 'returned', 'superseded'] as const)
        await expect(set(await planIn('signed'), to), to).rejects.toMatchObject({ code: 'PP002' });
      for (const to of ['scheduled', 'performed', 'cancelled'] as const)
        await expect(set(await planIn('accepted'), to), to).rejects.toMatchObject({ code: 'PP002' });
    });

    test('each role does its own part, and returning needs words', async () => {
      const planId = await newCase();
      const byPhysician = contentOf(planId, 1, { signature: { role: 'pain-physician' } });
      await expect(insert(planId, 'signed', byPhysician)).rejects.toMatchObject({ code: 'PP002' });
      const radiologist = { name: 'Dr R', role: 'radiologist' };
      for (const [to, content] of [
        ['accepted', { decision: 'accepted', reviewer: radiologist }],
        ['accepted', { decision: 'returned', comment: 'Which side?' }],
        ['returned', { decision: 'returned', comment: ' \n' }],
      ] as const) {
        const reviewed = await planIn('signed');
        await review(reviewed, content);
        await expect(set(reviewed, to)).rejects.toMatchObject({ code: 'PP002' });
      }
      const accepted = await planIn('accepted');
      await entry(accepted, 'performed', 'radiologist');
      await expect(set(accepted, 'performed')).rejects.toMatchObject({ code: 'PP002' });
    });

    test('a blocking hazard without the reviewer’s own reason keeps the plan from being accepted', async () => {
      const hazards = [
        { id: 'H4', siteId: 'site-1', severity: 'block' },
        { id: 'H1', siteId: null, severity: 'block' },
        { id: 'H7', siteId: 'site-1', severity: 'acknowledge' },
      ];
      for (const [hazardAnswers, accepted] of [
        [[], false],
        [reasons(' '), false],
        [reasons('Seen', 'site-2'), false],
        [reasons('Seen'), true],
      ] as const) {
        const planId = await newCase();
        await insert(planId, 'signed', contentOf(planId, 1, { hazards }));
        await review(planId, { decision: 'accepted', hazardAnswers });
        expect(await codeOf(set(planId, 'accepted'))).toBe(accepted ? null : 'PP002');
      }
    });

    test('reviews and the course are written only where they belong', async () => {
      const accepted = await planIn('accepted');
      const returned = await planIn('returned');
      await expect(entry(returned, 'performed')).rejects.toMatchObject({ code: 'PP002' });
      await expect(entry(await planIn('signed'), 'scheduled')).rejects.toMatchObject({ code: 'PP002' });
      await expect(review(accepted, { decision: 'returned' })).rejects.toMatchObject({ code: 'PP002' });
    });

    test('no leaf of a signed document changes in any state', async () => {
      const planId = await newCase();
      const plan = { ...planFixture(), planId, signature: { role: 'radiologist' } };
      await insert(planId, 'signed', JSON.stringify(plan));
      const paths = leavesOf(plan);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...paths),
          fc.constantFrom('null', '"x"', '7'),
          async (path, value) => {
            const same = JSON.stringify(at(plan, path)) === value;
            const change = sql`update plans set content = jsonb_set(content, ${path}, ${value}::jsonb) where plan_id = ${planId}`;
            await expect(change.execute(db)).rejects.toMatchObject({ code: same ? 'PP002' : 'PP001' });
          },
        ),
        { numRuns: 60 },
      );
    });
  });
});

/** SQLSTATE of a refusal; null where the statement went through. */
async function codeOf(statement: Promise<unknown>): Promise<unknown> {
  try {
    await statement;
    return null;
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? error;
  }
}

function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([key, below]) => leavesOf(below, [...path, key]));
}

function at(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  return at(Object.entries(value).find(([name]) => name === key)?.[1], rest);
}
