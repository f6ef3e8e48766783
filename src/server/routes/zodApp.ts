import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorSchema } from '../../schema/http.ts';

export type ZodApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Error answers that a route documents; the answer itself is written by `replyWithIssue`. */
export const failures = (...statuses: readonly number[]): Readonly<Record<string, typeof errorSchema>> =>
  Object.fromEntries(statuses.map((status) => [String(status), errorSchema]));

/** An answer in one of these media types: documented, not serialised. */
export const fileAnswer = (description: string, ...mediaTypes: readonly string[]) => ({
  description,
  content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.any() }])),
});
