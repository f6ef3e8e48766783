import { err, ok, type Result } from '../../domain/result.ts';
import { nextState, openOverrides, type PlanEvent } from '../../domain/plan/states.ts';
import type { PlanState } from '../../domain/vocabulary/terms.ts';
import type { Db } from '../db/database.ts';
import type { PlanRecord } from '../planRecord.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { lockCase } from '../store/caseStore.ts';
import { planVersion } from '../store/planStore.ts';

/** Thrown inside a transaction to roll it back with an answer. */
export class Refused extends Error {
  readonly serverIssue: ServerIssue;
  constructor(refusal: ServerIssue) {
    super(refusal.code);
    this.serverIssue = refusal;
  }
}

export async function inTransaction<T>(
  db: Db,
  work: (trx: Db) => Promise<T>,
): Promise<Result<T, ServerIssue>> {
  try {
    return ok(await db.transaction().execute(work));
  } catch (error) {
    if (error instanceof Refused) return err(error.serverIssue);
    throw error;
  }
}

/**
 * A plan version as it is once the lock of its case is held: nothing else happens to it until the transaction ends.
 *
 * @throws Refused where there is none
 */
export async function lockedPlanVersion(trx: Db, planId: string, version: number): Promise<PlanRecord> {
  const found = await planVersion(trx, planId, version);
  if (found === null) throw new Refused(serverIssue('not-found', 'There is no such plan version.'));
  await lockCase(trx, found.caseId);
  return mustExist(await planVersion(trx, planId, version));
}

/**
 * What happens to one plan version, in one transaction and under the lock of its case.
 *
 * @returns the version as it is afterwards
 */
export const changePlanVersion = (
  db: Db,
  planId: string,
  version: number,
  change: (trx: Db, record: PlanRecord) => Promise<void>,
): Promise<Result<PlanRecord, ServerIssue>> =>
  inTransaction(db, async (trx) => {
    await change(trx, await lockedPlanVersion(trx, planId, version));
    return mustExist(await planVersion(trx, planId, version));
  });

/**
 * The state machine of the domain decides; the database refuses the same again by a trigger.
 *
 * @returns the state after the event
 * @throws Refused with what is in the way
 */
export function refuseUnless(record: PlanRecord, event: PlanEvent): PlanState {
  const next = nextState(record.state, event, record.plan);
  if (next.ok) return next.value;
  const { code, message } = next.error;
  if (code === 'hazard-unanswered' && event.type === 'accept') {
    throw new Refused(
      serverIssue(
        'plan-refused',
        'Blocking hazards need your own reason before the plan is accepted.',
        openOverrides(record.plan, event.hazardAnswers),
      ),
    );
  }
  throw new Refused(
    serverIssue(code === 'wrong-state' ? 'wrong-state' : code === 'role' ? 'forbidden' : 'invalid', message),
  );
}

export function mustExist<T>(value: T | null): T {
  if (value === null) throw new Error('A row just written was not found.');
  return value;
}
