import type { KeyImage } from '../../domain/case/document.ts';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { reviewEvent } from '../../domain/plan/states.ts';
import { LIMIT_IDS, RULE_LIMITS, type RuleLimits } from '../../domain/plan/rules/limits.ts';
import { RULES_VERSION } from '../../domain/plan/rules/ruleHistory.ts';
import { verifyPlan } from '../../domain/plan/verifyPlan.ts';
import { err, issue, type Issue, type Result } from '../../domain/result.ts';
import { NO_CONTEXT } from '../../interchange/context.ts';
import { exportVerified } from '../../interchange/exportVerified.ts';
import type { Database, Db } from '../db/database.ts';
import type { PlanRecord } from '../planRecord.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { recordAudit, type Actor } from '../store/auditStore.ts';
import { lockCase, type StoredCase } from '../store/caseStore.ts';
import { queueHandoff, withdrawHandoff } from '../store/handoffStore.ts';
import { keyImagesOfCase } from '../store/keyImageStore.ts';
import * as plans from '../store/planStore.ts';
import { changePlanVersion, inTransaction, mustExist, Refused, refuseUnless } from './planTransaction.ts';
import { samePerson } from '../../dicom/patientIdentity.ts';

interface Ports {
  readonly database: Database;
  readonly clock: () => Date;
  readonly limits: RuleLimits;
}
export type ReviewRequest = Pick<PlanReview, 'decision' | 'comment' | 'hazardAnswers'>;

export function signingService({ database: { db }, clock, limits }: Ports) {
  return {
    /**
     * Locks a plan: checked again here against its own marks, stamped with the session's name, numbered n + 1. The
     * earlier version is superseded in the same transaction, and withdrawn where it has not been sent yet.
     */
    async sign(caseId: string, plan: TargetingPlan, actor: Actor): Promise<Result<PlanRecord, ServerIssue>> {
      const at = clock().toISOString();
      const derived = [...ruleFaults(plan, limits), ...verifyPlan({ ...plan, signature: null })];
      const faults = derived.length > 0 ? derived : orderFaults(plan);
      if (faults.length > 0) {
        await recordAudit(db, {
          at,
          actor,
          action: 'plan-refused',
          caseId,
          detail: { codes: faults.map((fault) => fault.code).join(' ') },
        });
        return err(
          serverIssue(
            'plan-refused',
            derived.length > 0
              ? 'The plan was not signed: it does not follow from its marks.'
              : 'The plan was not signed: its order would not say the same as the plan.',
            faults,
          ),
        );
      }
      return inTransaction(db, async (trx) => {
        const stored = await lockCase(trx, caseId);
        if (stored === null) throw new Refused(serverIssue('not-found', 'There is no such case.'));
        if (!isPatientOf(plan, stored)) {
          throw new Refused(
            serverIssue('patient-mismatch', 'The plan names another patient than the case does.'),
          );
        }
        const latest = (await plans.plansOfCase(trx, caseId))[0] ?? null;
        if (plan.replacesVersion !== (latest?.version ?? null)) {
          throw new Refused(
            serverIssue(
              'conflict',
              'Another version of this plan was signed in the meantime; look at it first.',
            ),
          );
        }
        const version = (latest?.version ?? 0) + 1;
        const signed: TargetingPlan = {
          ...plan,
          planId: latest?.planId ?? plan.planId,
          version,
          signature: { name: actor.name, role: actor.role, at, authenticated: actor.authenticated },
        };
        const printed = notPrintedFor(signed);
        if (printed.length > 0)
          throw new Refused(
            serverIssue(
              'plan-refused',
              'The plan was not signed: its key images do not name its version.',
              printed,
            ),
          );
        const missing = await missingKeyImages(trx, caseId, plan);
        if (missing.length > 0) {
          throw new Refused(
            serverIssue('key-image-missing', 'Key images of the plan are not stored here.', missing),
          );
        }
        if (latest === null && (await plans.planVersions(trx, signed.planId)).length > 0) {
          throw new Refused(serverIssue('conflict', 'This plan id belongs to another case.'));
        }
        // What was performed or cancelled stays what it is; a new version after it is a plan for another session.
        if (latest !== null && latest.state !== 'performed' && latest.state !== 'cancelled') {
          await plans.setPlanState(trx, latest.planId, latest.version, 'superseded');
          await withdrawHandoff(trx, latest.planId, latest.version);
        }
        await plans.insertPlan(trx, caseId, signed, at);
        await recordAudit(trx, { at, actor, action: 'plan-signed', caseId, planId: signed.planId, version });
        return mustExist(await plans.planVersion(trx, signed.planId, version));
      });
    },

    /** The pain physician's answer. Accepting queues the hand-off in the same transaction. */
    async review(
      planId: string,
      version: number,
      request: ReviewRequest,
      actor: Actor,
    ): Promise<Result<PlanRecord, ServerIssue>> {
      const at = clock().toISOString();
      return changePlanVersion(db, planId, version, async (trx, record) => {
        refuseUnless(record, reviewEvent({ ...request, reviewer: { ...actor, at } }));
        await plans.insertReview(trx, planId, version, {
          decision: request.decision,
          comment: request.comment,
          hazardAnswers: request.hazardAnswers,
          reviewer: { name: actor.name, role: actor.role, at, authenticated: actor.authenticated },
        });
        await plans.setPlanState(trx, planId, version, request.decision);
        if (request.decision === 'accepted') await queueHandoff(trx, planId, version, 'order', at);
        await recordAudit(trx, {
          at,
          actor,
          action: request.decision === 'accepted' ? 'plan-accepted' : 'plan-returned',
          caseId: record.caseId,
          planId,
          version,
        });
      });
    },
  };
}

