import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';

export interface Screens {
  readonly url: (path: string, state: string) => string;
  readonly close: () => Promise<void>;
}

/** Builds the real screens over the scripted server of tests/ui/harness and serves them on a free port. */
export async function serveScreens(): Promise<Screens> {
  const outDir = await mkdtemp(join(tmpdir(), 'patchpoint-screens-'));
  const shared = {
    configFile: false,
    root: resolve('tests/ui/harness'),
    publicDir: resolve('public'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023' },
  } as const;
  await build({ ...shared, plugins: [react()], worker: { format: 'es' } });
  const server = await preview({ ...shared, preview: { port: 0, host: '127.0.0.1' } });
  const origin = server.resolvedUrls?.local[0] ?? '';
  return {
    url: (path, state) => new URL(`${path}${path.includes('?') ? '&' : '?'}state=${state}`, origin).href,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
