import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './programs.ts';

/** Jars of HAPI FHIR (tests/interchange/hapi/fetch.sh puts them there), and why they cannot be used where they cannot. */
const JARS = process.env['HAPI_JARS'] ?? join(tmpdir(), 'patchpoint-hapi', 'lib');
const JAVA = findProgram('java');
export const HAPI_MISSING =
  JAVA === null || findProgram('javac') === null
    ? 'no Java development kit'
    : existsSync(join(JARS, 'complete'))
      ? null
      : 'HAPI FHIR is not there: bash tests/interchange/hapi/fetch.sh';

interface HapiIssue {
  readonly severity: string;
  readonly file: string;
  readonly place: string;
  readonly message: string;
}

/** What HAPI's R4 instance validator says about these files; `validated` is a row of every file it came through. */
export async function hapiIssues(paths: readonly string[]): Promise<readonly HapiIssue[]> {
  const { stdout } = await promisify(execFile)(
    JAVA ?? '',
    ['-Xmx1g', '-cp', join(JARS, '*'), resolve('tests/interchange/hapi/ValidateBundles.java'), ...paths],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [severity = '', file = '', place = '', message = ''] = line.split('\t');
      return { severity, file, place, message };
    });
}
