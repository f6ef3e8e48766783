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

/** An answer that is not JSON: documented, not serialised. */
export const fileAnswer = (description: string) => z.any().describe(description);
