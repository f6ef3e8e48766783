import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a program, looked for on PATH and in the folders given; null when this machine lacks it. */
export function findProgram(name: string, folders: readonly string[] = []): string | null {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), ...folders];
  return places.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

export const ORTHANC = findProgram('Orthanc', ['/usr/sbin']);
export const POSTGRES_BIN =
  ['/usr/lib/postgresql/15/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/17/bin'].find((folder) =>
    existsSync(join(folder, 'initdb')),
  ) ?? null;

/** Real series and odd DICOM beside the checkout; absent outside this workplace. */
export const SHARED_DATA = existsSync('../shared/data/README.md') ? '../shared/data' : null;
