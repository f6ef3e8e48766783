import { guardCheckSchema, guardChecksSchema, guardRequestSchema } from '../../schema/guard.ts';
import { planVersionParams } from '../../schema/http.ts';
import type { Deps } from '../deps.ts';
import { replyWithIssue } from '../errors.ts';
import { actorIn, needs } from '../identity.ts';
import { keepGuardCheck } from '../services/guard.ts';
import { guardChecks } from '../store/guardStore.ts';
import { failures, type ZodApp } from './zodApp.ts';

/** The wrong-level guard beside a locked plan: checks are added, never changed. */
export function addGuardRoutes(app: ZodApp, deps: Deps): void {
  app.get(
    '/api/plans/:planId/versions/:version/guard',
    {
      onRequest: needs(),
      schema: {
        tags: ['plans'],
        summary: 'Guard checks made at the procedure, oldest first',
        params: planVersionParams,
        response: { 200: guardChecksSchema, ...failures(400, 401) },
      },
    },
    async (request) => [
      ...(await guardChecks(deps.database.db, request.params.planId, request.params.version)),
    ],
  );

  app.post(
    '/api/plans/:planId/versions/:version/guard',
    {
      onRequest: needs(),
      schema: {
        tags: ['plans'],
        summary: 'Keep a guard check: the tip against the plan, judged again, with a reason where it stops',
        params: planVersionParams,
        body: guardRequestSchema,
        response: { 200: guardCheckSchema, ...failures(400, 401, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { planId, version } = request.params;
      const kept = await keepGuardCheck(deps, planId, version, request.body, actorIn(request));
      return kept.ok ? kept.value : replyWithIssue(reply, kept.error);
    },
  );
}
