import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GuardCheck, TipMark } from '../../src/domain/guard/model.ts';
import { PATIENT, planOf, rightL2L3Draft, XA, XA_IMAGE } from '../domain/builders.ts';
import { performed } from './support/performed.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

/** The wrong-level guard beside a locked plan: judged again by the server, never without a reason, never changed. */

let server: TestServer;
let radiologist: Caller;
let physician: Caller;
const plan = planOf(rightL2L3Draft(), { planId: 'plan-guard' });
const path = `/api/plans/${plan.planId}/versions/1/guard`;
beforeAll(async () => {
  server = await startTestServer();
  radiologist = await server.as('radiologist');
  physician = await server.as('pain-physician');
  const { caseId } = (await radiologist<{ caseId: string }>('POST', '/api/cases', { patient: PATIENT })).body;
  const signed = await radiologist('POST', `/api/cases/${caseId}/plans`, { plan });
  if (signed.status !== 200) throw new Error(`not signed: ${String(signed.status)}`);
});
afterAll(() => server.close());

const tipAt = (row: number): TipMark => ({
  siteId: plan.sites[0]?.id ?? '',
  instrument: 'needle',
  tip: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 1, pointPx: [200, row] },
  countedFrom: 'sacrum',
  labelings: [
    {
      seriesUid: XA,
      sopInstanceUid: XA_IMAGE,
      frame: 1,
      confirmedRightEdge: 'left',
      labels: (['L1', 'L2', 'L3', 'L4', 'L5', 'S1'] as const).map((level, i) => ({
        level,
        pointPx: [256, 100 + 60 * i],
      })),
    },
  ],
});
const keep = (mark: TipMark, reason = '') =>
  physician<GuardCheck & { readonly code?: string }>('POST', path, { mark, reason });

test('a plan that nobody has accepted guides no needle', async () => {
  const refused = await keep(tipAt(190));
  expect([refused.status, refused.body.code]).toEqual([409, 'wrong-state']);
});

test('a match is kept; one level off stops until there is a reason in words; both stay as they were written', async () => {
  const accepted = await physician('POST', `/api/plans/${plan.planId}/versions/1/review`, {
    decision: 'accepted',
    comment: '',
    hazardAnswers: [],
  });
  expect(accepted.status).toBe(200);
  const match = await keep(tipAt(190));
  expect([match.status, match.body.verdict, match.body.reason]).toEqual([
    200,
    { kind: 'match', side: 'same' },
    '',
  ]);
  const stopped = await keep(tipAt(250), '  ');
  expect([stopped.status, stopped.body.code]).toEqual([422, 'reason-missing']);
  const gone = await keep(tipAt(250), 'L2-L3 not reached: scar; L3-L4 agreed with the radiologist.');
  expect(gone.body).toMatchObject({
    verdict: { kind: 'adjacent-level-mismatch', steps: 1 },
    found: { countedOn: { sopInstanceUid: XA_IMAGE, frame: 1 }, countedFrom: 'sacrum' },
    planned: { countedFrom: 'sacrum' },
    by: { role: 'pain-physician', authenticated: false },
  });
  const kept = await physician<readonly GuardCheck[]>('GET', path);
  expect(kept.body.map((check) => check.verdict.kind)).toEqual(['match', 'adjacent-level-mismatch']);
  await expect(
    sql`update guard_checks set content = content || '{"reason":"x"}'`.execute(server.database.db),
  ).rejects.toThrow(/written once/);
});

test('a verdict cannot be sent: an unknown field is refused', async () => {
  const forged = await physician<{ code: string }>('POST', path, {
    mark: tipAt(250),
    reason: 'x',
    verdict: { kind: 'match', side: 'same' },
  });
  expect(forged.status).toBe(400);
});

test('once the procedure is reported no check is added: it would not reach the record', async () => {
  const done = await physician(
    'POST',
    `/api/plans/${plan.planId}/versions/1/course`,
    performed(plan.sites[0]?.id ?? ''),
  );
  expect(done.status).toBe(200);
  const late = await keep(tipAt(190));
  expect([late.status, late.body.code]).toEqual([409, 'wrong-state']);
});
