import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Role } from '../domain/vocabulary/terms.ts';
import type { Db } from './db/database.ts';
import { sha256Hex } from './db/json.ts';
import { replyWithIssue } from './errors.ts';
import { serverIssue } from './serverIssue.ts';
import type { Actor } from './store/auditStore.ts';

/**
 * The one place where identity enters. For now a person types a name and chooses a role; nobody vouches for either,
 * so `authenticated` is false and is shown everywhere (definitions.md). An identity provider replaces `begin`.
 */
const COOKIE = 'patchpoint_session';
const SESSION_HOURS = 12;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every request that carries a living session. */
    actor: Actor | null;
  }
}

/** Answers the opaque token; the database keeps its hash only. */
export async function beginSession(
  db: Db,
  who: { readonly name: string; readonly role: Role },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute();
  await db
    .insertInto('sessions')
    .values({
      token_sha256: sha256Hex(token),
      name: who.name,
      role: who.role,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + SESSION_HOURS * 3_600_000).toISOString(),
    })
    .execute();
  return token;
}

export async function endSession(db: Db, request: FastifyRequest): Promise<void> {
  const token = tokenOf(request);
  if (token === null) return;
  await db.deleteFrom('sessions').where('token_sha256', '=', sha256Hex(token)).execute();
}

export async function actorOf(db: Db, request: FastifyRequest, now: Date): Promise<Actor | null> {
  const token = tokenOf(request);
  if (token === null) return null;
  const row = await db
    .selectFrom('sessions')
    .select(['name', 'role'])
    .where('token_sha256', '=', sha256Hex(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row === undefined ? null : { name: row.name, role: row.role, authenticated: false };
}

export const setSessionCookie = (reply: FastifyReply, token: string): FastifyReply =>
  reply.header(
    'set-cookie',
    `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${String(SESSION_HOURS * 3600)}`,
  );
export const clearSessionCookie = (reply: FastifyReply): FastifyReply =>
  reply.header('set-cookie', `${COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`);

/** Hook for routes that only a signed-in person, or one role, may call: refused before a body is read. */
export const needs =
  (role?: Role): onRequestAsyncHookHandler =>
  async (request, reply) => {
    if (request.actor === null) {
      return replyWithIssue(reply, serverIssue('not-signed-in', 'Enter your name first.'));
    }
    if (role !== undefined && request.actor.role !== role) {
      const who = role === 'radiologist' ? 'the radiologist' : 'the pain physician';
      return replyWithIssue(reply, serverIssue('forbidden', `Only ${who} may do this.`));
    }
    return undefined;
  };

/** After `needs()`: the session is there. */
export function actorIn(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Error('A route that uses its actor must be guarded by needs().');
  return request.actor;
}

function tokenOf(request: FastifyRequest): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return null;
}
