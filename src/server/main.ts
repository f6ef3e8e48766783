import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { z } from 'zod';
import { openArchive } from './archive/openArchive.ts';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { takeDataLock } from './db/dataLock.ts';
import type { Deps, SampleCases } from './deps.ts';
import { safeError } from './errors.ts';
import { letHeapGrow } from './heapGrowth.ts';
import { embeddedRecord } from './record/embeddedRecord.ts';
import { fhirRecord } from './record/fhirRecord.ts';
import { startFault } from './startFault.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** From the sources (`src/server`) and from the build (`dist/server`) the repository is two folders up. */
const repository = join(here, '..', '..');

async function main(): Promise<void> {
  letHeapGrow();
  const read = readConfig(process.env, join(repository, 'dist', 'web'));
  if (!read.ok) return stop(read.error.map(({ path, message }) => `${path ?? ''}: ${message}`));
  const config = read.value;
  const lock = takeDataLock(config.dataDir);
  if (!lock.ok) return stop([lock.error.message]);

  const logger = pino({ level: config.logLevel, base: null });
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    folder: join(config.dataDir, 'database'),
  }).catch((error: unknown) => {
    lock.value.release();
    stopWith(error);
    return null;
  });
  if (database === null) return;
  const archive = await openArchive(config, clock);
  const deps: Deps = {
    version: versionOf(repository),
    database,
    archive,
    record:
      config.fhir === null
        ? embeddedRecord({ database, clock, newId: randomUUID })
        : fhirRecord(config.fhir.url, config.fhir.authorization),
    logger,
    clock,
    newId: randomUUID,
    sampleCases: listenForSampleCases(),
    webRoot: config.webRoot,
    hosts: { names: config.hostNames },
    limits: config.limits,
    dispatchIntervalMs: 5_000,
  };
  const app = await buildApp(deps);
  const release = async (): Promise<void> => {
    await app.close();
    await archive.close();
    await database.close();
    lock.value.release();
  };
  const closing = closeWithGrace({ delay: 15_000, logger: false }, async ({ err: fault, signal }) => {
    if (fault !== undefined) {
      logger.fatal({ fault: safeError(fault) }, 'stopped by an error');
      process.exitCode = 1;
    } else logger.info({ signal: signal ?? 'none' }, 'closing');
    await release();
  });
  // Started by scripts/start.ts: when that is gone, nobody is left who would stop us.
  process.once('disconnect', () => closing.close());
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    stopWith(error);
    closing.uninstall();
    return release();
  }
  // The worklist is ready before the first person asks for it.
  void archive.studies();
  const port = portOf(app.server.address()) ?? config.port;
  const url = `http://${urlHost(config.host)}:${String(port)}/`;
  if (process.send === undefined) process.stdout.write(`Patchpoint: ${url}\n`);
  else process.send({ listening: url });
}

function stop(reasons: readonly string[]): void {
  for (const reason of reasons) process.stderr.write(`Patchpoint cannot start. ${reason}\n`);
  process.exitCode = 2;
}

const portOf = (address: AddressInfo | string | null): number | null =>
  typeof address === 'object' && address !== null ? address.port : null;
const clock = (): Date => new Date();
const urlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);

function versionOf(root: string): string {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

const sampleNews = z.object({ sampleCases: z.enum(['generating', 'ready', 'failed']) });

/** `scripts/start.ts` generates the sample case beside us and says by message how far it is. */
function listenForSampleCases(): () => SampleCases {
  let state: SampleCases = 'absent';
  process.on('message', (message: unknown) => {
    const news = sampleNews.safeParse(message);
    if (news.success) state = news.data.sampleCases;
  });
  return () => state;
}

/** What a person can set right is said in a sentence; anything else is a fault of ours and keeps its stack. */
function stopWith(error: unknown): void {
  const reason = startFault(error);
  if (reason === null) throw error;
  stop([reason]);
}

await main();
