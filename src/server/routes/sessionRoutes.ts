import { z } from 'zod';
import { sessionSchema, signInSchema } from '../../schema/http.ts';
import type { Deps } from '../deps.ts';
import { beginSession, clearSessionCookie, endSession, setSessionCookie } from '../identity.ts';
import { recordAudit } from '../store/auditStore.ts';
import { failures, type ZodApp } from './zodApp.ts';

export function addSessionRoutes(app: ZodApp, { database: { db }, clock }: Deps): void {
  app.get(
    '/api/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Who acts here; 204 when nobody does',
        response: { 200: sessionSchema, 204: z.null().describe('Nobody') },
      },
    },
    async ({ actor }, reply) => (actor === null ? reply.status(204).send(null) : reply.send(actor)),
  );

  app.post(
    '/api/session',
    {
      config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags: ['session'],
        summary: 'Act under a typed name and role (not authenticated)',
        body: signInSchema,
        response: { 200: sessionSchema, ...failures(400, 403, 429) },
      },
    },
    async (request, reply) => {
      const now = clock();
      await endSession(db, request);
      const token = await beginSession(db, request.body, now);
      const actor = { ...request.body, authenticated: false };
      await recordAudit(db, { at: now.toISOString(), actor, action: 'session-begun' });
      setSessionCookie(reply, token);
      return actor;
    },
  );

  app.delete(
    '/api/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Stop acting',
        response: { 204: z.null(), ...failures(403) },
      },
    },
    async (request, reply) => {
      await endSession(db, request);
      if (request.actor !== null) {
        await recordAudit(db, { at: clock().toISOString(), actor: request.actor, action: 'session-ended' });
      }
      return clearSessionCookie(reply).status(204).send(null);
    },
  );
}
