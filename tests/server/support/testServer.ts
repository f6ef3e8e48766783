import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { buildApp } from '../../../src/server/app.ts';
import type { ArchivePort } from '../../../src/server/archive/archivePort.ts';
import { openFolderArchive } from '../../../src/server/archive/folderArchive.ts';
import { DEFAULT_LIMITS, type RuleLimits } from '../../../src/domain/plan/rules/limits.ts';
import { openDatabase, type Database } from '../../../src/server/db/database.ts';
import type { Deps } from '../../../src/server/deps.ts';
import { embeddedRecord } from '../../../src/server/record/embeddedRecord.ts';
import type { RecordPort } from '../../../src/server/record/recordPort.ts';
import { layEmptyDatabase } from '../../support/databaseFolder.ts';

export type App = Awaited<ReturnType<typeof buildApp>>;
export interface TestServer {
  readonly app: App;
  readonly database: Database;
  readonly folder: string;
  readonly archiveRoot: string;
  /** Everything the server has logged so far. */
  readonly logged: () => string;
  /** Signs in; answers a caller who sends that session with every request. */
  readonly as: (role: 'radiologist' | 'pain-physician', name?: string) => Promise<Caller>;
  readonly close: () => Promise<void>;
}
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
}
export type Caller = <T = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<T>>;

const clock = (): Date => new Date();

/** A look at the outbox that meets a request's own delivery makes its answer `queued`: right, and no news in a test. */
const NEVER_MS = 600_000;

/** The real application on a real database and a real folder; only the socket is left out. */
export async function startTestServer(
  options: {
    readonly databaseUrl?: string | null;
    readonly record?: RecordPort;
    readonly archive?: ArchivePort;
    readonly folder?: string;
    readonly webRoot?: string;
    /** How often the outbox is looked at beside what requests deliver themselves; never, unless a test asks. */
    readonly dispatchIntervalMs?: number;
    readonly limits?: RuleLimits;
  } = {},
): Promise<TestServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'patchpoint-server-'));
  const archiveRoot = join(folder, 'archive');
  const databaseUrl = options.databaseUrl ?? null;
  const databaseFolder = join(folder, 'database');
  if (databaseUrl === null) await layEmptyDatabase(databaseFolder);
  const database = await openDatabase({ databaseUrl, folder: databaseFolder });
  const lines: string[] = [];
  const deps: Deps = {
    version: '0.1.0',
    database,
    archive:
      options.archive ??
      (await openFolderArchive({ root: archiveRoot, cachePath: join(folder, 'index.json'), clock })),
    record: options.record ?? embeddedRecord({ database, clock, newId: randomUUID }),
    logger: pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) }),
    clock,
    newId: randomUUID,
    sampleCases: () => 'absent',
    webRoot: options.webRoot ?? null,
    limits: options.limits ?? DEFAULT_LIMITS,
    hosts: { names: ['localhost', '127.0.0.1'] },
    dispatchIntervalMs: options.dispatchIntervalMs ?? NEVER_MS,
  };
  const app = await buildApp(deps);
  await app.ready();
  return {
    app,
    database,
    folder,
    archiveRoot,
    logged: () => lines.join(''),
    as: async (role, name = `Dr ${role}`) => {
      const signedIn = await callerOf(app, '')('POST', '/api/session', { name, role });
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
      return callerOf(app, cookie);
    },
    close: async () => {
      await app.close();
      await database.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const callerOf =
  (app: App, cookie: string): Caller =>
  async <T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> => {
    const response = await app.inject({
      method,
      url,
      headers: { host: 'localhost:8080', ...(cookie === '' ? {} : { cookie }), ...headers },
      ...(payload === undefined ? {} : { payload: payload as string | Buffer | object }),
    });
    const isJson = String(response.headers['content-type'] ?? '').includes('json');
    return {
      status: response.statusCode,
      body: (isJson && response.body !== '' ? response.json() : response.rawPayload) as T,
      headers: response.headers,
    };
  };
