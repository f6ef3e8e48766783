import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Every file at or below a path, by name; null where the path cannot be read. */
export async function filesBelow(path: string) {
  try {
    if (!(await stat(path)).isDirectory()) return [{ name: basename(path), place: path }];
    const names = (await readdir(path, { recursive: true })).toSorted();
    const found = await Promise.all(
      names.map(async (name) => ({
        name,
        place: join(path, name),
        file: (await stat(join(path, name))).isFile(),
      })),
    );
    return found.filter(({ file }) => file);
  } catch {
    return null; // absent, or closed to us: the caller says so
  }
}
