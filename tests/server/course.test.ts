import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlanRecord } from '../../src/app/api.ts';
import type { CourseEvent } from '../../src/domain/plan/course.ts';
import { fhirRecord } from '../../src/server/record/fhirRecord.ts';
import { PATIENT, planOf, rightL2L3Draft } from '../domain/builders.ts';
import { startFhirServer, type FhirServer } from '../support/fhirServer.ts';
import { performed } from './support/performed.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

const scheduled: CourseEvent = {
  kind: 'scheduled',
  plannedFor: '2024-06-20T08:00:00.000Z',
  where: 'Room 2',
};

/** From acceptance to what was done, on a real FHIR implementation and on the embedded record. */
describe.each(['fhir', 'embedded'] as const)('the course of a plan, %s record', (kind) => {
  let fhir: FhirServer | null = null;
  let server: TestServer;
  let radiologist: Caller;
  let physician: Caller;
  let made = 0;
  beforeAll(async () => {
    fhir = kind === 'fhir' ? await startFhirServer() : null;
    server = await startTestServer(fhir === null ? {} : { record: fhirRecord(fhir.url) });
    radiologist = await server.as('radiologist');
    physician = await server.as('pain-physician');
  });
  afterAll(async () => {
    await server.close();
    await fhir?.close();
  });

  interface Made {
    readonly caseId: string;
    readonly planId: string;
    readonly siteId: string;
  }
  async function signedPlan(): Promise<Made> {
    made += 1;
    const patient = { ...PATIENT, id: `C${String(made)}` };
    const { caseId } = (await radiologist<{ caseId: string }>('POST', '/api/cases', { patient })).body;
    const plan = planOf(rightL2L3Draft(), { patient, planId: `plan-c${String(made)}` });
    const signed = await radiologist('POST', `/api/cases/${caseId}/plans`, { plan });
    expect(signed.status).toBe(200);
    return { caseId, planId: plan.planId, siteId: plan.sites[0]?.id ?? '' };
  }
  const accept = (planId: string) =>
    physician<PlanRecord>('POST', `/api/plans/${planId}/versions/1/review`, {
      decision: 'accepted',
      comment: '',
      hazardAnswers: [],
    });
  const add = (planId: string, event: CourseEvent, by = physician) =>
    by<PlanRecord & { code: string }>('POST', `/api/plans/${planId}/versions/1/course`, event);
  const procedures = async (planId: string): Promise<readonly object[]> => {
    const found =
      fhir === null
        ? (
            await sql<{ content: { status: string } }>`select content from record_resources
                where resource_type = 'Procedure' and plan_id = ${planId}`.execute(server.database.db)
          ).rows.map(({ content }) => content)
        : (await fhir.all('Procedure')).filter((each) => JSON.stringify(each).includes(`${planId}.v1`));
    return found;
  };

  test('scheduled, scheduled anew, performed: one Procedure, completed, on the order', async () => {
    const { planId, siteId } = await signedPlan();
    await accept(planId);
    expect((await add(planId, scheduled)).body.state).toBe('scheduled');
    expect((await add(planId, scheduled)).body.course).toHaveLength(2);
    const done = await add(planId, performed(siteId));
    expect(done.body).toMatchObject({ state: 'performed', procedureHandoff: { kind: 'arrived' } });
    const [procedure, ...others] = await procedures(planId);
    expect(others).toEqual([]);
    expect(procedure).toMatchObject({
      status: 'completed',
      basedOn: [{ identifier: { value: `${planId}.v1` } }],
      performedDateTime: '2024-06-20',
      outcome: { text: 'Headache gone when sitting up' },
      performer: [{ actor: { display: expect.stringContaining('not authenticated') } }],
    });
    expect((await add(planId, { kind: 'cancelled', reason: 'x' })).body.code).toBe('wrong-state');
  });

  test('another side needs its reason, and the note says so', async () => {
    const { planId, siteId } = await signedPlan();
    await accept(planId);
    const without = await add(planId, performed(siteId, 'left'));
    expect([without.status, without.body.code]).toEqual([400, 'invalid']);
    await add(planId, performed(siteId, 'left', 'Needle deflected to the left'));
    expect(JSON.stringify(await procedures(planId))).toContain(
      'side: planned right, done left (departs from the plan)',
    );
  });

  test('contrast in a vessel needs its reason (H20), and the note says so', async () => {
    const { planId, siteId } = await signedPlan();
    await accept(planId);
    const seen = (reason: string): CourseEvent => {
      const event = performed(siteId);
      if (event.kind !== 'performed') throw new Error('a report');
      const sites = event.report.sites.map((site) =>
        site.done ? { ...site, epidurogram: { seen: 'vascular' as const, reason } } : site,
      );
      return { ...event, report: { ...event.report, sites } };
    };
    const without = await add(planId, seen(''));
    expect([without.status, without.body.code]).toEqual([400, 'invalid']);
    const kept = await add(planId, seen('Needle drawn back, then epidural only'));
    expect(kept.body.course.at(-1)).toMatchObject({ event: seen('Needle drawn back, then epidural only') });
    expect(JSON.stringify(await procedures(planId))).toMatch(
      /Epidurogram: vascular opacification \(H20, .*Needle drawn back, then epidural only/,
    );
  });

  test('cancelled after the order arrived: not done, with the reason', async () => {
    const { planId } = await signedPlan();
    await accept(planId);
    const cancelled = await add(planId, { kind: 'cancelled', reason: 'Headache gone' });
    expect(cancelled.body.state).toBe('cancelled');
    expect(await procedures(planId)).toMatchObject([
      { status: 'not-done', statusReason: { text: 'Headache gone' } },
    ]);
  });

  test('only an accepted plan has a course, and the pain physician writes it', async () => {
    const { planId, siteId } = await signedPlan();
    expect((await add(planId, scheduled)).body.code).toBe('wrong-state');
    await accept(planId);
    expect((await add(planId, performed(siteId), radiologist)).status).toBe(403);
    expect((await add(`${planId}-x`, scheduled)).status).toBe(404);
  });

  test('after a performed session the next plan stands beside it and replaces nothing', async () => {
    const { caseId, planId, siteId } = await signedPlan();
    await accept(planId);
    await add(planId, performed(siteId));
    const next = planOf(rightL2L3Draft(), {
      patient: { ...PATIENT, id: `C${String(made)}` },
      planId,
      version: 2,
      replacesVersion: 1,
    });
    expect((await radiologist('POST', `/api/cases/${caseId}/plans`, { plan: next })).status).toBe(200);
    const versions = await radiologist<PlanRecord[]>('GET', `/api/plans/${planId}`);
    expect(versions.body.map(({ state }) => state)).toEqual(['signed', 'performed']);
  });

  test('the database refuses what the machine refuses', async () => {
    const { db } = server.database;
    const { planId } = await signedPlan();
    const set = (state: string) =>
      sql`update plans set state = ${state} where plan_id = ${planId}`.execute(db);
    await expect(set('performed')).rejects.toThrow(/does not go/);
    await accept(planId);
    await add(planId, { kind: 'cancelled', reason: 'x' });
    for (const state of ['scheduled', 'performed', 'superseded', 'accepted']) {
      await expect(set(state)).rejects.toThrow(/does not go/);
    }
    await expect(sql`update course set at = now()`.execute(db)).rejects.toThrow(/written once/);
    await expect(
      sql`insert into course (plan_id, version, content, at)
      select plan_id, version, content, now() from course where plan_id = ${planId}`.execute(db),
    ).rejects.toMatchObject({ code: 'PP002' });
  });
});

test('a cancellation that waits behind a withdrawn order can be tried again by hand', async () => {
  const server = await startTestServer({ record: fhirRecord('http://127.0.0.1:9') });
  try {
    const radiologist = await server.as('radiologist');
    const physician = await server.as('pain-physician');
    const { caseId } = (await radiologist<{ caseId: string }>('POST', '/api/cases', { patient: PATIENT }))
      .body;
    const plan = planOf(rightL2L3Draft(), { planId: 'plan-withdrawn' });
    await radiologist('POST', `/api/cases/${caseId}/plans`, { plan });
    const at = `/api/plans/${plan.planId}/versions/1`;
    await physician('POST', `${at}/review`, { decision: 'accepted', comment: '', hazardAnswers: [] });
    const cancelled = await physician<PlanRecord>('POST', `${at}/course`, { kind: 'cancelled', reason: 'x' });
    expect(cancelled.body).toMatchObject({ handoff: { kind: 'none' }, procedureHandoff: { kind: 'queued' } });
    const again = await physician<PlanRecord>('POST', `${at}/handoff`);
    expect([again.status, again.body.procedureHandoff]).toMatchObject([200, { kind: 'queued', attempts: 2 }]);
  } finally {
    await server.close();
  }
});
