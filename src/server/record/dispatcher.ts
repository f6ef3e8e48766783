import type { Logger } from 'pino';
import { err, issue } from '../../domain/result.ts';
import { NO_CONTEXT } from '../../interchange/context.ts';
import { readBackFaults } from '../../interchange/exportVerified.ts';
import { planToFhirBundle } from '../../interchange/fhir/bundle.ts';
import type { Bundle } from '@medplum/fhirtypes';
import { procedureToFhirBundle } from '../../interchange/fhir/procedure.ts';
import type { Database, Db } from '../db/database.ts';
import type { PlanRecord } from '../planRecord.ts';
import { safeError } from '../errors.ts';
import { recordAudit } from '../store/auditStore.ts';
import { guardChecks } from '../store/guardStore.ts';
import * as handoffs from '../store/handoffStore.ts';
import { keyImagesBase64 } from '../store/keyImageStore.ts';
import { planVersion } from '../store/planStore.ts';
import type { RecordPort } from './recordPort.ts';

/** Longer than the record's own time-out: a lease never runs out while a delivery may still succeed. */
const LEASE_MS = 60_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 5 * 60_000;

interface Ports {
  readonly database: Database;
  readonly record: RecordPort;
  readonly logger: Logger;
  readonly clock: () => Date;
  readonly dispatchIntervalMs: number;
}

export interface Dispatcher {
  /** Starts looking at the outbox at intervals. */
  start(): Promise<void>;
  /** Delivers this one ahead of all others; resolves when it was tried, or when somebody else has it in hand. */
  deliverNow(planId: string, version: number): Promise<void>;
  stop(): Promise<void>;
}

/** Delivers accepted plans. A row leaves the outbox only when the record has said, entry by entry, what it holds. */
export function createDispatcher(ports: Ports): Dispatcher {
  const { database, logger, dispatchIntervalMs } = ports;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  const urgent = new Set<Promise<void>>();
  const stopping = new AbortController();
  const failed = (error: unknown): void => logger.error({ fault: safeError(error) }, 'outbox failed');

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted && (await deliverNext(ports, null)));
  };
  const runDue = (): void => {
    running ??= work()
      .catch(failed)
      .finally(() => {
        running = null;
      });
  };

  return {
    async start() {
      // PGlite has one server by its lock; on PostgreSQL another server may be delivering, and its lease runs out.
      if (database.kind === 'pglite') await handoffs.releaseClaims(database.db);
      timer = setInterval(runDue, dispatchIntervalMs);
      timer.unref();
      runDue();
    },
    async deliverNow(planId, version) {
      const done = deliverNext(ports, { planId, version }).then(() => undefined, failed);
      urgent.add(done);
      await done;
      urgent.delete(done);
    },
    async stop() {
      stopping.abort();
      if (timer !== null) clearInterval(timer);
      await Promise.all([running, ...urgent]);
    },
  };
}

/** @returns false when nothing was due */
async function deliverNext(
  { database: { db }, record, logger, clock }: Ports,
  wanted: { readonly planId: string; readonly version: number } | null,
): Promise<boolean> {
  const now = clock();
  const handoff = await handoffs.claimDueHandoff(
    db,
    now.toISOString(),
    new Date(now.getTime() + LEASE_MS).toISOString(),
    wanted,
  );
  if (handoff === null) return false;
  const { planId, version, subject } = handoff;
  const found = await planVersion(db, planId, version);
  const bundle = found === null ? null : await bundleOf(db, found, subject);
  if (found === null || bundle === null) {
    await handoffs.withdrawHandoff(db, planId, version);
    return true;
  }
  const delivered = saysThePlan(bundle, found, subject)
    ? await record.deliver(bundle, planId, version)
    : err(issue('read-back', 'The bundle does not say what the plan says; it was not sent.'));
  const at = clock().toISOString();
  if (delivered.ok) {
    await handoffs.markArrived(db, handoff, { at, ...delivered.value });
  } else {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (handoff.attempts - 1), LONGEST_RETRY_MS);
    await handoffs.markFailed(db, handoff, {
      message: delivered.error.message,
      nextAttemptAt: new Date(clock().getTime() + wait).toISOString(),
    });
    logger.warn(
      { code: delivered.error.code, attempts: handoff.attempts },
      'hand-off failed, will be tried again',
    );
  }
  await recordAudit(db, {
    at,
    actor: null,
    action: delivered.ok ? 'handoff-arrived' : 'handoff-failed',
    caseId: found.caseId,
    planId,
    version,
    detail: delivered.ok
      ? { subject, resources: delivered.value.references.length, attempts: handoff.attempts }
      : { subject, code: delivered.error.code, attempts: handoff.attempts },
  });
  return true;
}

/** The order is read back by code that did not write it, as every export is (interchange/exportVerified.ts). */
const saysThePlan = (bundle: Bundle, { plan }: PlanRecord, subject: handoffs.HandoffSubject): boolean =>
  subject === 'procedure' ||
  readBackFaults(plan, 'fhir', [{ bytes: Buffer.from(JSON.stringify(bundle)) }], NO_CONTEXT).length === 0;

/** @returns null where there is nothing to send: the plan was superseded before its order left. */
async function bundleOf(db: Db, found: PlanRecord, subject: handoffs.HandoffSubject): Promise<Bundle | null> {
  if (subject === 'procedure') {
    const end = found.course.find(({ event }) => event.kind !== 'scheduled');
    if (end === undefined) return null;
    return procedureToFhirBundle(found.plan, end, await guardChecks(db, found.planId, found.version));
  }
  if (found.review?.decision !== 'accepted' || found.state === 'superseded') return null;
  return planToFhirBundle({
    plan: found.plan,
    review: found.review,
    keyImagePngs: await keyImagesBase64(
      db,
      found.plan.keyImages.map((image) => image.id),
    ),
    replacesHandedOffVersion: await handoffs.newestSentVersion(db, found.planId, found.version),
  });
}
