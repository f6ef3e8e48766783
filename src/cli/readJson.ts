import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { err, issue, ok, type Result } from '../domain/result.ts';

/** JSON of a file, or of standard input for `-`; a byte order mark is passed over. */
export async function readJson(path: string): Promise<Result<unknown>> {
  let content: string;
  try {
    content = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return err(issue('unreadable', `The file cannot be read (${code}).`));
  }
  try {
    return ok(JSON.parse(content.replace(/^\uFEFF/, '')));
  } catch {
    return err(issue('unreadable', 'The file is not JSON.'));
  }
}
