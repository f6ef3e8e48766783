import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ZodApp } from './zodApp.ts';

/** Swagger UI sets one inline style; nothing else in it leaves this server. */
const docsPolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
].join('; ');

/** OpenAPI 3.1 of everything registered after this, at /api/openapi.json, and a page to read it at /api/docs. */
export async function addDocs(app: ZodApp, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Patchpoint',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        description:
          'Research tool, not a medical device. Names typed by people are not authenticated. Errors are {code, message, issues?}.',
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(fastifySwaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: docsPolicy,
    uiConfig: { validatorUrl: null },
  });
  app.get(
    '/api/openapi.json',
    {
      schema: {
        tags: ['server'],
        summary: 'This description',
        response: { 200: z.any().describe('OpenAPI 3.1') },
      },
    },
    () => app.swagger(),
  );
}
