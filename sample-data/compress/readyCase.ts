import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { CaseDefinition } from '../cases/caseDefinition.ts';
import { ct } from '../cases/examinations.ts';
import { S004_P1 } from '../cases/s004P1.ts';
import { generateCase } from '../generate.ts';
import { makeJpegLsCompressor } from './jpegLs.ts';

/** The case that is committed ready-made: a small field of view around the spine, so that few bytes show much. */
export const READY_CASE: CaseDefinition = {
  ...S004_P1,
  ct: ct({ top: 'T12', bottom: 'S2', fieldOfViewMm: 220 }),
};
export const READY_SCALE = 0.5625;
/** `<case id>/` with the images, and `truth/`. */
export const READY_FOLDER = resolve(import.meta.dirname, '..', 'ready');

/** Makes the ready case anew, JPEG-LS lossless; answers the number of files and their bytes. */
export async function makeReadyCase(
  out: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const work = mkdtempSync(join(tmpdir(), 'patchpoint-ready-'));
  try {
    const made = await generateCase(READY_CASE, {
      out: join(work, 'images'),
      truth: join(work, 'truth'),
      scale: READY_SCALE,
    });
    const compress = await makeJpegLsCompressor();
    rmSync(out, { recursive: true, force: true });
    const names = readdirSync(made.folder, { recursive: true, encoding: 'utf8' }).filter((n) =>
      n.endsWith('.dcm'),
    );
    let bytes = 0;
    for (const name of names) {
      const target = join(out, READY_CASE.id, name);
      const file = compress(readFileSync(join(made.folder, name)));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, file);
      bytes += file.length;
    }
    cpSync(join(work, 'truth'), join(out, 'truth'), { recursive: true });
    return { files: names.length, bytes };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
