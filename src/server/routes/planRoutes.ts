import {
  caseParams,
  exportParams,
  planParams,
  planVersionParams,
  recordSchema,
  reviewRequestSchema,
  signPlanSchema,
} from '../../schema/http.ts';
import { PLAN_FORMATS, planFormat, REPORT_FORMAT } from '../../interchange/formats.ts';
import type { Deps } from '../deps.ts';
import { replyWithIssue } from '../errors.ts';
import { actorIn, needs } from '../identity.ts';
import { archiveReceiptAnswer, planRecordAnswer, planRecordsAnswer } from '../planRecord.ts';
import type { Dispatcher } from '../record/dispatcher.ts';
import { serverIssue } from '../serverIssue.ts';
import { courseEventSchema } from '../../schema/course.ts';
import { archivePlan } from '../services/archivePlan.ts';
import { courseService } from '../services/course.ts';
import { exportPlan } from '../services/planExport.ts';
import { signingService } from '../services/signing.ts';
import { recordAudit } from '../store/auditStore.ts';
import { hastenHandoff } from '../store/handoffStore.ts';
import { plansOfCase, planVersion, planVersions } from '../store/planStore.ts';
import { recordEntries } from '../store/recordStore.ts';
import { failures, fileAnswer, type ZodApp } from './zodApp.ts';

/** What an export may be: one format's type, or a ZIP where a format makes several files. */
const FILE_TYPES = new Set(
  [...PLAN_FORMATS, REPORT_FORMAT, { contentType: 'application/zip' }].map(
    ({ contentType }) => contentType.split(';')[0] ?? contentType,
  ),
);
const PLAN_LIMIT_BYTES = 16 * 1024 * 1024;
/** An answer waits this long for the first delivery, so that the page usually shows the arrival at once. */
const DELIVERY_GRACE_MS = 1_500;
const notFound = serverIssue('not-found', 'There is no such plan version.');

