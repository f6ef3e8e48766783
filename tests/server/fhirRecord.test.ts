import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planToFhirBundle } from '../../src/interchange/fhir/bundle.ts';
import type { PlanRecord } from '../../src/app/api.ts';
import {
  danglingReferences,
  identifierOf,
  resolveReferences,
} from '../../src/server/record/bundleReferences.ts';
import { fhirRecord } from '../../src/server/record/fhirRecord.ts';
import { PATIENT, planFixture, planOf, rightL2L3Draft } from '../domain/builders.ts';
import { startFhirServer, type FhirServer } from '../support/fhirServer.ts';
import { startTestServer, type Caller, type TestServer } from './support/testServer.ts';

const signedPlan = planFixture({
  signature: { name: 'Dr R', role: 'radiologist', at: '2024-06-12T10:00:00.000Z', authenticated: false },
});
const bundle = planToFhirBundle({
  plan: signedPlan,
  review: {
    decision: 'accepted',
    comment: '',
    hazardAnswers: [],
    reviewer: { name: 'Dr P', role: 'pain-physician', at: '2024-06-12T11:00:00.000Z', authenticated: false },
  },
  keyImagePngs: {},
  replacesHandedOffVersion: null,
});

describe('a real FHIR R4 implementation as the procedure record', () => {
  let fhir: FhirServer;
  let server: TestServer;
  let radiologist: Caller;
  let physician: Caller;
  beforeAll(async () => {
    fhir = await startFhirServer();
    server = await startTestServer({ record: fhirRecord(fhir.url), dispatchIntervalMs: 1_000 });
    radiologist = await server.as('radiologist');
    physician = await server.as('pain-physician');
  });
  afterAll(async () => {
    await server.close();
    await fhir.close();
  });

  async function acceptedPlan(id: string): Promise<PlanRecord> {
    const patient = { ...PATIENT, id };
    const opened = await radiologist<{ caseId: string }>('POST', '/api/cases', { patient });
    const plan = planOf(rightL2L3Draft(), { patient, planId: `plan-${id}` });
    await radiologist('POST', `/api/cases/${opened.body.caseId}/plans`, { plan });
    const reviewed = await physician<PlanRecord>('POST', `/api/plans/plan-${id}/versions/1/review`, {
      decision: 'accepted',
      comment: '',
      hazardAnswers: [],
    });
    expect(reviewed.status).toBe(200);
    return reviewed.body;
  }
  const handoffOf = async (id: string): Promise<PlanRecord['handoff'] | undefined> =>
    (await radiologist<PlanRecord[]>('GET', `/api/plans/plan-${id}`)).body[0]?.handoff;

  test('an accepted plan arrives, and says as which resources', async () => {
    await acceptedPlan('F1');
    await expect.poll(async () => (await handoffOf('F1'))?.kind, { timeout: 20_000 }).toBe('arrived');
    const handoff = await handoffOf('F1');
    const references = handoff?.kind === 'arrived' ? handoff.references : [];
    expect(references.some((reference) => reference.startsWith('ServiceRequest/'))).toBe(true);
    expect(await fhir.count('ServiceRequest')).toBe(1);
  });

  test('the same bundle again makes no duplicate', async () => {
    const record = fhirRecord(fhir.url);
    const first = await record.deliver(bundle, signedPlan.planId, 1);
    const orders = await fhir.count('ServiceRequest');
    const observations = await fhir.count('Observation');
    const second = await record.deliver(bundle, signedPlan.planId, 1);
    expect(first.ok).toBe(true);
    expect(second).toEqual(first);
    expect([await fhir.count('ServiceRequest'), await fhir.count('Observation')]).toEqual([
      orders,
      observations,
    ]);
  });

  test('a record that is down for a while gets the plan later, once', async () => {
    const before = await fhir.count('ServiceRequest');
    fhir.failNext(1);
    const record = await acceptedPlan('F2');
    expect(record.handoff).toMatchObject({
      kind: 'queued',
      attempts: 1,
      lastError: expect.stringContaining('503'),
    });
    await expect
      .poll(async () => (await handoffOf('F2'))?.kind, { timeout: 30_000, interval: 300 })
      .toBe('arrived');
    expect(await fhir.count('ServiceRequest')).toBe(before + 1);
  });

  test('a person may ask for the next attempt now', async () => {
    fhir.failNext(1);
    await acceptedPlan('F3');
    const asked = await physician<PlanRecord>('POST', '/api/plans/plan-F3/versions/1/handoff');
    expect(asked.body.handoff.kind).toBe('arrived');
  });
});

