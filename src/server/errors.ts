import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { issue } from '../domain/result.ts';
import { serverIssue, STATUS_OF_CODE, type ServerIssue } from './serverIssue.ts';

export const replyWithIssue = (reply: FastifyReply, { code, message, path, issues }: ServerIssue) =>
  reply
    .status(STATUS_OF_CODE[code])
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ code, message, path, issues }));

/** What a thrown error becomes. Its own message may quote what was sent, so it reaches neither answer nor log. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return reply;
  }
  const known = knownIssue(error);
  if (known.code === 'internal' || known.code === 'database-unreachable')
    request.log.error({ fault: safeError(error) }, 'request failed');
  return replyWithIssue(reply, known);
}

/** `/%ff` and the like: refused before any hook, so without a session, a policy or a look at the Host. */
export const answerBadAddress = (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
  replyWithIssue(
    reply.headers({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    }),
    serverIssue('invalid', 'This is not an address.'),
  );

function knownIssue(error: FastifyError): ServerIssue {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = error.validation.map((fault) =>
      issue(
        'invalid',
        fault.message ?? 'not allowed here',
        fault.instancePath.slice(1).replaceAll('/', '.') || undefinedPath(error),
      ),
    );
    return serverIssue('invalid', 'The request does not have the agreed form.', faults);
  }
  switch (error.statusCode) {
    case 413:
      return serverIssue('too-large', 'This is larger than the server accepts.');
    case 415:
      return serverIssue('unsupported-media-type', 'The server does not take this kind of content here.');
    case 429:
      return serverIssue('too-many-requests', 'Too many requests; wait a moment.');
    default:
  }
  // SQLSTATE: text that PostgreSQL cannot keep (a zero byte, half of a surrogate pair).
  if (['22P05', '22P02', '22021'].includes(error.code)) {
    return serverIssue('unstorable-text', 'A text contains characters that cannot be stored.');
  }
  if (['23505', '40001', '40P01', 'PP002'].includes(error.code)) {
    return serverIssue('conflict', 'Someone changed this in the meantime; load it again.');
  }
  // Before the database: a client that leaves while it sends is an ECONNRESET with a status of its own.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return serverIssue('invalid', 'The request does not have the agreed form.');
  }
  if (isDatabaseGone(error)) {
    return serverIssue(
      'database-unreachable',
      'The database does not answer. Load again to see whether the change was kept.',
    );
  }
  return serverIssue('internal', 'The server failed. Nothing was changed; try again.');
}

/** Connection refused, cut or shutting down (SQLSTATE class 08, 57P0x). node-postgres gives some of them no code. */
const isDatabaseGone = (error: FastifyError): boolean =>
  /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(error.code ?? '') ||
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );

const undefinedPath = (error: FastifyError): string => error.validationContext ?? 'request';

/** Name, code and where: never the message, which can hold values from a row or a file. */
export const safeError = (error: unknown): Readonly<Record<string, string>> => {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    name: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    at: frames.slice(0, 6).join(' <'),
  };
};
