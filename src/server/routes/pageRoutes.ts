import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { replyWithIssue } from '../errors.ts';
import { contentSecurityPolicy, newNonce } from '../security.ts';
import { serverIssue } from '../serverIssue.ts';
import type { ZodApp } from './zodApp.ts';

const PLACEHOLDER = '__CSP_NONCE__';
const nothingHere = serverIssue('not-found', 'There is nothing at this address.');

/** The built page: hashed files for ever, `index.html` with a fresh nonce each time and for every path of the page. */
export async function addPageRoutes(app: ZodApp, webRoot: string | null): Promise<void> {
  const template = webRoot === null ? null : await readFile(join(webRoot, 'index.html'), 'utf8');
  const page = (reply: FastifyReply, html: string) => {
    const nonce = newNonce();
    return reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(html.replaceAll(PLACEHOLDER, nonce));
  };
  if (webRoot !== null) {
    await app.register(fastifyStatic, {
      root: webRoot,
      index: false,
      wildcard: true,
      schemaHide: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes(`${webRoot}/assets/`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  if (template !== null) {
    for (const path of ['/', '/index.html']) {
      app.get(path, { schema: { hide: true } }, (_request, reply) => page(reply, template));
    }
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      template !== null &&
      request.method === 'GET' &&
      !/^\/(api|dicom-web|assets)(\/|$)/.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html');
    return isPage ? page(reply, template) : replyWithIssue(reply, nothingHere);
  });
}
