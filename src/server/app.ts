import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Deps } from './deps.ts';
import { answerBadAddress, answerError } from './errors.ts';
import { actorOf } from './identity.ts';
import { createDispatcher } from './record/dispatcher.ts';
import { addRequestLog } from './requestLog.ts';
import { addArchiveRoutes } from './routes/archiveRoutes.ts';
import { addCaseRoutes } from './routes/caseRoutes.ts';
import { addDicomwebRoutes } from './routes/dicomwebRoutes.ts';
import { addDocs } from './routes/docsRoutes.ts';
import { addGuardRoutes } from './routes/guardRoutes.ts';
import { addLookRoutes } from './routes/lookRoutes.ts';
import { addHealthRoutes } from './routes/healthRoutes.ts';
import { addPageRoutes } from './routes/pageRoutes.ts';
import { addPlanRoutes } from './routes/planRoutes.ts';
import { addSessionRoutes } from './routes/sessionRoutes.ts';
import type { ZodApp } from './routes/zodApp.ts';
import { addSecurity } from './security.ts';

/** The whole server without a socket: `main.ts` listens, tests inject. Closing it stops the dispatcher, not the ports. */
export async function buildApp(deps: Deps): Promise<ZodApp> {
  const { database, clock } = deps;
  const loggerInstance: FastifyBaseLogger = deps.logger;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    // Cut connections and slow headers do not hold a socket for ever; long downloads are not limited.
    connectionTimeout: 0,
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    trustProxy: false,
    // An address that is none never reaches the hooks; Fastify's own answer would repeat it.
    frameworkErrors: answerBadAddress,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  addRequestLog(app);
  await addSecurity(app, deps.hosts);
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    // Reading images asks for no session; hundreds of frames need not ask the database who it is.
    // Whether the database answers is asked of /api/health: that must not wait for it.
    const matters =
      request.method !== 'GET' || (request.url.startsWith('/api/') && request.url !== '/api/health');
    if (matters) request.actor = await actorOf(database.db, request, clock());
  });

  const dispatcher = createDispatcher(deps);
  app.addHook('onReady', () => dispatcher.start());
  app.addHook('preClose', () => dispatcher.stop());

  await addDocs(app, deps.version);
  addHealthRoutes(app, deps);
  addSessionRoutes(app, deps);
  addArchiveRoutes(app, deps);
  addCaseRoutes(app, deps);
  addPlanRoutes(app, deps, dispatcher);
  addGuardRoutes(app, deps);
  addLookRoutes(app, deps);
  addDicomwebRoutes(app, deps);
  await addPageRoutes(app, deps.webRoot);
  return app;
}
