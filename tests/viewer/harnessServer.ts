import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, normalize, resolve } from 'node:path';
import type { Connect } from 'vite';
import { build, preview } from 'vite';

const REPOSITORY = resolve(import.meta.dirname, '../..');
export const SHARED_DATA = resolve(REPOSITORY, '../shared/data');

export interface HarnessServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the harness page as the product is built and serves it on a free port, with `../shared/data` under `/data`. */
export async function startHarness(
  extra: readonly Connect.NextHandleFunction[] = [],
): Promise<HarnessServer> {
  const outDir = await mkdtemp(join(tmpdir(), 'patchpoint-harness-'));
  const root = join(import.meta.dirname, 'harness');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 10_000, minify: false },
  });
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
    plugins: [
      {
        name: 'shared-data',
        configurePreviewServer: ({ middlewares }) => {
          middlewares.use('/data', serveData);
          for (const handler of extra) middlewares.use(handler);
        },
      },
    ],
  });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('The harness did not start.');
  return {
    url,
    close: async () => {
      await new Promise<void>((done) => {
        server.httpServer.close(() => done());
        if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
      });
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

const serveData: Connect.NextHandleFunction = (request, response, next) => {
  const path = normalize(join(SHARED_DATA, decodeURIComponent((request.url ?? '').split('?')[0] ?? '')));
  if (!path.startsWith(SHARED_DATA) || !existsSync(path) || !statSync(path).isFile()) return next();
  response.setHeader('content-type', 'application/octet-stream');
  createReadStream(path).pipe(response);
};
