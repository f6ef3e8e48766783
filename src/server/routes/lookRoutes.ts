import { looksSchema, planVersionParams } from '../../schema/http.ts';
import type { Deps } from '../deps.ts';
import { replyWithIssue } from '../errors.ts';
import { actorIn, needs } from '../identity.ts';
import { serverIssue } from '../serverIssue.ts';
import { insertLook, versionsLookedAt } from '../store/lookStore.ts';
import { planVersion } from '../store/planStore.ts';
import { failures, type ZodApp } from './zodApp.ts';

/** What a reviewer has looked at: kept here, so that changes are told since then on whichever screen they sit. */
export function addLookRoutes(app: ZodApp, { database: { db }, clock }: Deps): void {
  app.put(
    '/api/plans/:planId/versions/:version/look',
    {
      onRequest: needs(),
      schema: {
        tags: ['plans'],
        summary: 'This person looks at a plan version; answers every version of the plan they have looked at',
        params: planVersionParams,
        response: { 200: looksSchema, ...failures(400, 401, 404) },
      },
    },
    async (request, reply) => {
      const { planId, version } = request.params;
      const { name } = actorIn(request);
      if ((await planVersion(db, planId, version)) === null) {
        return replyWithIssue(reply, serverIssue('not-found', 'There is no such plan version.'));
      }
      await insertLook(db, name, planId, version, clock().toISOString());
      return { versions: [...(await versionsLookedAt(db, name, planId))] };
    },
  );
}
