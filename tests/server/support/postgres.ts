import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { POSTGRES_BIN } from '../../support/programs.ts';

export interface Postgres {
  /** A new, empty database on the throw-away cluster. */
  newDatabase(): Promise<string>;
  stop(): void;
}

/** A real PostgreSQL cluster in a temporary folder; null where the programs are not installed. */
export async function startPostgres(): Promise<Postgres | null> {
  if (POSTGRES_BIN === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'patchpoint-pg-'));
  const data = join(folder, 'data');
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const uid = Number(spawnSync('id', ['-u', 'postgres']).stdout.toString());
    chownSync(folder, uid, 0);
  }
  const run = (program: string, ...args: readonly string[]): void => {
    const path = join(POSTGRES_BIN ?? '', program);
    const [command, parameters] = isRoot
      ? ['runuser', ['-u', 'postgres', '--', path, ...args]]
      : [path, args];
    const done = spawnSync(command ?? '', parameters ?? [], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr.toString()}`);
  };
  run('initdb', '-A', 'trust', '-U', 'postgres', '-D', data);
  const options = `-p ${String(port)} -k ${folder} -c listen_addresses=127.0.0.1`;
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  let made = 0;
  return {
    async newDatabase() {
      made += 1;
      const name = `test_${String(made)}`;
      const client = new Client({
        connectionString: `postgresql://postgres@127.0.0.1:${String(port)}/postgres`,
      });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgresql://postgres@127.0.0.1:${String(port)}/${name}`;
    },
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
