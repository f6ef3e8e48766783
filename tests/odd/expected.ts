import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFiles, dataPath } from '../dicom/sharedData.ts';
import { readCsv } from './csv.ts';

/** What the manifest of the data lets one expect of a file, before anything of ours has read it. */
export interface Expected {
  /** From `data/`, such as `odd/ts/JPGExtended.dcm`. */
  readonly file: string;
  readonly code: string;
  /** First 16 hex digits of the SHA-1 of the decoded pixels; '' where the manifest has none. */
  readonly pixels: string;
}

export const FOLDERS = ['odd', 'derived'] as const;

/** Every file of both folders, each with the code its manifest row stands for. */
export function expectedRows(): readonly Expected[] {
  return FOLDERS.flatMap((folder) => {
    const rows = new Map(
      readCsv(readFileSync(dataPath(join(folder, 'manifest.csv')), 'utf8')).map((row) => [row['file'], row]),
    );
    return dataFiles(folder).map((path) => {
      const row = rows.get(path);
      return { file: `${folder}/${path}`, code: codeOf(row), pixels: row?.['px_sha1'] ?? '' };
    });
  });
}

function codeOf(row: Readonly<Record<string, string>> | undefined): string {
  // Files the manifest does not list: the manifest itself, and the second of a pair of one SOP Instance UID.
  if (row === undefined) return 'not-dicom';
  const sopClass = row['sop_class'] ?? '';
  const read = row['pydicom'] ?? '';
  if (/(Segmentation|SR|State|Set|Directory) Storage|66\.7$|Parametric Map/.test(sopClass))
    return 'non-image';
  if ((row['odd'] ?? '').startsWith('DICOMDIR variant')) return 'non-image';
  if (read.startsWith('RecursionError')) return 'malformed';
  if (read.includes('InvalidDicomError') && row['transfer_syntax'] === '(none)') return 'not-dicom';
  if (read.includes('no pixel data')) return 'no-pixels';
  if (read.includes('less than expected')) return 'truncated';
  return 'ok';
}

/** Differences from the manifest that are meant, each with its reason: docs/odd.md shows the same table. */
export function explainedDifferences(): ReadonlyMap<
  string,
  { readonly code: string; readonly reason: string }
> {
  const rows = readCsv(readFileSync('tests/odd/differences.csv', 'utf8'));
  return new Map(
    rows.map((row) => [row['file'] ?? '', { code: row['code'] ?? '', reason: row['reason'] ?? '' }]),
  );
}
