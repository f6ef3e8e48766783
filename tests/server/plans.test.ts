import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import {
  CT,
  PATIENT,
  planFixture,
  planOf,
  rightL2L3Draft,
  after,
  answerHazard,
  answerSite,
  noHazards,
} from '../domain/builders.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import type { CaseRecord, PlanRecord } from '../../src/app/api.ts';
import { POSTGRES_BIN } from '../support/programs.ts';
import { pngOf } from './support/png.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

interface Failure {
  readonly code: string;
  readonly issues?: readonly { readonly code: string }[];
}
const DATABASES = [
  { kind: 'pglite', missing: null },
  { kind: 'postgresql', missing: POSTGRES_BIN === null ? 'PostgreSQL is not installed' : null },
] as const;

describe.each(DATABASES)('$kind', ({ kind, missing }) => {
  describe.skipIf(missing !== null)(`plans${missing === null ? '' : ` (${missing})`}`, () => {
    let postgres: Postgres | null = null;
    let server: TestServer;
    let radiologist: Caller;
    let physician: Caller;
    let patients = 0;

    beforeAll(async () => {
      if (kind === 'postgresql') postgres = await startPostgres();
      server = await startTestServer({ databaseUrl: (await postgres?.newDatabase()) ?? null });
      radiologist = await server.as('radiologist', 'Dr R');
      physician = await server.as('pain-physician', 'Dr P');
    });
    afterAll(async () => {
      await server.close();
      postgres?.stop();
    });

    /** Each test has a patient of its own. */
    async function newCase(): Promise<{ readonly record: CaseRecord; readonly plan: TargetingPlan }> {
      patients += 1;
      const patient = { ...PATIENT, id: `ID ${kind} ${String(patients)}` };
      const opened = await radiologist<CaseRecord>('POST', '/api/cases', { patient });
      expect(opened.status).toBe(200);
      return {
        record: opened.body,
        plan: planFixture({ patient, planId: `plan-${kind}-${String(patients)}` }),
      };
    }
    const sign = (caseId: string, plan: TargetingPlan, by = radiologist) =>
      by<PlanRecord & Failure>('POST', `/api/cases/${caseId}/plans`, { plan });
    const accept = (plan: { planId: string; version: number }, hazardAnswers: readonly unknown[] = []) =>
      physician<PlanRecord & Failure>(
        'POST',
        `/api/plans/${plan.planId}/versions/${String(plan.version)}/review`,
        {
          decision: 'accepted',
          comment: '',
          hazardAnswers,
        },
      );

    test('a look is kept by person and plan, for every machine they sit at', async () => {
      const { record, plan } = await newCase();
      await sign(record.caseId, plan);
      const again = await sign(record.caseId, { ...plan, version: 2, replacesVersion: 1 });
      expect(again.body).toMatchObject({ version: 2 });
      const look = (by: Caller, version: number) =>
        by<{ versions: readonly number[] }>(
          'PUT',
          `/api/plans/${plan.planId}/versions/${String(version)}/look`,
        );
      const elsewhere = await server.as('pain-physician', 'Dr P');
      const other = await server.as('pain-physician', 'Dr Q');
      expect((await look(physician, 1)).body.versions).toEqual([1]);
      expect((await look(physician, 1)).body.versions).toEqual([1]);
      expect((await look(elsewhere, 2)).body.versions).toEqual([1, 2]);
      expect((await look(other, 2)).body.versions).toEqual([2]);
      expect((await look(physician, 9)).status).toBe(404);
    });

    test('a commit waits until it is on disk', async () => {
      const settings = await sql<{ fsync: string; commit: string; pages: string }>`
        select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
               current_setting('full_page_writes') as pages`.execute(server.database.db);
      expect(settings.rows).toEqual([{ fsync: 'on', commit: 'on', pages: 'on' }]);
    });

    test('the patient has one case, however often and at once it is opened', async () => {
      const patient = { ...PATIENT, id: `${kind}-same` };
      const opened = await Promise.all(
        Array.from({ length: 8 }, () => radiologist<CaseRecord>('POST', '/api/cases', { patient })),
      );
      expect(new Set(opened.map(({ body }) => body.caseId)).size).toBe(1);
    });

    test('one patient id with two birth dates is refused, nameless images get no case', async () => {
      const patient = { ...PATIENT, id: `${kind}-twice` };
      await radiologist('POST', '/api/cases', { patient });
      const other = await radiologist<Failure>('POST', '/api/cases', {
        patient: { ...patient, birthDate: '19811231' },
      });
      expect([other.status, other.body.code]).toEqual([409, 'patient-mismatch']);
      const nameless = await radiologist<Failure>('POST', '/api/cases', {
        patient: { id: ' ', issuer: '', name: '^', birthDate: '', sex: '' },
      });
      expect([nameless.status, nameless.body.code]).toEqual([422, 'patient-unidentified']);
      const namesakes = await radiologist<Failure>('POST', '/api/cases', {
        patient: { id: '', issuer: '', name: 'Anon^Y', birthDate: '', sex: 'F' },
      });
      expect([namesakes.status, namesakes.body.code]).toEqual([422, 'patient-unidentified']);
    });

    test('a draft is saved on top of the version it was made on, never over another', async () => {
      const { record } = await newCase();
      const document = { ...rightL2L3Draft(), caseId: record.caseId };
      const save = (version: string | null, body: unknown = document) =>
        radiologist<{ version: number } & Failure>(
          'PUT',
          `/api/cases/${record.caseId}/draft`,
          body,
          version === null ? {} : { 'if-match': version },
        );
      expect((await save('"0"')).body.version).toBe(1);
      expect((await save('"0"')).status).toBe(409);
      expect((await save('"1"')).body.version).toBe(2);
      expect((await save('"1"')).body.code).toBe('conflict');
      expect((await save(null)).status).toBe(428);
      expect((await save('"2"', { ...document, caseId: 'another' })).status).toBe(400);
      expect((await save('"2"', { ...document, findings: 'none' })).body.code).toBe('invalid');
      const read = await radiologist<CaseRecord>('GET', `/api/cases/${record.caseId}`);
      expect(read.body.draftVersion).toBe(2);
      expect(read.body.document).toEqual(document);
    });

    test('of many writers on one draft version exactly one wins', async () => {
      const { record } = await newCase();
      const document = { ...rightL2L3Draft(), caseId: record.caseId };
      const saved = await Promise.all(
        Array.from({ length: 10 }, () =>
          radiologist('PUT', `/api/cases/${record.caseId}/draft`, document, { 'if-match': '"0"' }),
        ),
      );
      expect(saved.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        200,
        ...Array.from({ length: 9 }, () => 409),
      ]);
    });

    test('a text that SQL cannot keep is refused in words, not by a crash', async () => {
      const { record } = await newCase();
      const draft = rightL2L3Draft();
      const document = { ...draft, caseId: record.caseId, plan: { ...draft.plan, rationale: 'zero\0byte' } };
      const saved = await radiologist<Failure>('PUT', `/api/cases/${record.caseId}/draft`, document, {
        'if-match': '"0"',
      });
      expect([saved.status, saved.body.code]).toEqual([422, 'unstorable-text']);
    });

    test('a key image is stored once and handed out as it came', async () => {
      const { record } = await newCase();
      const png = pngOf(1);
      const upload = (bytes: Buffer, type = 'image/png') =>
        radiologist<{ id: string; sha256: string } & Failure>(
          'POST',
          `/api/cases/${record.caseId}/key-images`,
          bytes,
          {
            'content-type': type,
          },
        );
      const first = await upload(png);
      const again = await upload(png);
      expect(first.status).toBe(200);
      expect(again.body).toEqual(first.body);
      const read = await radiologist<Buffer>('GET', `/api/key-images/${first.body.id}`);
      expect(read.headers['content-type']).toBe('image/png');
      expect(read.body.equals(png)).toBe(true);
      expect((await upload(png.subarray(0, -5))).status).toBe(415);
      expect((await upload(png, 'image/jpeg')).status).toBe(415);
    });

    test("signing locks the plan under the session's name, which nobody vouches for", async () => {
      const { record, plan } = await newCase();
      const signed = await sign(record.caseId, plan);
      expect(signed.status).toBe(200);
      expect(signed.body).toMatchObject({
        version: 1,
        state: 'signed',
        review: null,
        handoff: { kind: 'none' },
      });
      expect(signed.body.plan.signature).toMatchObject({
        name: 'Dr R',
        role: 'radiologist',
        authenticated: false,
      });
      expect({ ...signed.body.plan, signature: null }).toEqual(plan);
    });

    test('a plan whose side does not follow from its mark is refused with the list', async () => {
      const { record, plan } = await newCase();
      const wrong = {
        ...plan,
        findings: plan.findings.map((finding) => ({ ...finding, side: 'left' as const })),
      };
      const refused = await sign(record.caseId, wrong);
      expect([refused.status, refused.body.code]).toEqual([422, 'plan-refused']);
      expect(refused.body.issues?.map(({ code }) => code)).toContain('claim-side');
      expect((await radiologist<PlanRecord[]>('GET', `/api/cases/${record.caseId}/plans`)).body).toEqual([]);
    });

    test('words that the order could not say are refused before the lock, by their path', async () => {
      const { record, plan } = await newCase();
      const wordless = { agent: '', volumeMl: 'not-stated' } as const;
      const refused = await sign(record.caseId, {
        ...plan,
        sites: plan.sites.map((site) => ({ ...site, contrastAdmixture: wordless })),
      });
      expect([refused.status, refused.body.code]).toEqual([422, 'plan-refused']);
      expect(refused.body.issues).toMatchObject([{ code: 'read-back', path: 'site[1].admixtureAgent' }]);
      const typed = await sign(record.caseId, {
        ...plan,
        sites: plan.sites.map((site) => ({ ...site, stopCriterion: 'not stated' })),
      });
      expect(typed.body.plan.sites[0]?.stopCriterion).toBe('not-stated');
      expect((await accept(plan)).body.handoff.kind).toBe('arrived');
    });

    test('a plan of another patient, of another case, or with unknown key images is refused', async () => {
      const { record, plan } = await newCase();
      const other = await newCase();
      expect((await sign(record.caseId, other.plan)).body.code).toBe('patient-mismatch');
      await sign(record.caseId, plan);
      const stolen = { ...other.plan, planId: plan.planId };
      expect((await sign(other.record.caseId, stolen)).body.code).toBe('conflict');
      const pictured = {
        ...other.plan,
        keyImages: [
          {
            id: 'nowhere',
            caption: '',
            seriesUid: CT,
            sopInstanceUid: null,
            frame: null,
            findingIds: [],
            sha256: '0'.repeat(64),
            widthPx: 8,
            heightPx: 8,
          },
        ],
      };
      expect((await sign(other.record.caseId, pictured)).body.code).toBe('key-image-missing');
      const ofVersion = (planVersion?: number) => {
        const marked = { id: 'm', sha256: '0'.repeat(64), widthPx: 8, heightPx: 8, identity: '', facts: '' };
        const keyImages = pictured.keyImages.map((image) => ({
          ...image,
          marked,
          ...(planVersion === undefined ? {} : { planVersion }),
        }));
        return { ...pictured, keyImages };
      };
      for (const unlike of [ofVersion(), ofVersion(7)])
        expect((await sign(other.record.caseId, unlike)).body).toMatchObject({
          code: 'plan-refused',
          issues: [{ code: 'key-image-version' }],
        });
    });

    test('a change is a new version that supersedes; of two signatures at once one wins', async () => {
      const { record, plan } = await newCase();
      await sign(record.caseId, plan);
      const patient = plan.patient;
      const next = planOf(after(rightL2L3Draft(), answerSite({ plannedVolumeMl: 12 })), {
        patient,
        planId: plan.planId,
        version: 2,
        replacesVersion: 1,
      });
      const both = await Promise.all([sign(record.caseId, next), sign(record.caseId, next)]);
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      const versions = await radiologist<PlanRecord[]>('GET', `/api/plans/${plan.planId}`);
      expect(versions.body.map(({ version, state }) => [version, state])).toEqual([
        [2, 'signed'],
        [1, 'superseded'],
      ]);
      expect(versions.body[1]?.plan.sites[0]?.plannedVolumeMl).toBe(15);
      expect((await sign(record.caseId, plan)).body.code).toBe('conflict');
    });

    test('the database itself refuses to change, delete or truncate what was signed', async () => {
      const { record, plan } = await newCase();
      await sign(record.caseId, plan);
      const { db } = server.database;
      const attempts = [
        sql`update plans set content = jsonb_set(content, '{kind}', '"blind"') where plan_id = ${plan.planId}`,
        sql`update plans set signed_at = now() where plan_id = ${plan.planId}`,
        sql`update plans set version = 7 where plan_id = ${plan.planId}`,
        sql`delete from plans where plan_id = ${plan.planId}`,
        sql`truncate plans cascade`,
        sql`update audit set action = 'nothing'`,
        sql`delete from audit`,
      ];
      for (const attempt of attempts) {
        await expect(attempt.execute(db)).rejects.toMatchObject({ code: 'PP001' });
      }
      const unreviewed = sql`update plans set state = 'accepted' where plan_id = ${plan.planId}`;
      await expect(unreviewed.execute(db)).rejects.toMatchObject({ code: 'PP002' });
      expect((await accept(plan)).body.state).toBe('accepted');
      const undo = sql`update plans set state = 'signed' where plan_id = ${plan.planId}`;
      await expect(undo.execute(db)).rejects.toMatchObject({ code: 'PP002' });
    });

    test('accepted by the pain physician, the plan arrives in the record once', async () => {
      const { record, plan } = await newCase();
      await sign(record.caseId, plan);
      const accepted = await accept(plan);
      expect(accepted.status).toBe(200);
      expect(accepted.body.state).toBe('accepted');
      expect(accepted.body.review?.reviewer).toMatchObject({ name: 'Dr P', authenticated: false });
      await expect
        .poll(
          async () =>
            (await radiologist<PlanRecord[]>('GET', `/api/plans/${plan.planId}`)).body[0]?.handoff.kind,
        )
        .toBe('arrived');
      const before = await sql<{ n: string }>`select count(*) n from record_resources`.execute(
        server.database.db,
      );
      const again = await physician<PlanRecord>('POST', `/api/plans/${plan.planId}/versions/1/handoff`);
      expect(again.body.handoff.kind).toBe('arrived');
      const afterwards = await sql<{ n: string }>`select count(*) n from record_resources`.execute(
        server.database.db,
      );
      expect(afterwards.rows).toEqual(before.rows);
      const entries = await physician<
        readonly { planId: string; resources: readonly { resourceType: string; summary: string }[] }[]
      >('GET', '/api/record');
      const mine = entries.body.find((entry) => entry.planId === plan.planId);
      const orders = mine?.resources.filter(({ resourceType }) => resourceType === 'ServiceRequest');
      expect(orders).toHaveLength(1);
      expect(orders?.[0]?.summary).not.toBe('');
      expect((await accept({ planId: plan.planId, version: 1 })).body.code).toBe('wrong-state');
    });

    test("a blocking hazard needs both roles' own reasons", async () => {
      const { record, plan } = await newCase();
      const draft = after(rightL2L3Draft(), ...noHazards('H4'), {
        type: 'hazard/declare',
        hazard: { id: 'H4', present: 'yes', level: null, note: 'pump' },
      });
      const blocked = planOf(after(draft, answerHazard('H4', 'Catheter enters two levels below.')), {
        patient: plan.patient,
        planId: plan.planId,
      });
      const hazard = blocked.hazards.find(({ severity }) => severity === 'block');
      expect(hazard?.id).toBe('H4');
      const unanswered = { ...blocked, hazardAnswers: [] };
      expect((await sign(record.caseId, unanswered)).body.code).toBe('plan-refused');
      expect((await sign(record.caseId, blocked)).status).toBe(200);
      const plain = await accept({ planId: plan.planId, version: 1 });
      expect([plain.status, plain.body.code]).toEqual([422, 'plan-refused']);
      const own = await accept({ planId: plan.planId, version: 1 }, [
        { id: 'H4', siteId: hazard?.siteId ?? null, reason: 'Seen on the scout; I keep away.' },
      ]);
      expect(own.body.state).toBe('accepted');
    });

    test('returned with a comment, the plan is not handed over', async () => {
      const { record, plan } = await newCase();
      await sign(record.caseId, plan);
      const give = (comment: string) =>
        physician<PlanRecord & Failure>('POST', `/api/plans/${plan.planId}/versions/1/review`, {
          decision: 'returned',
          comment,
          hazardAnswers: [],
        });
      expect((await give('  ')).status).toBe(400);
      expect((await give('Please target L3-L4.')).body.state).toBe('returned');
      const handoff = await physician<Failure>('POST', `/api/plans/${plan.planId}/versions/1/handoff`);
      expect(handoff.body.code).toBe('wrong-state');
    });

    test('roles: only the radiologist signs and saves, only the pain physician reviews', async () => {
      const { record, plan } = await newCase();
      expect((await sign(record.caseId, plan, physician)).body.code).toBe('forbidden');
      expect(
        (await physician('PUT', `/api/cases/${record.caseId}/draft`, {}, { 'if-match': '0' })).status,
      ).toBe(403);
      await sign(record.caseId, plan);
      const own = await radiologist<Failure>('POST', `/api/plans/${plan.planId}/versions/1/review`, {
        decision: 'accepted',
        comment: '',
        hazardAnswers: [],
      });
      expect(own.body.code).toBe('forbidden');
    });

    test('every format of the plan is downloaded, an unknown one is not found', async () => {
      const { record, plan } = await newCase();
      await sign(record.caseId, plan);
      const get = (format: string) =>
        radiologist<Buffer & { resourceType?: string; planId?: string }>(
          'GET',
          `/api/plans/${plan.planId}/versions/1/export/${format}`,
        );
      expect((await get('json')).body.planId).toBe(plan.planId);
      expect((await get('fhir')).body.resourceType).toBe('Bundle');
      const text = await get('text');
      expect(text.body.toString('utf8').trim().split('\n')).toHaveLength(2);
      expect(String(text.headers['content-disposition'])).toContain('attachment');
      expect((await get('docx')).status).toBe(404);
    });

    test('the audit trail names who did what to which plan, and no patient', async () => {
      const { record, plan } = await newCase();
      await sign(record.caseId, plan);
      const rows = await server.database.db.selectFrom('audit').selectAll().execute();
      const signing = rows.find((row) => row.action === 'plan-signed' && row.plan_id === plan.planId);
      expect(signing).toMatchObject({
        actor_name: 'Dr R',
        actor_role: 'radiologist',
        version: 1,
        case_id: record.caseId,
      });
      const whole = JSON.stringify(rows) + server.logged();
      for (const secret of [PATIENT.name, PATIENT.birthDate, plan.patient.id])
        expect(whole).not.toContain(secret);
    });
  });
});
