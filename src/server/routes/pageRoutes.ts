import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uid } from '../../schema/common.ts';
import { hasCode } from '../errno.ts';
import { replyWithIssue } from '../errors.ts';
import { contentSecurityPolicy, newNonce } from '../security.ts';
import { serverIssue } from '../serverIssue.ts';
import type { ZodApp } from './zodApp.ts';

const PLACEHOLDER = '__CSP_NONCE__';
/** First start: server and page are built at the same time, the server is there first. */
const BEING_BUILT =
  '<!doctype html><title>Patchpoint</title><p>The page is being built; it opens by itself in a moment.</p>';
const nothingHere = serverIssue('not-found', 'There is nothing at this address.');

/** The built page: hashed files for ever, `index.html` with a fresh nonce each time and for every path of the page. */
export async function addPageRoutes(app: ZodApp, webRoot: string | null): Promise<void> {
  if (webRoot !== null) {
    await mkdir(webRoot, { recursive: true });
    await app.register(fastifyStatic, {
      root: webRoot,
      index: false,
      schemaHide: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.startsWith(join(webRoot, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    for (const path of ['/', '/index.html']) {
      app.get(path, { schema: { hide: true } }, (request, reply) => sendPage(request, reply, webRoot));
    }
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      webRoot !== null &&
      request.method === 'GET' &&
      !/^\/(api|dicom-web|assets)(\/|$)/.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html');
    return isPage ? sendPage(request, reply, webRoot) : replyWithIssue(reply, nothingHere);
  });
}

async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  webRoot: string,
): Promise<FastifyReply> {
  const nonce = newNonce();
  const ahead = studyAhead(request.url);
  if (ahead !== null) reply.header('link', ahead);
  reply
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store');
  try {
    const html = await readFile(join(webRoot, 'index.html'), 'utf8');
    return reply.send(html.replaceAll(PLACEHOLDER, nonce));
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return reply.status(503).header('refresh', '2').send(BEING_BUILT);
  }
}

/** A cold deep link, `/workspace/UID` or `/?study=UID`: the study is asked for beside the page's scripts, not after them. */
function studyAhead(address: string): string | null {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  const study = uid.safeParse(/^\/workspace\/([^/]+)$/.exec(pathname)?.[1] ?? searchParams.get('study'));
  return study.success ? `</api/studies/${study.data}>; rel=preload; as=fetch; crossorigin` : null;
}
