import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ZodApp } from './zodApp.ts';

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
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs', staticCSP: true });
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
