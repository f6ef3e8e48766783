import type { Bundle, BundleEntry, CodeableConcept, Resource, Identifier } from '@medplum/fhirtypes';
import { v5 as uuidV5 } from 'uuid';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import type { Code } from '../codes/codes.ts';

/** Everything the bundle is written from. Pure data: a bundle built twice is equal. */
export interface BundleInput {
  readonly plan: TargetingPlan;
  readonly review: PlanReview | null;
  /** Key image id → PNG in base64; absent ones are named in the report but carry no picture. */
  readonly keyImagePngs: Readonly<Record<string, string>>;
  /** Version of this plan that already reached the record and is replaced by this one. */
  readonly replacesHandedOffVersion: number | null;
}

/** Base of the business identifiers; `.invalid` (RFC 2606) so that it is nobody's. */
export const IDENTIFIER_BASE = 'https://patchpoint.invalid/fhir/id';
/** Fixed namespace: fullUrls are the same for the same plan version, so a repeated bundle is the same bundle. */
const NAMESPACE = '7b0c9f2e-8e1b-4f53-9a55-6d0f4a1c2b77';

export const planKey = (plan: TargetingPlan, version: number = plan.version): string =>
  `${plan.planId}.v${version}`;

export const fullUrl = (key: string): string => `urn:uuid:${uuidV5(key, NAMESPACE)}`;
export const reference = (key: string, display?: string) =>
  display === undefined ? { reference: fullUrl(key) } : { reference: fullUrl(key), display };

export const identifier = (kind: string, value: string): Identifier => ({
  system: `${IDENTIFIER_BASE}/${kind}`,
  value,
});
/** A DICOM UID as FHIR identifier (FHIR R4 ImagingStudy.identifier). */
export const dicomUid = (uid: string): Identifier => ({ system: 'urn:dicom:uid', value: `urn:oid:${uid}` });

/** `identifier=system|value` as a search, percent-encoded: the condition of a conditional create. */
export const identifierSearch = (id: Identifier): string =>
  `identifier=${encodeURIComponent(`${escaped(id.system ?? '')}|${escaped(id.value ?? '')}`)}`;

/** FHIR R4 search.html#escaping: a comma would be an OR, a bar a separator. */
const escaped = (text: string): string => text.replaceAll(/[\\,$|]/g, '\\$&');

/** POST only if no resource with this business identifier exists: a repeated hand-off makes no duplicate. */
export function createOnce(key: string, resource: Resource, id: Identifier): BundleEntry {
  return {
    fullUrl: fullUrl(key),
    resource,
    request: { method: 'POST', url: resource.resourceType, ifNoneExist: identifierSearch(id) },
  };
}

/** PUT with a deterministic id: Provenance has no identifier in R4. The server must allow update-as-create. */
export function putOnce(resource: Resource & { id: string }): BundleEntry {
  const url = `${resource.resourceType}/${resource.id}`;
  return { fullUrl: fullUrl(url), resource, request: { method: 'PUT', url } };
}

export const concept = (code: Code | null, text: string): CodeableConcept =>
  code === null
    ? { text }
    : { coding: [{ system: code.system, code: code.code, display: code.display }], text };

export const concepts = (codes: readonly Code[], text: string): CodeableConcept => ({
  ...(codes.length === 0
    ? {}
    : { coding: codes.map(({ system, code, display }) => ({ system, code, display })) }),
  text,
});

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Generated narrative: every resource can be read by a person who has no software for it. */
export const narrative = (text: string) => ({
  status: 'generated' as const,
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${escapeXml(text)}</div>`,
});

export const transaction = (entries: readonly BundleEntry[]): Bundle =>
  withoutEmptyLists({ resourceType: 'Bundle', type: 'transaction', entry: [...entries] });

/** FHIR R4 json.html#null: a property with nothing to list is left out; HAPI refuses an empty array. */
function withoutEmptyLists<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries: [string, unknown][] = Object.entries(value);
  const kept = entries.filter(([, one]) => !(Array.isArray(one) && one.length === 0));
  const cleaned = kept.map(([key, one]) => [
    key,
    Array.isArray(one) ? one.map(withoutEmptyLists) : withoutEmptyLists(one),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same value without its empty, optional lists
  return Object.fromEntries(cleaned) as T;
}
