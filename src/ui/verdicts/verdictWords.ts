import type { FileVerdict } from '../../app/localCases.ts';
import { FILE_CODES, type FileCode } from '../../domain/vocabulary/terms.ts';

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** The sentence after an import: how many files, what of them is used, in how many studies. */
export function importSentence(used: number, refused: number, studies: number): string {
  const total = used + refused;
  if (total === 0)
    return 'There were no files in what was dropped. Drop the folder that holds the DICOM files.';
  if (used === 0) return `None of the ${count(total, 'file')} can be used. Each has its reason in the table.`;
  const rest =
    refused === 0 ? 'All of them are used.' : `${count(refused, 'file')} not used, each with its reason.`;
  return `${count(total, 'file')} read, ${used} used in ${count(studies, 'study', 'studies')}. ${rest}`;
}

/** Codes that occur, in the order of the contract, with how many files each has. */
export function codeCounts(
  verdicts: readonly FileVerdict[],
): readonly { readonly code: FileCode; readonly files: number }[] {
  return FILE_CODES.map((code) => ({
    code,
    files: verdicts.filter((verdict) => verdict.code === code).length,
  })).filter(({ files }) => files > 0);
}
