import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORTHANC } from './programs.ts';

const PLUGINS = ['/usr/share/orthanc/plugins', '/usr/lib/orthanc'].filter((folder) => existsSync(folder));
export const ORTHANC_MISSING =
  ORTHANC === null || PLUGINS.length === 0 ? 'Orthanc with DICOMweb is not installed' : null;

export interface Orthanc {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** An empty Orthanc with DICOMweb on a port of this machine. */
export async function startOrthanc(port: number): Promise<Orthanc> {
  const folder = mkdtempSync(join(tmpdir(), 'patchpoint-orthanc-'));
  const url = `http://127.0.0.1:${String(port)}`;
  writeFileSync(
    join(folder, 'orthanc.json'),
    JSON.stringify({
      StorageDirectory: join(folder, 'storage'),
      IndexDirectory: join(folder, 'storage'),
      HttpPort: port,
      DicomServerEnabled: false,
      AuthenticationEnabled: false,
      Plugins: PLUGINS,
      DicomWeb: { Enable: true, Root: '/dicom-web/' },
    }),
  );
  const child = spawn(ORTHANC ?? '', [join(folder, 'orthanc.json')], { stdio: 'ignore' });
  const until = Date.now() + 60_000;
  while ((await fetch(`${url}/system`).catch(() => null))?.status !== 200) {
    if (Date.now() > until) throw new Error('Orthanc does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
