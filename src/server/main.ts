import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { openArchive } from './archive/openArchive.ts';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { takeDataLock } from './db/dataLock.ts';
import type { Deps, SampleCases } from './deps.ts';
import { safeError } from './errors.ts';
import { embeddedRecord } from './record/embeddedRecord.ts';
import { fhirRecord } from './record/fhirRecord.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** From the sources (`src/server`) and from the build (`dist/server`) the repository is two folders up. */
const repository = join(here, '..', '..');

async function main(): Promise<void> {
  const read = readConfig(process.env, join(repository, 'dist', 'web'));
  if (!read.ok) return stop(read.error.map(({ path, message }) => `${path ?? ''}: ${message}`));
  const config = read.value;
  const lock = takeDataLock(config.dataDir);
  if (!lock.ok) return stop([lock.error.message]);

  const clock = (): Date => new Date();
  const logger = pino({ level: config.logLevel, base: null });
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    folder: join(config.dataDir, 'database'),
  });
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
    webRoot: existsSync(join(config.webRoot, 'index.html')) ? config.webRoot : null,
    hosts: { names: config.hostNames },
    dispatchIntervalMs: 5_000,
  };
  const app = await buildApp(deps);
  closeWithGrace({ delay: 15_000, logger: false }, async ({ err: fault, signal }) => {
    if (fault !== undefined) {
      logger.fatal({ fault: safeError(fault) }, 'stopped by an error');
      process.exitCode = 1;
    } else logger.info({ signal: signal ?? 'none' }, 'closing');
    await app.close();
    await archive.close();
    await database.close();
    lock.value.release();
  });
  await app.listen({ host: config.host, port: config.port });
  // The worklist is ready before the first person asks for it.
  void archive.studies();
  const port = portOf(app.server.address()) ?? config.port;
  process.stdout.write(`Patchpoint: http://${urlHost(config.host)}:${String(port)}/\n`);
  process.send?.({ kind: 'listening', port });
}

function stop(reasons: readonly string[]): void {
  for (const reason of reasons) process.stderr.write(`Patchpoint cannot start. ${reason}\n`);
  process.exitCode = 2;
}

const portOf = (address: AddressInfo | string | null): number | null =>
  typeof address === 'object' && address !== null ? address.port : null;
const urlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);

function versionOf(root: string): string {
  const parsed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return parsed.version;
}

/** `scripts/start.ts` generates the sample case beside us and says by message how far it is. */
function listenForSampleCases(): () => SampleCases {
  const stated = process.env['PATCHPOINT_SAMPLE_CASES'];
  let state: SampleCases = stated === 'generating' || stated === 'ready' ? stated : 'absent';
  process.on('message', (message: unknown) => {
    const next = (message as { readonly sampleCases?: unknown } | null)?.sampleCases;
    if (next === 'generating' || next === 'ready' || next === 'failed') state = next;
  });
  return () => state;
}

await main();