export function addPlanRoutes(app: ZodApp, deps: Deps, dispatcher: Dispatcher): void {
  const { clock } = deps;
  const { db } = deps.database;
  const service = signingService(deps);
  const course = courseService(deps);
  const deliverSoon = (planId: string, version: number) =>
    Promise.race([
      dispatcher.deliverNow(planId, version),
      new Promise((resolve) => setTimeout(resolve, DELIVERY_GRACE_MS).unref()),
    ]);

  app.post(
    '/api/cases/:caseId/plans',
    {
      onRequest: needs('radiologist'),
      bodyLimit: PLAN_LIMIT_BYTES,
      schema: {
        tags: ['plans'],
        summary: 'Sign a plan: checked against its marks, stamped, numbered, locked',
        params: caseParams,
        body: signPlanSchema,
        response: { 200: planRecordAnswer, ...failures(400, 401, 403, 404, 409, 413, 422) },
      },
    },
    async (request, reply) => {
      const signed = await service.sign(request.params.caseId, request.body.plan, actorIn(request));
      return signed.ok ? signed.value : replyWithIssue(reply, signed.error);
    },
  );

  app.get(
    '/api/cases/:caseId/plans',
    {
      onRequest: needs(),
      schema: {
        tags: ['plans'],
        summary: 'All plan versions of a case, newest first',
        params: caseParams,
        response: { 200: planRecordsAnswer, ...failures(400, 401) },
      },
    },
    (request) => plansOfCase(db, request.params.caseId),
  );

  app.get(
    '/api/plans/:planId',
    {
      onRequest: needs(),
      schema: {
        tags: ['plans'],
        summary: 'All versions of a plan, newest first',
        params: planParams,
        response: { 200: planRecordsAnswer, ...failures(400, 401, 404) },
      },
    },
    async (request, reply) => {
      const versions = await planVersions(db, request.params.planId);
      return versions.length === 0
        ? replyWithIssue(reply, serverIssue('not-found', 'There is no such plan.'))
        : versions;
    },
  );

  app.post(
    '/api/plans/:planId/versions/:version/review',
    {
      onRequest: needs('pain-physician'),
      schema: {
        tags: ['plans'],
        summary: 'Accept or return a signed plan; acceptance queues the hand-off',
        params: planVersionParams,
        body: reviewRequestSchema,
        response: { 200: planRecordAnswer, ...failures(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { planId, version } = request.params;
      const reviewed = await service.review(planId, version, request.body, actorIn(request));
      if (!reviewed.ok) return replyWithIssue(reply, reviewed.error);
      if (reviewed.value.state !== 'accepted') return reviewed.value;
      await deliverSoon(planId, version);
      return (await planVersion(db, planId, version)) ?? reviewed.value;
    },
  );

  app.post(
    '/api/plans/:planId/versions/:version/course',
    {
      onRequest: needs('pain-physician'),
      schema: {
        tags: ['plans'],
        summary: 'Schedule, report or cancel the procedure of an accepted plan',
        params: planVersionParams,
        body: courseEventSchema,
        response: { 200: planRecordAnswer, ...failures(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { planId, version } = request.params;
      const added = await course.add(planId, version, request.body, actorIn(request));
      if (!added.ok) return replyWithIssue(reply, added.error);
      if (added.value.procedureHandoff.kind !== 'queued') return added.value;
      await deliverSoon(planId, version);
      return (await planVersion(db, planId, version)) ?? added.value;
    },
  );

  app.post(
    '/api/plans/:planId/versions/:version/handoff',
    {
      onRequest: needs(),
      schema: {
        tags: ['plans'],
        summary: 'Try a queued hand-off again now; an arrived one is left alone',
        params: planVersionParams,
        response: { 200: planRecordAnswer, ...failures(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { planId, version } = request.params;
      const found = await planVersion(db, planId, version);
      if (found === null) return replyWithIssue(reply, notFound);
      if (found.handoff.kind === 'none' && found.procedureHandoff.kind !== 'queued') {
        return replyWithIssue(
          reply,
          serverIssue('wrong-state', 'Only an accepted plan is handed over to the record.'),
        );
      }
      const at = clock().toISOString();
      await hastenHandoff(db, planId, version, at);
      await recordAudit(db, {
        at,
        actor: actorIn(request),
        action: 'handoff-requested',
        caseId: found.caseId,
        planId,
        version,
      });
      await deliverSoon(planId, version);
      return (await planVersion(db, planId, version)) ?? found;
    },
  );

  app.get(
    '/api/plans/:planId/versions/:version/export/:format',
    {
      onRequest: needs(),
      schema: {
        tags: ['plans'],
        summary: 'A plan version as a file in one of the formats, read back before it is given out',
        params: exportParams,
        response: { 200: fileAnswer('The file', ...FILE_TYPES), ...failures(400, 401, 404, 422) },
      },
    },
    async (request, reply) => {
      const { planId, version } = request.params;
      const wanted = request.params.format;
      const format = wanted === REPORT_FORMAT.id ? REPORT_FORMAT : planFormat(wanted);
      const found = format === undefined ? null : await planVersion(db, planId, version);
      if (format === undefined || found === null) return replyWithIssue(reply, notFound);
      const file = await exportPlan(deps, found, format);
      if (!file.ok) return replyWithIssue(reply, file.error);
      await recordAudit(db, {
        at: clock().toISOString(),
        actor: actorIn(request),
        action: 'plan-exported',
        caseId: found.caseId,
        planId,
        version,
        detail: { format: format.id },
      });
      return reply
        .header('content-type', file.value.contentType)
        .header(
          'content-disposition',
          `attachment; filename="${planId}.v${String(version)}.${file.value.extension}"`,
        )
        .header('cache-control', 'private, no-store')
        .send(file.value.bytes);
    },
  );

  app.post(
    '/api/plans/:planId/versions/:version/archive',
    {
      onRequest: needs(),
      config: { rateLimit: { max: 12, timeWindow: '1 minute' } },
      schema: {
        tags: ['plans'],
        summary:
          'Store the DICOM objects of a plan version in the archive; what is there already is left alone',
        params: planVersionParams,
        response: { 200: archiveReceiptAnswer, ...failures(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { planId, version } = request.params;
      const found = await planVersion(db, planId, version);
      if (found === null) return replyWithIssue(reply, notFound);
      const receipt = await archivePlan(deps, found);
      await recordAudit(db, {
        at: clock().toISOString(),
        actor: actorIn(request),
        action: 'plan-archived',
        caseId: found.caseId,
        planId,
        version,
        detail: Object.fromEntries(receipt.formats.map(({ format, state }) => [format, state])),
      });
      return receipt;
    },
  );

  app.get(
    '/api/record',
    {
      onRequest: needs(),
      schema: {
        tags: ['record'],
        summary: 'What the embedded procedure record holds',
        response: { 200: recordSchema, ...failures(401) },
      },
    },
    () => recordEntries(db),
  );
}
