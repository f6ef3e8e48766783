import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** What is handed over: the accepted plan as an order, later what became of it as a procedure. */
export type HandoffSubject = 'order' | 'procedure';

/** The outbox. A row is written in the transaction that decides; only a dispatcher moves it on. */
export interface DueHandoff {
  readonly planId: string;
  readonly version: number;
  readonly subject: HandoffSubject;
  readonly attempts: number;
}

export async function queueHandoff(
  db: Db,
  planId: string,
  version: number,
  subject: HandoffSubject,
  at: string,
): Promise<void> {
  await db
    .insertInto('handoffs')
    .values({ plan_id: planId, version, subject, state: 'queued', next_attempt_at: at })
    .onConflict((conflict) => conflict.columns(['plan_id', 'version', 'subject']).doNothing())
    .execute();
}

/** Asks for the next attempt now; an arrived hand-off is left alone. */
export async function hastenHandoff(db: Db, planId: string, version: number, at: string): Promise<void> {
  await db
    .updateTable('handoffs')
    .set({ next_attempt_at: at })
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .where('state', '=', 'queued')
    .execute();
}

/**
 * A plan that a newer version has replaced is not sent any more. Where it had been tried, an answer that was lost may
 * hide an arrival: `newestSentVersion` counts it still.
 *
 * @returns whether an order was withdrawn that nobody had begun to send; a dispatcher may take it until this very moment
 */
export async function withdrawHandoff(db: Db, planId: string, version: number): Promise<boolean> {
  const withdrawn = await db
    .updateTable('handoffs')
    .set({ state: 'withdrawn' })
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .where('subject', '=', 'order')
    .where('state', '=', 'queued')
    .returning('attempts')
    .executeTakeFirst();
  return withdrawn?.attempts === 0;
}

/** Takes one due row, or this one, until `leaseUntil`; several servers on one PostgreSQL never take the same row. */
export async function claimDueHandoff(
  db: Db,
  now: string,
  leaseUntil: string,
  wanted: { readonly planId: string; readonly version: number } | null,
): Promise<DueHandoff | null> {
  const row = await db
    .updateTable('handoffs')
    .set({ claimed_until: leaseUntil, attempts: sql<number>`attempts + 1` })
    .where((eb) =>
      eb(
        eb.refTuple('plan_id', 'version', 'subject'),
        'in',
        eb
          .selectFrom('handoffs')
          .select(['plan_id', 'version', 'subject'])
          .where('state', '=', 'queued')
          // A procedure is based on its order: the order goes first.
          .where((where) =>
            where.or([
              where('subject', '=', 'order'),
              where.not(
                where.exists(
                  where
                    .selectFrom('handoffs as order')
                    .select('order.plan_id')
                    .whereRef('order.plan_id', '=', 'handoffs.plan_id')
                    .whereRef('order.version', '=', 'handoffs.version')
                    .where('order.subject', '=', 'order')
                    .where('order.state', '=', 'queued'),
                ),
              ),
            ]),
          )
          .where('next_attempt_at', '<=', sql<Date>`${now}::timestamptz`)
          .where((where) =>
            where.or([
              where('claimed_until', 'is', null),
              where('claimed_until', '<=', sql<Date>`${now}::timestamptz`),
            ]),
          )
          .where((where) =>
            wanted === null
              ? where.lit(true)
              : where.and([where('plan_id', '=', wanted.planId), where('version', '=', wanted.version)]),
          )
          .orderBy('next_attempt_at')
          .limit(1)
          .forUpdate()
          .skipLocked()
          .$asTuple('plan_id', 'version', 'subject'),
      ),
    )
    .returning(['plan_id', 'version', 'subject', 'attempts'])
    .executeTakeFirst();
  return row === undefined
    ? null
    : { planId: row.plan_id, version: row.version, subject: row.subject, attempts: row.attempts };
}

/** At the start of the only server of a database: what a killed one had begun is due again. */
export async function releaseClaims(db: Db): Promise<void> {
  await db.updateTable('handoffs').set({ claimed_until: null }).where('state', '=', 'queued').execute();
}

export async function markArrived(
  db: Db,
  handoff: DueHandoff,
  arrival: { readonly at: string; readonly where: string; readonly references: readonly string[] },
): Promise<void> {
  await db
    .updateTable('handoffs')
    .set({
      state: 'arrived',
      last_error: null,
      claimed_until: null,
      arrived_at: arrival.at,
      arrived_where: arrival.where,
      resource_references: JSON.stringify(arrival.references),
    })
    .where('plan_id', '=', handoff.planId)
    .where('version', '=', handoff.version)
    .where('subject', '=', handoff.subject)
    .execute();
}

export async function markFailed(
  db: Db,
  handoff: DueHandoff,
  failure: { readonly message: string; readonly nextAttemptAt: string },
): Promise<void> {
  await db
    .updateTable('handoffs')
    .set({ last_error: failure.message, claimed_until: null, next_attempt_at: failure.nextAttemptAt })
    .where('plan_id', '=', handoff.planId)
    .where('version', '=', handoff.version)
    .where('subject', '=', handoff.subject)
    .where('state', '=', 'queued')
    .execute();
}

/**
 * Newest superseded version whose order has reached the record, or may have: it was tried and withdrawn without a clear
 * answer. The next order `replaces` it, by identifier, so that no two orders of one plan stand side by side.
 */
export async function newestSentVersion(db: Db, planId: string, before: number): Promise<number | null> {
  const row = await db
    .selectFrom('handoffs')
    .innerJoin('plans', (join) =>
      join.onRef('plans.plan_id', '=', 'handoffs.plan_id').onRef('plans.version', '=', 'handoffs.version'),
    )
    .select('handoffs.version')
    .where('handoffs.plan_id', '=', planId)
    .where('handoffs.version', '<', before)
    .where('handoffs.subject', '=', 'order')
    .where('plans.state', '=', 'superseded')
    .where((where) =>
      where.or([
        where('handoffs.state', '=', 'arrived'),
        where.and([where('handoffs.state', '=', 'withdrawn'), where('handoffs.attempts', '>', 0)]),
      ]),
    )
    .orderBy('handoffs.version', 'desc')
    .executeTakeFirst();
  return row?.version ?? null;
}
