import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { layEmptyDatabase } from './databaseFolder.ts';

/** The built product on a free port, with its own folders: what `npm start` runs, without the building. */
export interface Product {
  readonly url: string;
  readonly folder: string;
  readonly archive: string;
  readonly stop: () => Promise<void>;
}

/** A build beside the usual one, so that two people on one machine do not wait for each other. */
const BUILT = process.env['PATCHPOINT_BUILT'] ?? 'dist';

export async function startProduct(archive?: string): Promise<Product> {
  if (!existsSync(join(BUILT, 'server/main.js')) || !existsSync(join(BUILT, 'web/index.html'))) {
    throw new Error('The product is not built: run `npm run build` first (npm test does).');
  }
  const folder = await mkdtemp(join(tmpdir(), 'patchpoint-product-'));
  const archiveDir = archive ?? join(folder, 'archive');
  await layEmptyDatabase(join(folder, 'data', 'database'));
  const child = spawn(process.execPath, [resolve(BUILT, 'server/main.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      WEB_DIR: resolve(BUILT, 'web'),
      DATA_DIR: join(folder, 'data'),
      ARCHIVE_DIR: archiveDir,
      LOG_LEVEL: 'warn',
    },
  });
  const url = await printedUrl(child);
  return {
    url,
    folder,
    archive: archiveDir,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (url !== undefined) found(url);
    });
    child.once('exit', (code) => failed(new Error(`The server ended with ${code} before it listened.`)));
  });
}

/** Where the truth of cases in `<folder>/archive/sample` lies: outside the archive, which holds images only. */
const truthFolderOf = (samples: string): string => join(samples, '..', '..', 'truth');

/**
 * One sample case, generated as `npm start` generates it; returns the file that holds its truth. `series` names the
 * folders to make, all of them by default.
 */
export async function makeSampleCase(
  out: string,
  truth: string,
  scale: number,
  caseId = 'S004-P1',
  series: readonly string[] = [],
): Promise<string> {
  const args = [
    '--import',
    'tsx',
    'sample-data/main.ts',
    '--out',
    out,
    '--truth',
    truth,
    '--truth',
    truthFolderOf(out),
    '--case',
    caseId,
    '--scale',
    String(scale),
    ...(series.length === 0 ? [] : ['--series', series.join(',')]),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`The generator ended with ${code}.`);
  return join(truth, `${caseId}.json`);
}
