/**
 * `npm start`: builds page and server where sources are newer, puts the ready-made sample case into the archive, starts
 * the server at once, prints its address and makes a second case beside it. No network is needed. The server's settings are environment variables
 * (docs/deployment.md).
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { S004_P2 } from '../sample-data/cases/lumbarPublished.ts';
import { READY_CASE, READY_FOLDER } from '../sample-data/compress/readyCase.ts';

const repository = resolve(import.meta.dirname, '..');
/** Made in the background while the page is built; smaller than full size, so that it is there soon after the page. */
const MADE_CASE = S004_P2.id;
const MADE_SCALE = '0.7';
const children = new Set<ChildProcess>();

async function main(): Promise<number> {
  if (isStale('dist/server/main.js', ['src', 'vite.server.config.ts', 'package-lock.json'])) {
    console.log('Building the server …');
    if ((await run('server build', ['-c', 'vite.server.config.ts'])) !== 0) return 1;
  }
  putReadyCase();
  const server = startServer();
  const page = isStale('dist/web/index.html', [
    'src',
    'index.html',
    'public',
    'vite.config.ts',
    'package-lock.json',
  ])
    ? run('page build', [], 'Building the page …')
    : Promise.resolve(0);
  const samples = makeSampleCase(server);
  const [address, built] = await Promise.all([addressOf(server), page]);
  if (address === null) {
    stopAll();
    return exitCodeOf(server);
  }
  if (built !== 0) {
    stopAll();
    return 1;
  }
  console.log(`\nPatchpoint is ready: ${address}\n`);
  await samples;
  return exitCodeOf(server);
}

/** Newer sources than the built file, or no built file. */
function isStale(built: string, sources: readonly string[]): boolean {
  const target = join(repository, built);
  if (!existsSync(target)) return true;
  const builtAt = statSync(target).mtimeMs;
  return sources.some((source) => newestIn(join(repository, source)) > builtAt);
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function run(what: string, args: readonly string[], announcement?: string): Promise<number> {
  if (announcement !== undefined) console.log(announcement);
  const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error', ...args], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return ended(child).then((code) => {
    if (code !== 0) console.error(`The ${what} failed.`);
    return code;
  });
}

/** In a process group of its own: Ctrl-C reaches it once, through us, and it closes its database in peace. */
function startServer(): ChildProcess {
  const child = fork(join(repository, 'dist', 'server', 'main.js'), [], {
    cwd: process.cwd(),
    // Not ours: the built server needs no tsx.
    execArgv: [],
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' },
  });
  children.add(child);
  return child;
}

const addressOf = (server: ChildProcess): Promise<string | null> =>
  new Promise((done) => {
    server.on('message', (message) => {
      if (typeof message === 'object' && 'listening' in message) done(String(message.listening));
    });
    server.once('exit', () => done(null));
  });

/** Only for the embedded archive. An archive that somebody else runs is not ours to add phantoms to. */
const samplesFolder = (): string | null =>
  (process.env['DICOMWEB_URL'] ?? '') === ''
    ? resolve(process.env['ARCHIVE_DIR'] ?? join(process.env['DATA_DIR'] ?? 'data', 'archive'), 'sample')
    : null;

const truthFolder = (): string => resolve(process.env['DATA_DIR'] ?? 'data', 'sample-truth');

/** The committed case is in the worklist from the first moment; copied beside its place and moved there when complete. */
function putReadyCase(): void {
  const samples = samplesFolder();
  if (samples === null) return;
  removeLeftovers(samples);
  const target = join(samples, READY_CASE.id);
  if (existsSync(target)) return;
  const partial = join(samples, `.partial-${READY_CASE.id}-${process.pid}`);
  cpSync(join(READY_FOLDER, READY_CASE.id), partial, { recursive: true });
  renameSync(partial, target);
  cpSync(join(READY_FOLDER, 'truth'), truthFolder(), { recursive: true });
}

async function makeSampleCase(server: ChildProcess): Promise<void> {
  const samples = samplesFolder();
  if (samples === null) return;
  const generatorPath = join(repository, 'sample-data', 'main.ts');
  if (existsSync(join(samples, MADE_CASE))) return tell(server, 'ready');
  console.log('One sample case is in the worklist; making a second …');
  tell(server, 'generating');
  const generator = spawn(
    process.execPath,
    ['--import', 'tsx', generatorPath].concat(
      ['--out', samples, '--truth', truthFolder()],
      ['--case', MADE_CASE, '--scale', MADE_SCALE],
    ),
    { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const code = await ended(generator);
  tell(server, code === 0 ? 'ready' : 'failed');
  console.log(
    code === 0 ? 'The second sample case is in the worklist.' : 'The second sample case could not be made.',
  );
}

/** What a killed run has left behind. */
function removeLeftovers(samples: string): void {
  if (!existsSync(samples)) return;
  for (const name of readdirSync(samples)) {
    if (name.startsWith('.partial-')) rmSync(join(samples, name), { recursive: true, force: true });
  }
}

function stopAll(): void {
  for (const child of children) child.kill('SIGTERM');
}

function tell(server: ChildProcess, sampleCases: 'generating' | 'ready' | 'failed'): void {
  if (server.connected) server.send({ sampleCases });
}

function ended(child: ChildProcess): Promise<number> {
  children.add(child);
  return new Promise((done) => {
    child.once('exit', (code) => {
      children.delete(child);
      done(code ?? 1);
    });
  });
}

const exitCodeOf = (child: ChildProcess): Promise<number> =>
  child.exitCode === null && child.signalCode === null ? ended(child) : Promise.resolve(child.exitCode ?? 1);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, stopAll);
}

process.exitCode = await main();
