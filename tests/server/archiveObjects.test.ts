import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseRecord, PlanRecord } from '../../src/app/api.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { NO_CONTEXT } from '../../src/interchange/context.ts';
import { exportVerified } from '../../src/interchange/exportVerified.ts';
import type { ArchiveObjects, ArchiveReceipt } from '../../src/schema/archiveObjects.ts';
import { readAttributes } from '../../src/interchange/readback/sr.ts';
import { firstText } from '../../src/dicom/attributes.ts';
import { CT, ctPlanSeries, planFixture } from '../domain/builders.ts';
import { slice, writeFile } from './support/dicomFolder.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

/** The patient of the slices in the folder. */
const PATIENT = { id: 'FOLDER-1', issuer: '', name: 'Test^Folder', birthDate: '19800101', sex: '' };
const CT_STUDY = ctPlanSeries.studyInstanceUid;
const FOREIGN = resolve('../shared/data/derived/sr/highdicom_tid1500_multiple_groups.dcm');
let server: TestServer;
let radiologist: Caller;
let plan: TargetingPlan;

beforeAll(async () => {
  server = await startTestServer();
  radiologist = await server.as('radiologist', 'Dr R');
  for (const [index, z] of [0, 3, 6].entries())
    writeFile(
      server.archiveRoot,
      `ct/${String(index)}`,
      slice(index + 1, z, { study: CT_STUDY, series: CT }),
    );
  const opened = await radiologist<CaseRecord>('POST', '/api/cases', { patient: PATIENT });
  const signed = await radiologist<PlanRecord>('POST', `/api/cases/${opened.body.caseId}/plans`, {
    plan: planFixture({ patient: PATIENT, planId: 'plan-a' }),
  });
  plan = signed.body.plan;
});
afterAll(async () => server.close());

const objects = async () =>
  (await radiologist<ArchiveObjects>('GET', `/api/studies/${CT_STUDY}/objects`)).body;
const store = (version = plan.version) =>
  radiologist<ArchiveReceipt>('POST', `/api/plans/${plan.planId}/versions/${String(version)}/archive`);
const states = (receipt: ArchiveReceipt) =>
  Object.fromEntries(receipt.formats.map(({ format, state }) => [format, state]));
const report = (of: TargetingPlan): Uint8Array => {
  const files = exportVerified(of, 'sr', NO_CONTEXT);
  if (!files.ok || files.value[0] === undefined) throw new Error('no report');
  return files.value[0].bytes;
};

describe('objects of a plan in the archive', () => {
  test('stored once, read back from there, and not sent again', async () => {
    const first = await store();
    expect(first.status).toBe(200);
    expect(states(first.body)).toMatchObject({ sr: 'stored', kos: 'stored', sc: 'not-made' });
    const again = await store();
    expect(states(again.body)).toMatchObject({ sr: 'there', kos: 'there', sc: 'not-made' });
    const audit = await server.database.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'plan-archived')
      .execute();
    expect(audit).toHaveLength(2);
  });

  test('come back as the plan that is known here', async () => {
    const found = await objects();
    expect(found.plans.map(({ known }) => known)).toEqual(['here']);
    expect(found.plans[0]?.plan).toEqual(plan);
    expect(found.objects.map(({ kind }) => kind).toSorted()).toContain('report');
  });

  test('a plan signed elsewhere is offered, one of another patient is not, a foreign report is listed', async () => {
    const elsewhere = { ...plan, planId: 'plan-b', version: 3 };
    const another = { ...plan, planId: 'plan-c', patient: { ...plan.patient, birthDate: '19810101' } };
    writeFile(server.archiveRoot, 'sr/b.dcm', report(elsewhere));
    writeFile(server.archiveRoot, 'sr/c.dcm', report(another));
    // Another maker's report lies in a study of its own; here that study is of the same patient.
    const foreign = readFileSync(FOREIGN);
    const attributes = readAttributes(foreign);
    const study = attributes.ok ? firstText(attributes.value, 0x0020000d) : '';
    writeFile(server.archiveRoot, 'other/1', slice(60, 0, { study, series: '2.25.61' }));
    writeFile(server.archiveRoot, 'sr/foreign.dcm', foreign);
    const found = await objects();
    expect(Object.fromEntries(found.plans.map((one) => [one.plan.planId, one.known]))).toEqual({
      'plan-a': 'here',
      'plan-b': 'absent',
    });
    const listed = found.objects.find(({ studyInstanceUid }) => studyInstanceUid === study);
    expect(listed?.lines.length).toBe(40);
    expect(listed?.unplaced.map(({ reason }) => reason)).toContain('the image it lies on is not at hand');
    expect(found.objects.flatMap(({ planProblem }) => planProblem ?? [])).toEqual([
      'The plan inside names another patient than the images.',
    ]);
  });

  test('a report changed on its way is listed as changed, never taken for the plan', async () => {
    const changed = { ...plan, planId: 'plan-d' };
    const bytes = Buffer.from(report(changed));
    // The spelled side in the private JSON: same length, other side.
    const at = bytes.lastIndexOf('"side":"right"');
    expect(at).toBeGreaterThan(0);
    bytes.write('"side":"left" ', at, 'latin1');
    writeFile(server.archiveRoot, 'sr/d.dcm', bytes);
    const found = await objects();
    expect(found.plans.map((one) => one.plan.planId)).not.toContain('plan-d');
    expect(found.objects.flatMap(({ planProblem }) => planProblem ?? [])).toContain(
      'The plan inside and the report around it say different things.',
    );
  });

  test('nobody reads plans without a name', async () => {
    const answer = await server.app.inject({ url: `/api/studies/${CT_STUDY}/objects` });
    expect(answer.statusCode).toBe(401);
  });
});
