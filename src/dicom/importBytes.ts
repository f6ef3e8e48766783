import type { DicomImport } from './dicomImport.ts';
import { isZip } from './fileKind.ts';
import type { InstanceHeader } from './model.ts';
import { zipEntries } from './zipEntries.ts';

export interface ImportedInstance {
  readonly path: string;
  readonly header: InstanceHeader;
  /** The Part 10 file: the bytes handed in, or the unpacked archive member. */
  readonly bytes: Uint8Array;
}

/**
 * Feeds one file, or everything inside it when it is a ZIP, to an import. Yields what is used, for the caller to keep
 * or to decode; verdicts are in the import. An archive has one row of its own:
 * how many files it held, or what stopped the reading.
 */
export async function* importBytes(
  dicom: DicomImport,
  path: string,
  bytes: Uint8Array,
): AsyncGenerator<ImportedInstance, void, undefined> {
  if (!isZip(bytes)) {
    const { header } = dicom.add(path, bytes);
    if (header !== null) yield { path, header, bytes };
    return;
  }
  let members = 0;
  let hasRow = false;
  for await (const entry of zipEntries(bytes, path)) {
    if (entry.kind === 'refused') {
      if (entry.path === path) hasRow = true;
      else members += 1;
      dicom.addRefused(entry.path, entry.code, entry.message);
      continue;
    }
    members += 1;
    const { header } = dicom.add(entry.path, entry.bytes);
    if (header !== null) yield { path: entry.path, header, bytes: entry.bytes };
  }
  if (members > 0) {
    if (!hasRow) dicom.addArchive(path, members);
  } else if (!hasRow) dicom.addRefused(path, 'not-dicom', 'The archive is empty.');
}
