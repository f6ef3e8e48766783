import { err, ok, type Result } from '../../domain/result.ts';
import { nextState, openOverrides, type PlanEvent } from '../../domain/plan/states.ts';
import type { PlanState } from '../../domain/vocabulary/terms.ts';
import type { Db } from '../db/database.ts';
import type { PlanRecord } from '../planRecord.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';

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
