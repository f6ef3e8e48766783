import { DicomImport } from '../dicom/dicomImport.ts';
import { importBytes } from '../dicom/importBytes.ts';
import { LIMITS } from '../dicom/limits.ts';
import type { FileVerdict, StudySummary } from '../dicom/model.ts';
import type { FoundFile } from './droppedFiles.ts';
import type { UsedFile } from './provePixels.ts';

export interface ImportRequest {
  readonly files: readonly FoundFile[];
}
export type ImportAnswer =
  | { readonly kind: 'failed' }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'done';
      readonly studies: readonly StudySummary[];
      readonly verdicts: readonly FileVerdict[];
      /** By SOP Instance UID: the file itself, or the unpacked ZIP entry, with the path of its row. */
      readonly blobs: readonly (readonly [string, UsedFile])[];
    };

/** Progress messages a second are for eyes, not for every file. */
const PROGRESS_EVERY_MS = 100;

globalThis.addEventListener('message', (event: MessageEvent<ImportRequest>) => {
  // A page hears of errors in its worker, and nothing of rejections.
  run(event.data.files).catch(() => tell({ kind: 'failed' }));
});

/** The project's types are the page's: a worker takes the same options and needs no target origin. */
const tell = (answer: ImportAnswer): void => globalThis.postMessage(answer, { transfer: [] });

async function run(files: readonly FoundFile[]): Promise<void> {
  const dicom = new DicomImport();
  const blobs = new Map<string, UsedFile>();
  let told = 0;
  for (const [index, { path, file }] of files.entries()) {
    await importOne(dicom, blobs, path, file);
    if (performance.now() - told > PROGRESS_EVERY_MS) {
      told = performance.now();
      tell({ kind: 'progress', done: index + 1, total: files.length });
    }
  }
  tell({ kind: 'done', studies: dicom.studies(), verdicts: dicom.verdicts(), blobs: [...blobs] });
}

async function importOne(
  dicom: DicomImport,
  blobs: Map<string, UsedFile>,
  path: string,
  file: File,
): Promise<void> {
  if (file.size > LIMITS.fileBytes) {
    dicom.addRefused(path, 'too-large', 'The file is larger than 2 GiB. Split it at the source.');
    return;
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    dicom.addRefused(
      path,
      'malformed',
      'The file could not be read from the disk. Check that it is still there.',
    );
    return;
  }
  for await (const instance of importBytes(dicom, path, bytes)) {
    // A file stays on the disk; an archive member is unpacked once and kept as a Blob, which the browser may page out.
    const blob = instance.bytes === bytes ? file : new Blob([instance.bytes.slice()]);
    const { sopInstanceUid, pixelData } = instance.header;
    const compressed = pixelData?.frameFragments != null;
    blobs.set(sopInstanceUid, { path: instance.path, blob, compressed });
  }
}
