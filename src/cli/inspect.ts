import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { DicomImport } from '../dicom/dicomImport.ts';
import { importBytes } from '../dicom/importBytes.ts';
import type { InstanceHeader } from '../dicom/model.ts';
import { inflatedInstance } from '../dicom/part10.ts';
import type { Issue } from '../domain/result.ts';
import { decodeFrame } from './decode/decodeFrame.ts';
import { filesBelow, isRefusal, readFound, type FoundFile } from './filesBelow.ts';

/**
 * `inspect PATH --json`: every series below PATH and a verdict for every file, members of ZIP archives included.
 * Pixels are decoded, so that `ok` means the images can be shown. Paths are relative to PATH, with forward slashes.
 * A DICOMDIR stands for the medium it lies on: the index may be wrong, so its folder is searched.
 * Source: definitions.md, "Command line".
 *
 * @returns 0 answered, 2 wrong use or unreadable PATH
 */
export async function inspectCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length !== 1) {
    console.error('Usage: patchpoint inspect PATH --json');
    return 2;
  }
  const files = await filesBelow(isMediumIndex(path) ? dirname(path) : path);
  if (files === null) {
    console.error('inspect: PATH cannot be read. Check that it exists.');
    return 2;
  }
  const dicom = new DicomImport();
  for (const file of files) await inspectFile(dicom, file);
  console.log(JSON.stringify(answerOf(dicom), null, 2));
  if (values.json !== true) for (const line of words(dicom)) console.error(line);
  return 0;
}

/** The one name that an index may have (PS3.10 8.6), in either case: some systems show it small. */
const isMediumIndex = (path: string): boolean => /^dicomdir$/i.test(basename(path));

const words = (dicom: DicomImport): readonly string[] => [
  ...dicom
    .studies()
    .flatMap(({ series }) =>
      series.map((entry) => [`${entry.class}, ${entry.files} files.`, ...entry.geometry.notes].join(' ')),
    ),
  ...dicom
    .verdicts()
    .filter(({ used, code }) => !used || code !== 'ok')
    .map(({ code, message }) => `${code}: ${message}`),
];

async function inspectFile(dicom: DicomImport, file: FoundFile): Promise<void> {
  const { name } = file;
  const bytes = await readFound(file);
  if (isRefusal(bytes)) {
    dicom.addRefused(name, bytes.code, bytes.message);
    return;
  }
  for await (const instance of importBytes(dicom, name, bytes)) {
    const problem = await firstUndecodable(instance.header, instance.bytes);
    if (problem === null) continue;
    const code = problem.code === 'decode-failed' ? 'decode-failed' : 'unsupported-syntax';
    dicom.markUndecodable(instance.header.sopInstanceUid, problem.message, code);
  }
}

/** What is wrong with the first frame that cannot be decoded; native pixels need no decoder and are there by their length. */
async function firstUndecodable(header: InstanceHeader, bytes: Uint8Array): Promise<Issue | null> {
  const place = header.pixelData;
  if (place?.frameFragments == null) return null;
  const whole = inflatedInstance(bytes);
  for (let frame = 1; frame <= place.intactFrames; frame += 1) {
    const decoded = await decodeFrame(header, whole, frame);
    if (!decoded.ok) return decoded.error;
  }
  return null;
}

function answerOf(dicom: DicomImport): unknown {
  return {
    series: dicom.studies().flatMap(({ series }) =>
      series.map((entry) => ({
        uid: entry.seriesInstanceUid,
        modality: entry.modality,
        class: entry.class,
        classReason: entry.classReason,
        geometry: entry.geometry.codes,
        files: entry.files,
        frames: entry.frames,
      })),
    ),
    files: dicom.verdicts(),
  };
}
