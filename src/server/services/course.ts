import { checkCourseEvent, type CourseEvent } from '../../domain/plan/course.ts';
import type { Result } from '../../domain/result.ts';
import type { Database } from '../db/database.ts';
import type { PlanRecord } from '../planRecord.ts';
import type { ServerIssue } from '../serverIssue.ts';
import { recordAudit, type Actor } from '../store/auditStore.ts';
import { insertCourseEntry } from '../store/courseStore.ts';
import { queueHandoff, withdrawHandoff } from '../store/handoffStore.ts';
import { setPlanState } from '../store/planStore.ts';
import { changePlanVersion, Refused, refuseUnless } from './planTransaction.ts';

interface Ports {
  readonly database: Database;
  readonly clock: () => Date;
}

const PLAN_EVENT = { scheduled: 'schedule', performed: 'perform', cancelled: 'cancel' } as const;

/** What becomes of an accepted plan: an entry, the next state and what the record must learn, in one transaction. */
export function courseService({ database: { db }, clock }: Ports) {
  return {
    async add(
      planId: string,
      version: number,
      event: CourseEvent,
      actor: Actor,
    ): Promise<Result<PlanRecord, ServerIssue>> {
      const at = clock().toISOString();
      return changePlanVersion(db, planId, version, async (trx, record) => {
        const state = refuseUnless(record, { type: PLAN_EVENT[event.kind], role: actor.role });
        const checked = checkCourseEvent(record.plan, event);
        if (!checked.ok) throw new Refused({ ...checked.error, code: 'invalid' });
        await insertCourseEntry(trx, planId, version, { event, by: { ...actor, at } });
        await setPlanState(trx, planId, version, state);
        await tellRecord(event);
        await recordAudit(trx, {
          at,
          actor,
          action: `procedure-${event.kind}`,
          caseId: record.caseId,
          planId,
          version,
        });

        /** A procedure cancelled before its order was ever sent leaves nothing to tell. */
        async function tellRecord({ kind }: CourseEvent): Promise<void> {
          if (kind === 'scheduled') return;
          const neverSent = kind === 'cancelled' && (await withdrawHandoff(trx, planId, version));
          if (!neverSent) await queueHandoff(trx, planId, version, 'procedure', at);
        }
      });
    },
  };
}