const isPatientOf = (plan: TargetingPlan, stored: StoredCase): boolean =>
  samePerson(plan.patient, stored.patient);

/** A plan is signed by the rules of this software and the thresholds of this site, whatever it says of itself. */
function ruleFaults({ rules }: TargetingPlan, limits: RuleLimits): readonly Issue[] {
  const other = LIMIT_IDS.filter((id) => rules.limits[id] !== limits[id]);
  return [
    ...(rules.version === RULES_VERSION
      ? []
      : [issue('rules-differ', 'The plan was judged by other rules: load the page again.', 'rules.version')]),
    ...other.map((id) =>
      issue(
        'limits-differ',
        `The plan was judged by another threshold (${RULE_LIMITS[id].name}) than this server's: open the case again.`,
        `rules.limits.${id}`,
      ),
    ),
  ];
}

/** Before the lock: words that the order cannot say so that they read back would keep it from ever leaving. */
function orderFaults(plan: TargetingPlan): readonly Issue[] {
  const order = exportVerified(plan, 'fhir', NO_CONTEXT);
  if (order.ok) return [];
  return order.error.map(({ code, path = 'the plan' }) =>
    issue(code, `The order cannot say ${path} as it is worded: word it in another way.`, path),
  );
}

const pictures = (image: KeyImage) =>
  [image, image.clean, image.marked].filter((picture) => picture !== undefined);

/** A picture leaves with a strip that names the version it belongs to. Those of older drafts have theirs from then. */
const notPrintedFor = ({ keyImages, version }: TargetingPlan): readonly Issue[] =>
  keyImages.flatMap(({ marked, planVersion }, index) =>
    marked === undefined || planVersion === version
      ? []
      : [
          issue(
            'key-image-version',
            `Key image ${String(index + 1)} was not printed for version ${String(version)}: sign again.`,
            `keyImages.${String(index)}`,
          ),
        ],
  );

async function missingKeyImages(db: Db, caseId: string, plan: TargetingPlan): Promise<readonly Issue[]> {
  const ids = plan.keyImages.flatMap(pictures).map(({ id }) => id);
  const stored = await keyImagesOfCase(db, caseId, ids);
  return plan.keyImages.flatMap((image, index) =>
    pictures(image).every(({ id, sha256 }) => stored.get(id) === sha256)
      ? []
      : [
          issue(
            'key-image-missing',
            `Key image ${String(index + 1)} is not stored.`,
            `keyImages.${String(index)}`,
          ),
        ],
  );
}
