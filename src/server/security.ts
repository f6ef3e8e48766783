import { randomBytes } from 'node:crypto';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AllowedHosts } from './deps.ts';
import { replyWithIssue } from './errors.ts';
import { serverIssue, type ServerIssue } from './serverIssue.ts';

/**
 * What guards a page that may read a hospital's images from a server on the same machine: addressed by a name we know
 * (DNS rebinding), changed only from its own origin (CSRF), isolated from other origins (COOP, COEP, CORP), and a
 * policy without inline scripts, eval or foreign hosts.
 */
export async function addSecurity(app: FastifyInstance, hosts: AllowedHosts): Promise<void> {
  await app.register(fastifyHelmet, {
    global: true,
    contentSecurityPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // Plain HTTP on loopback: the promise of HTTPS belongs to the proxy that ends TLS (docs/deployment.md).
    hsts: false,
  });
  await app.register(fastifyRateLimit, { global: false });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy(null));
    // Answers name patients: none is kept by a browser, unless its route says otherwise.
    reply.header('cache-control', 'no-store');
    const refused = refusalOf(request, hosts);
    if (refused !== null) return replyWithIssue(reply, refused);
    return undefined;
  });
}

/** Policy that viewer, codecs and components run under without a violation (toolchain.md 2). */
export function contentSecurityPolicy(nonce: string | null): string {
  const style = nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    style,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
  ].join('; ');
}

export const newNonce = (): string => randomBytes(18).toString('base64');

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Why this request is not served at all; null when it is. */
export function refusalOf(
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  hosts: AllowedHosts,
): ServerIssue | null {
  const host = request.headers.host ?? '';
  if (!hosts.names.includes(hostName(host))) {
    return serverIssue('wrong-host', 'This server is not addressed by this name.');
  }
  if (SAFE_METHODS.has(request.method)) return null;
  const site = request.headers['sec-fetch-site'];
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  if (!sameSite || !isSameOrigin(request.headers.origin, host)) {
    return serverIssue('foreign-origin', 'Changes are taken from the page of this server only.');
  }
  return null;
}

/** Programs that are no browsers send no Origin; every browser does with a request that changes something. */
function isSameOrigin(origin: string | undefined, host: string): boolean {
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === new URL(`http://${host}`).host;
  } catch {
    // `null` and other opaque origins have no host.
    return false;
  }
}

/** `127.0.0.1:8080` → `127.0.0.1`; `[::1]:8080` → `[::1]`. */
const hostName = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();
