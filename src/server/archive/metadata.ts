import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { instanceToDicomJson, type DicomJson } from '../../dicom/dicomJson.ts';
import { transferSyntaxOf } from '../../dicom/transferSyntaxes.ts';
import { acceptsMedia, parseAccept } from './accept.ts';
import type { DicomwebAnswer, DicomwebRequest } from './archivePort.ts';
import { issueAnswer, jsonAnswer, notAcceptable, nothingThere } from './dicomwebAnswers.ts';
import type { IndexedFile } from './folderScan.ts';

const PARALLEL_READS = 8;

/** WADO-RS Retrieve Metadata (PS3.18 10.4.1.1.2): every element of every instance, pixels by reference. */
export async function metadataOf(
  root: string,
  files: readonly IndexedFile[],
  request: DicomwebRequest,
): Promise<DicomwebAnswer> {
  if (files.length === 0) return issueAnswer(nothingThere);
  if (!acceptsMedia(parseAccept(request.accept), 'application/dicom+json', 'application/json')) {
    return issueAnswer(notAcceptable);
  }
  const rows: DicomJson[] = Array.from({ length: files.length });
  const waiting = files.entries();
  const worker = async (): Promise<void> => {
    for (const [index, file] of waiting)
      rows[index] = await instanceMetadata(root, file, request.serviceRoot);
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, worker));
  return jsonAnswer(rows);
}

async function instanceMetadata(root: string, file: IndexedFile, serviceRoot: string): Promise<DicomJson> {
  const { header } = file;
  if (header === null) throw new Error("Argument 'file' must have a header.");
  const { studyInstanceUid: study, seriesInstanceUid: series, sopInstanceUid: sop } = header;
  const json = instanceToDicomJson(await headerBytes(root, file), {
    pixelDataUri:
      header.pixelData === null
        ? null
        : `${serviceRoot}/studies/${study}/series/${series}/instances/${sop}/bulkdata/7FE00010`,
  });
  if (!json.ok) throw new Error('A file that was indexed cannot be read any more.');
  return json.value;
}

/** Up to the first pixel: a series of 300 slices is answered without reading its 150 MB. */
async function headerBytes(root: string, { path, bytes, header }: IndexedFile): Promise<Uint8Array> {
  const isDeflated = transferSyntaxOf(header?.transferSyntaxUid ?? '')?.deflated === true;
  const end = isDeflated ? bytes : (header?.pixelData?.offset ?? bytes);
  const file = await open(join(root, path), 'r');
  try {
    const buffer = Buffer.allocUnsafe(end);
    const { bytesRead } = await file.read(buffer, 0, end, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
