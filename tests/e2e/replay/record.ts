import type { Page } from 'playwright-core';
import type { PlanRecord, RecordEntry } from '../../../src/app/api.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';

export interface Coded {
  readonly text?: string;
}
export interface Resource {
  readonly resourceType: string;
  readonly gender?: string;
  readonly code?: Coded;
  readonly location?: Coded;
  readonly locationQualifier?: readonly Coded[];
  readonly bodySite?: readonly Coded[];
  readonly orderDetail?: readonly Coded[];
  readonly note?: readonly Coded[];
  readonly content?: readonly {
    readonly attachment: { readonly contentType: string; readonly data: string };
  }[];
}

/** What the procedure record holds of one accepted plan. */
export interface Held {
  readonly record: PlanRecord;
  readonly entry: RecordEntry;
  readonly resources: readonly Resource[];
  /** The plan as it lies in the record, out of its DocumentReference. */
  readonly plan: TargetingPlan;
  readonly planFile: TargetingPlan;
}

export async function getJson<T>(page: Page, path: string): Promise<T> {
  return (await page.evaluate(async (at) => {
    const answer = await fetch(at);
    if (!answer.ok) throw new Error(`${at} answered ${answer.status}`);
    return answer.json();
  }, path)) as T;
}

/** Status of an answer to something the page itself would not send. */
export const postStatus = (page: Page, path: string, body: unknown): Promise<number> =>
  page.evaluate(
    async ([at, json]) =>
      (await fetch(at, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json }))
        .status,
    [path, JSON.stringify(body)] as const,
  );

export async function heldBy(page: Page, planId: string, version: number): Promise<Held> {
  const versions = await getJson<readonly PlanRecord[]>(page, `/api/plans/${planId}`);
  const record = versions.find((each) => each.version === version);
  const entries = await getJson<readonly RecordEntry[]>(page, '/api/record');
  const entry = entries.find((each) => each.planId === planId && each.version === version);
  if (record === undefined || entry === undefined) throw new Error('the record does not hold the plan');
  const exported = `/api/plans/${planId}/versions/${version}/export`;
  const bundle = await getJson<{ readonly entry: readonly { readonly resource: Resource }[] }>(
    page,
    `${exported}/fhir`,
  );
  const resources = bundle.entry.map(({ resource }) => resource);
  const attached = resources
    .flatMap((resource) => resource.content ?? [])
    .find(({ attachment }) => attachment.contentType === 'application/json');
  const plan = JSON.parse(
    Buffer.from(attached?.attachment.data ?? '', 'base64').toString('utf8'),
  ) as TargetingPlan;
  return { record, entry, resources, plan, planFile: await getJson(page, `${exported}/json`) };
}
