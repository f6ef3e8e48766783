import { sql, type Selectable } from 'kysely';
import type { HandoffState, PlanRecord } from '../planRecord.ts';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import type { PlanState } from '../../domain/vocabulary/terms.ts';
import { parseTargetingPlan, planReviewSchema } from '../../schema/plan.ts';
import { z } from 'zod';
import { courseEntrySchema } from '../../schema/course.ts';
import type { Db } from '../db/database.ts';
import { canonicalJson, sha256Hex } from '../db/json.ts';
import type { Tables } from '../db/tables.ts';
import type { HandoffSubject } from './handoffStore.ts';

type Row = Selectable<Tables['plans']> & {
  readonly review: unknown;
  readonly course: unknown;
  readonly order_handoff: unknown;
  readonly procedure_handoff: unknown;
};

/** A row of the outbox as PostgreSQL writes it into JSON. */
const handoffRow = z.object({
  state: z.enum(['queued', 'arrived', 'withdrawn']),
  attempts: z.int(),
  last_error: z.string().nullable(),
  arrived_at: z.string().nullable(),
  arrived_where: z.string().nullable(),
  resource_references: z.array(z.string()).nullable(),
});

const handoffOf = (subject: HandoffSubject) =>
  sql`(select to_jsonb(h) from handoffs h
    where h.plan_id = plans.plan_id and h.version = plans.version and h.subject = ${subject})`;

const records = (db: Db) =>
  db
    .selectFrom('plans')
    .leftJoin('reviews', (join) =>
      join.onRef('reviews.plan_id', '=', 'plans.plan_id').onRef('reviews.version', '=', 'plans.version'),
    )
    .selectAll('plans')
    .select([
      'reviews.content as review',
      sql`(select coalesce(jsonb_agg(c.content order by c.entry_id), '[]'::jsonb) from course c
        where c.plan_id = plans.plan_id and c.version = plans.version)`.as('course'),
      handoffOf('order').as('order_handoff'),
      handoffOf('procedure').as('procedure_handoff'),
    ]);

/** All versions, newest first. */
export async function plansOfCase(db: Db, caseId: string): Promise<readonly PlanRecord[]> {
  const rows = await records(db).where('case_id', '=', caseId).orderBy('plans.version', 'desc').execute();
  return rows.map(toRecord);
}

export async function planVersions(db: Db, planId: string): Promise<readonly PlanRecord[]> {
  const rows = await records(db)
    .where('plans.plan_id', '=', planId)
    .orderBy('plans.version', 'desc')
    .execute();
  return rows.map(toRecord);
}

export async function planVersion(db: Db, planId: string, version: number): Promise<PlanRecord | null> {
  const row = await records(db)
    .where('plans.plan_id', '=', planId)
    .where('plans.version', '=', version)
    .executeTakeFirst();
  return row === undefined ? null : toRecord(row);
}

/** The newest version of every case: what a worklist shows. */
export async function newestPlans(db: Db): Promise<readonly PlanRecord[]> {
  const rows = await records(db)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('plans as newer')
            .select('newer.plan_id')
            .whereRef('newer.case_id', '=', 'plans.case_id')
            .whereRef('newer.version', '>', 'plans.version'),
        ),
      ),
    )
    .execute();
  return rows.map(toRecord);
}

export async function insertPlan(db: Db, caseId: string, plan: TargetingPlan, at: string): Promise<void> {
  await db
    .insertInto('plans')
    .values({
      plan_id: plan.planId,
      version: plan.version,
      case_id: caseId,
      state: 'signed',
      content: JSON.stringify(plan),
      content_sha256: sha256Hex(canonicalJson(plan)),
      signed_at: at,
    })
    .execute();
}

export async function setPlanState(db: Db, planId: string, version: number, state: PlanState): Promise<void> {
  await db
    .updateTable('plans')
    .set({ state })
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
}

export async function insertReview(
  db: Db,
  planId: string,
  version: number,
  review: PlanReview,
): Promise<void> {
  await db
    .insertInto('reviews')
    .values({
      plan_id: planId,
      version,
      content: JSON.stringify(review),
      reviewed_at: review.reviewer.at,
    })
    .execute();
}

/**
 * A stored plan that no longer reads, or whose hash differs, is damage: never shown as if it were the signed one. The
 * hash is of what was signed; reading may bring an older schema version up to date.
 */
function toRecord(row: Row): PlanRecord {
  const plan = parseTargetingPlan(row.content);
  if (!plan.ok || sha256Hex(canonicalJson(row.content)) !== row.content_sha256) {
    throw new Error(`Plan ${row.plan_id} version ${String(row.version)} is damaged in the database.`);
  }
  return {
    planId: row.plan_id,
    version: row.version,
    caseId: row.case_id,
    state: row.state,
    plan: plan.value,
    review: row.review === null ? null : planReviewSchema.parse(row.review),
    handoff: handoffState(row.order_handoff),
    course: z.array(courseEntrySchema).parse(row.course),
    procedureHandoff: handoffState(row.procedure_handoff),
  };
}

function handoffState(value: unknown): HandoffState {
  if (value === null) return { kind: 'none' };
  const row = handoffRow.parse(value);
  if (row.state === 'queued') return { kind: 'queued', attempts: row.attempts, lastError: row.last_error };
  if (row.state !== 'arrived' || row.arrived_at === null || row.arrived_where === null) {
    return { kind: 'none' };
  }
  return {
    kind: 'arrived',
    at: new Date(row.arrived_at).toISOString(),
    where: row.arrived_where,
    references: row.resource_references ?? [],
  };
}
