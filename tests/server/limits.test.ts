import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseRecord, PlanRecord } from '../../src/app/api.ts';
import { DEFAULT_LIMITS } from '../../src/domain/plan/rules/limits.ts';
import { after, answerHazard, PATIENT, planOf, rightL2L3Draft } from '../domain/builders.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

/** A site that asks from 10 mL on. */
const SITE_LIMITS = { ...DEFAULT_LIMITS, volumeMl: 10 };
let server: TestServer;
let radiologist: Caller;
beforeAll(async () => {
  server = await startTestServer({ limits: SITE_LIMITS });
  radiologist = await server.as('radiologist');
});
afterAll(() => server.close());

interface Answer extends PlanRecord {
  readonly code: string;
  readonly issues: readonly { readonly code: string; readonly path: string }[];
}

test('a case hands out the thresholds of the site, and only a plan judged by them is signed', async () => {
  const opened = await radiologist<CaseRecord>('POST', '/api/cases', { patient: PATIENT });
  expect(opened.body.limits).toEqual(SITE_LIMITS);
  const sign = (plan: object) =>
    radiologist<Answer>('POST', `/api/cases/${opened.body.caseId}/plans`, { plan });

  const byDefaults = planOf(rightL2L3Draft());
  const lax = await sign(byDefaults);
  expect([lax.status, lax.body.code]).toEqual([422, 'plan-refused']);
  expect(lax.body.issues).toMatchObject([{ code: 'limits-differ', path: 'rules.limits.volumeMl' }]);
  // Nor one that only says so: the rule fires by the site's threshold, and the plan leaves it out.
  const pretended = await sign({ ...byDefaults, rules: { ...byDefaults.rules, limits: SITE_LIMITS } });
  expect(pretended.body.issues.map(({ code }) => code)).toContain('hazard-left-out');

  const acknowledged = after(rightL2L3Draft(), answerHazard('H18', 'As published.', 'site-1', SITE_LIMITS));
  const plan = planOf(acknowledged, { limits: SITE_LIMITS });
  // Rules of another day are for plans that were signed on it: a name in the plan signs nothing here.
  const signature = { name: 'Dr R', role: 'radiologist', at: plan.createdAt, authenticated: false };
  const early = await sign({ ...plan, signature, rules: { ...plan.rules, version: 1 } });
  expect(early.body.issues).toMatchObject([{ code: 'rules-differ', path: 'rules.version' }]);

  const signed = await sign(plan);
  expect(signed.status).toBe(200);
  expect(signed.body.plan.rules).toEqual(plan.rules);
  expect(signed.body.plan.hazards.find(({ id }) => id === 'H18')?.source).toContain(
    'limit 10 mL, set by this site (default 20 mL)',
  );
});