describe('an answer that was lost', () => {
  test('the next version replaces the order that may stand in the record', async () => {
    const fhir = await startFhirServer();
    const server = await startTestServer({ record: fhirRecord(fhir.url) });
    const radiologist = await server.as('radiologist');
    const physician = await server.as('pain-physician');
    const patient = { ...PATIENT, id: 'LOST' };
    const { caseId } = (await radiologist<{ caseId: string }>('POST', '/api/cases', { patient })).body;
    const sign = (replacesVersion: number | null) =>
      radiologist<PlanRecord>('POST', `/api/cases/${caseId}/plans`, {
        plan: planOf(rightL2L3Draft(), {
          patient,
          planId: 'plan-lost',
          replacesVersion,
          version: (replacesVersion ?? 0) + 1,
        }),
      });
    const accept = (version: number) =>
      physician<PlanRecord>('POST', `/api/plans/plan-lost/versions/${String(version)}/review`, {
        decision: 'accepted',
        comment: '',
        hazardAnswers: [],
      });
    await sign(null);
    fhir.loseAnswers(1);
    const first = await accept(1);
    expect(first.body.handoff).toMatchObject({ kind: 'queued', attempts: 1 });
    expect((await sign(1)).status).toBe(200);
    const second = await accept(2);
    expect(second.body.handoff.kind).toBe('arrived');
    const orders = (await fhir.all('ServiceRequest')).filter(
      (order) => order.resourceType === 'ServiceRequest',
    );
    const [before, after] = [
      orders.find((order) => order.replaces === undefined),
      orders.find((order) => order.replaces !== undefined),
    ];
    expect(orders).toHaveLength(2);
    expect(after?.replaces?.[0]?.identifier).toEqual(before?.identifier?.[0]);
    await server.close();
    await fhir.close();
  });
});

const transactionResponse = (entry: unknown) => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry,
});

describe('answers that prove nothing', () => {
  let server: Server;
  let answer: { status: number; body: unknown };
  let url = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      response
        .writeHead(answer.status, { 'content-type': 'application/fhir+json' })
        .end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/fhir`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const entries = bundle.entry ?? [];
  const good = entries.map(({ resource }, index) => ({
    response: {
      status: '201 Created',
      location: `${resource?.resourceType ?? ''}/${String(index)}/_history/1`,
    },
  }));

  test.each([
    ['nothing', 200, null, 'record-answer'],
    ['a page of a proxy', 200, '<html>', 'record-answer'],
    ['fewer entries than sent', 200, transactionResponse(good.slice(1)), 'record-answer'],
    [
      'a refused entry',
      200,
      transactionResponse([{ response: { status: '412 Precondition Failed' } }, ...good.slice(1)]),
      'record-refused',
    ],
    [
      'no location',
      200,
      transactionResponse([{ response: { status: '201' } }, ...good.slice(1)]),
      'record-answer',
    ],
    [
      'another resource type',
      200,
      transactionResponse([{ response: { status: '201', location: 'Basic/1' } }, ...good.slice(1)]),
      'record-answer',
    ],
    [
      'an error',
      422,
      { resourceType: 'OperationOutcome', issue: [{ diagnostics: PATIENT.name }] },
      'record-refused',
    ],
  ])('%s is a failure, told without quoting the answer', async (_name, status, body, code) => {
    answer = { status, body };
    const delivered = await fhirRecord(url).deliver(bundle, signedPlan.planId, 1);
    expect(delivered).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(delivered)).not.toContain(PATIENT.name);
  });

  test('a complete answer is an arrival', async () => {
    answer = { status: 200, body: transactionResponse(good) };
    const delivered = await fhirRecord(url).deliver(bundle, signedPlan.planId, 1);
    expect(delivered).toMatchObject({ ok: true, value: { where: url } });
  });

  test('health: not R4, not FHIR, not there', async () => {
    answer = { status: 200, body: { resourceType: 'CapabilityStatement', fhirVersion: '5.0.0' } };
    expect((await fhirRecord(url).health()).message).toContain('5.0.0');
    answer = { status: 200, body: {} };
    expect((await fhirRecord(url).health()).ok).toBe(false);
    answer = { status: 200, body: { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' } };
    expect(await fhirRecord(url).health()).toEqual({ ok: true, message: null });
    expect((await fhirRecord('http://127.0.0.1:1/fhir').health()).ok).toBe(false);
  });
});

describe('references of a bundle', () => {
  test('ours hold together', () => expect(danglingReferences(bundle)).toEqual([]));

  test('one that nothing answers to is found', () => {
    const broken = { ...bundle, entry: (bundle.entry ?? []).slice(1) };
    expect(danglingReferences(broken).length).toBeGreaterThan(0);
  });

  test('they are resolved at every depth, and only as references', () => {
    const known = new Map([['urn:uuid:1', 'Patient/9']]);
    expect(
      resolveReferences(
        { subject: { reference: 'urn:uuid:1' }, list: [{ reference: 'urn:uuid:1' }], note: 'urn:uuid:1' },
        known,
      ),
    ).toEqual({
      subject: { reference: 'Patient/9' },
      list: [{ reference: 'Patient/9' }],
      note: 'urn:uuid:1',
    });
  });

  test.each([
    ['identifier=a%7Cb', { system: 'a', value: 'b' }],
    ['identifier=b', null],
    ['name=a%7Cb', null],
    ['identifier=a%7Cb&name=c', null],
  ])('%s', (search, expected) => expect(identifierOf(search)).toEqual(expected));
});
