import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { err } from '../domain/result.ts';
import { deidentify } from '../interchange/deidentify/deidentify.ts';
import { OPTIONS, type Option } from '../interchange/deidentify/profile.ts';
import { filesBelow, isRefusal, readFound } from './filesBelow.ts';

const USAGE = `Usage: patchpoint deidentify PATH --out DIR [--json] [--option ${Object.keys(OPTIONS).join('|')} …] [--salt TEXT]`;
const isOption = (name: string): name is Option => Object.hasOwn(OPTIONS, name);

/**
 * `deidentify PATH --out DIR --json`: every image below PATH after the basic profile of PS3.15, named by its new UID;
 * what was done, file by file. A file that cannot be made safe by a table is not written, and its row says why.
 *
 * @returns 0 all written, 1 some were not, 2 wrong use or unreadable PATH
 */
export async function deidentifyCommand(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      out: { type: 'string' },
      option: { type: 'string', multiple: true },
      salt: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [path, ...rest] = positionals;
  const wanted = values.option ?? [];
  const files = path === undefined || rest.length > 0 ? null : await filesBelow(path);
  if (files === null || values.out === undefined || !wanted.every(isOption)) {
    console.error(USAGE);
    return 2;
  }
  const options = { retained: new Set(wanted.filter(isOption)), salt: values.salt ?? randomUUID() };
  await mkdir(values.out, { recursive: true });
  const rows = [];
  for (const [index, file] of files.entries()) {
    const bytes = await readFound(file);
    const result = isRefusal(bytes) ? err(bytes) : deidentify(bytes, options);
    // Names of files often carry names of people: the row is numbered, the new file named by its UID.
    if (!result.ok) {
      rows.push({ file: index + 1, written: null, code: result.error.code, message: result.error.message });
      continue;
    }
    const written = `${result.value.sopInstanceUid}.dcm`;
    await writeFile(join(values.out, written), result.value.bytes);
    rows.push({ file: index + 1, written, done: result.value.done, warnings: result.value.warnings });
  }
  const kept = rows.filter(({ written }) => written !== null).length;
  console.log(
    JSON.stringify({ options: wanted, written: kept, refused: rows.length - kept, files: rows }, null, 2),
  );
  if (values.json !== true) console.error(`${String(kept)} of ${String(rows.length)} files written.`);
  return kept === rows.length ? 0 : 1;
}
