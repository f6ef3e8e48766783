import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { err, issue, ok, type Result } from '../domain/result.ts';

/** All files under other names first, then renamed: a fault leaves no half file, and says which whole ones are there. */
export async function writeFiles(
  files: readonly { readonly bytes: Uint8Array }[],
  out: string,
): Promise<Result<readonly string[]>> {
  const extension = extname(out);
  const stem = join(dirname(out), basename(out, extension));
  const named = files.map(({ bytes }, index) => ({
    bytes,
    name: index === 0 ? out : `${stem}-${index + 1}${extension}`,
  }));
  const finished: string[] = [];
  try {
    for (const { bytes, name } of named) await writeFile(`${name}.partial`, bytes);
    for (const { name } of named) {
      await rename(`${name}.partial`, name);
      finished.push(name);
    }
    return ok(finished);
  } catch (error) {
    for (const { name } of named) await rm(`${name}.partial`, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const done =
      finished.length === 0
        ? 'Nothing was written.'
        : `Only ${finished.join(', ')} ${finished.length === 1 ? 'was' : 'were'} written, of ${named.length} files.`;
    return err(
      issue('unwritable', `${done} A file cannot be written (${code}): see that its folder is there.`),
    );
  }
}
