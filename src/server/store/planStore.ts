import type { Selectable } from 'kysely';
import type { HandoffState, PlanRecord } from '../planRecord.ts';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import type { PlanState } from '../../domain/vocabulary/terms.ts';
import { parseTargetingPlan, planReviewSchema } from '../../schema/plan.ts';
import { z } from 'zod';
import type { Db } from '../db/database.ts';
import { canonicalJson, sha256Hex } from '../db/json.ts';
import type { Tables } from '../db/tables.ts';

type Row = Selectable<Tables['plans']> & {
  readonly review: unknown;
  readonly handoff: 'queued' | 'arrived' | 'withdrawn' | null;
  readonly attempts: number | null;
  readonly last_error: string | null;
  readonly arrived_at: Date | null;
  readonly arrived_where: string | null;
  readonly resource_references: unknown;
};

const records = (db: Db) =>
  db
    .selectFrom('plans')
    .leftJoin('reviews', (join) =>
      join.onRef('reviews.plan_id', '=', 'plans.plan_id').onRef('reviews.version', '=', 'plans.version'),
    )
    .leftJoin('handoffs', (join) =>
      join.onRef('handoffs.plan_id', '=', 'plans.plan_id').onRef('handoffs.version', '=', 'plans.version'),
    )
    .selectAll('plans')
    .select([
      'reviews.content as review',
      'handoffs.state as handoff',
      'handoffs.attempts',
      'handoffs.last_error',
      'handoffs.arrived_at',
      'handoffs.arrived_where',
      'handoffs.resource_references',
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

/** The version in force of every case: what a worklist shows. */
export async function plansInForce(db: Db): Promise<readonly PlanRecord[]> {
  const rows = await records(db).where('plans.state', '<>', 'superseded').execute();
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
    handoff: handoffState(row),
  };
}

function handoffState(row: Row): HandoffState {
  if (row.handoff === 'queued') {
    return { kind: 'queued', attempts: row.attempts ?? 0, lastError: row.last_error };
  }
  if (row.handoff === 'arrived' && row.arrived_at !== null && row.arrived_where !== null) {
    return {
      kind: 'arrived',
      at: row.arrived_at.toISOString(),
      where: row.arrived_where,
      references: z.array(z.string()).parse(row.resource_references),
    };
  }
  return { kind: 'none' };
}
