import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORTHANC } from '../tests/support/programs.ts';
import { freePort } from '../tests/server/support/postgres.ts';
import type { BenchSeries } from './loadPhantom.ts';

export interface Orthanc {
  /** DICOMweb root. */
  readonly url: string;
  readonly version: string;
  readonly stop: () => Promise<void>;
}

const PLUGINS = ['/usr/share/orthanc/plugins', '/usr/lib/orthanc'].filter((folder) => existsSync(folder));

/** Orthanc as Debian packages it, with the given series stored; null where it is not installed. */
export async function startOrthanc(folder: string, series: readonly BenchSeries[]): Promise<Orthanc | null> {
  if (ORTHANC === null || PLUGINS.length === 0) return null;
  const port = await freePort();
  const storage = join(folder, 'orthanc');
  mkdirSync(storage, { recursive: true });
  const configuration = {
    Name: 'bench',
    StorageDirectory: storage,
    IndexDirectory: storage,
    HttpPort: port,
    DicomServerEnabled: false,
    RemoteAccessAllowed: false,
    AuthenticationEnabled: false,
    Plugins: PLUGINS,
    DicomWeb: { Enable: true, Root: '/dicom-web/', EnableWado: false },
  };
  writeFileSync(join(folder, 'orthanc.json'), JSON.stringify(configuration));
  const child = spawn(ORTHANC, [join(folder, 'orthanc.json')], { stdio: 'ignore' });
  const root = `http://127.0.0.1:${String(port)}`;
  const version = await answers(`${root}/system`, child);
  for (const file of series.flatMap(({ files }) => files)) {
    const stored = await fetch(`${root}/instances`, { method: 'POST', body: await readFile(file) });
    if (!stored.ok) throw new Error(`Orthanc refused a file: HTTP ${String(stored.status)}.`);
    await stored.arrayBuffer();
  }
  return {
    url: `${root}/dicom-web`,
    version,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 150 && child.exitCode === null; tries += 1) {
    const system: unknown = await fetch(url).then(
      (response) => response.json(),
      () => null,
    );
    if (typeof system === 'object' && system !== null && 'Version' in system) return String(system.Version);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Orthanc did not start.');
}
