import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { dataPath } from '../dicom/sharedData.ts';
import { expectedRows, explainedDifferences, FOLDERS } from './expected.ts';
import { comparePixels, type PixelAnswer } from './pixels.ts';

/** One line of the table that `npm run test:odd` prints. */
export interface OddRow {
  readonly file: string;
  readonly expected: string;
  readonly commandLine: string;
  /** null where the page was not asked. */
  readonly page: string | null;
  /** null where the manifest has no pixels to compare with, or the file was not used. */
  readonly pixels: PixelAnswer | null;
  readonly reason: string;
}

/** Runs `patchpoint inspect` on each folder; code by file. */
export async function commandLineVerdicts(
  folders: readonly string[] = FOLDERS,
): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  for (const folder of folders) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['bin/patchpoint.mjs', 'inspect', dataPath(folder), '--json'],
      { maxBuffer: 2 ** 26 },
    );
    const answer: { readonly files: readonly { readonly path: string; readonly code: string }[] } =
      JSON.parse(stdout);
    for (const { path, code } of answer.files) rows.set(`${folder}/${path}`, code);
  }
  return rows;
}

export async function oddRows(
  commandLine: ReadonlyMap<string, string>,
  page: ReadonlyMap<string, string> | null,
): Promise<readonly OddRow[]> {
  const explained = explainedDifferences();
  const rows: OddRow[] = [];
  for (const { file, code, pixels } of expectedRows()) {
    const verdict = commandLine.get(file) ?? 'no row';
    const readable = verdict === 'ok' || verdict === 'duplicate';
    rows.push({
      file,
      expected: code,
      commandLine: verdict,
      page: page === null ? null : (page.get(file) ?? 'no row'),
      pixels: pixels === '' || !readable ? null : await comparePixels(file, pixels),
      reason: explained.get(file)?.reason ?? '',
    });
  }
  return rows;
}

/** Lossy syntaxes may differ by this much from another decoder's values. */
const LOSSY_TOLERANCE = 2;

/** Rows that nothing explains: the goal is none. */
export function unexplained(rows: readonly OddRow[]): readonly OddRow[] {
  const explained = explainedDifferences();
  return rows.filter(({ file, expected, commandLine, page, pixels }) => {
    if (commandLine !== (explained.get(file)?.code ?? expected)) return true;
    if (page !== null && page !== commandLine) return true;
    return pixels !== null && !goodPixels(pixels);
  });
}

const goodPixels = (pixels: PixelAnswer): boolean =>
  pixels.kind === 'equal' || (pixels.kind === 'within' && pixels.worst <= LOSSY_TOLERANCE);

/** Explanations whose file now answers as the manifest says: they would hide the next fault. */
export function staleExplanations(rows: readonly OddRow[]): readonly string[] {
  const different = new Set(
    rows.filter(({ expected, commandLine }) => expected !== commandLine).map(({ file }) => file),
  );
  return [...explainedDifferences().keys()].filter((file) => !different.has(file));
}

export function tableLines(rows: readonly OddRow[]): readonly string[] {
  const width = Math.max(...rows.map(({ file }) => file.length));
  return rows.map(({ file, expected, commandLine, page, pixels, reason }) =>
    [
      file.padEnd(width),
      expected.padEnd(10),
      commandLine.padEnd(18),
      (page ?? '').padEnd(18),
      pixelWords(pixels).padEnd(10),
      reason,
    ].join('  '),
  );
}

function pixelWords(pixels: PixelAnswer | null): string {
  if (pixels === null) return '';
  return pixels.kind === 'within' ? `±${pixels.worst}` : pixels.kind;
}
