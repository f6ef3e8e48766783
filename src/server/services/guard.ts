import { judgeTip } from '../../domain/guard/judge.ts';
import { stops, type GuardCheck, type TipMark } from '../../domain/guard/model.ts';
import type { PlanState } from '../../domain/vocabulary/terms.ts';
import type { Result } from '../../domain/result.ts';
import type { Deps } from '../deps.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { recordAudit, type Actor } from '../store/auditStore.ts';
import { insertGuardCheck } from '../store/guardStore.ts';
import { inTransaction, lockedPlanVersion, Refused } from './planTransaction.ts';

export interface GuardRequest {
  readonly mark: TipMark;
  readonly reason: string;
}

/**
 * States in which a procedure follows the plan: what is superseded, returned or not yet accepted guides no needle, and a
 * check after the procedure was reported would not reach the record any more.
 */
const GUIDES: readonly PlanState[] = ['accepted', 'scheduled'];

/**
 * Keeps what the guard said at the table. The verdict is computed here again from the marks: a page cannot write
 * another one, and a stop is gone on from only with a reason in words.
 */
export async function keepGuardCheck(
  { database: { db }, clock, newId }: Pick<Deps, 'database' | 'clock' | 'newId'>,
  planId: string,
  version: number,
  { mark, reason }: GuardRequest,
  actor: Actor,
): Promise<Result<GuardCheck, ServerIssue>> {
  return inTransaction(db, async (trx) => {
    const found = await lockedPlanVersion(trx, planId, version);
    if (!GUIDES.includes(found.state))
      throw new Refused(
        serverIssue('wrong-state', `Version ${String(version)} is ${found.state}: it guides no procedure.`),
      );
    const judged = judgeTip(found.plan, mark);
    if (!judged.ok) throw new Refused({ ...judged.error, code: 'invalid' });
    if (stops(judged.value.verdict) && reason.trim() === '')
      throw new Refused(serverIssue('reason-missing', 'The guard stops: say in words why you go on.'));
    const at = clock().toISOString();
    const check: GuardCheck = {
      id: newId(),
      mark,
      ...judged.value,
      reason: reason.trim(),
      by: { ...actor, at },
    };
    await insertGuardCheck(trx, planId, version, check);
    await recordAudit(trx, {
      at,
      actor,
      action: 'guard-checked',
      caseId: found.caseId,
      planId,
      version,
      detail: { verdict: check.verdict.kind, stopped: stops(check.verdict) },
    });
    return check;
  });
}
