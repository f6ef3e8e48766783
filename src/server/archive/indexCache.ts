import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { fileVerdictSchema, instanceHeaderSchema } from '../../schema/dicomHeader.ts';
import { writeDurably } from './durableFile.ts';
import type { IndexedFile } from './folderScan.ts';
import { hasCode } from '../errno.ts';

/** Raise when the parser reads the same file differently: an older cache is then thrown away. */
const FORMAT = 1;

const cacheSchema = z.object({
  format: z.literal(FORMAT),
  root: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.number(),
      mtimeMs: z.number(),
      header: instanceHeaderSchema.nullable(),
      verdict: fileVerdictSchema,
    }),
  ),
});

/** What an earlier run knew of this folder; empty where there is none or it is of another shape. It is only a cache. */
export async function readIndexCache(path: string, root: string): Promise<ReadonlyMap<string, IndexedFile>> {
  try {
    const parsed = cacheSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!parsed.success || parsed.data.root !== root) return new Map();
    return new Map(parsed.data.files.map((file) => [file.path, file]));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return new Map();
    throw error;
  }
}

export async function writeIndexCache(
  path: string,
  root: string,
  files: readonly IndexedFile[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeDurably(path, Buffer.from(JSON.stringify({ format: FORMAT, root, files })));
}
