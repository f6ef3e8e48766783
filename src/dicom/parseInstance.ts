import { datasetAttributes, firstText } from './attributes.ts';
import type { DatasetProblem } from './dataset.ts';
import { fileKind } from './fileKind.ts';
import { headerFromAttributes } from './header.ts';
import { LIMITS } from './limits.ts';
import type { FileVerdict, InstanceHeader } from './model.ts';
import type { Part10 } from './part10.ts';
import { readPart10 } from './part10.ts';
import { locatePixelData, nativeFrameBytes } from './pixelLocation.ts';
import { nonImageName } from './sopClasses.ts';
import { TAG } from './tags.ts';
import { transferSyntaxOf } from './transferSyntaxes.ts';

export interface ParsedInstance {
  /** Also present for files that are not used, where enough could be read to say what they are. */
  readonly header: InstanceHeader | null;
  readonly verdict: FileVerdict;
}

/**
 * Reads one file and judges it. Total and bounded: any bytes give a verdict, never an exception (limits.ts).
 * Messages name no patient, no UID and no path. Pixels are located, not decoded; `decode-failed` comes later.
 *
 * @param bytes - the whole file; kept by reference only while this call runs
 * @param path - copied into the verdict, nothing else
 */
export function parseInstance(bytes: Uint8Array, path: string): ParsedInstance {
  const refuse = (
    code: FileVerdict['code'],
    message: string,
    header: InstanceHeader | null = null,
  ): ParsedInstance => ({
    header,
    verdict: { path, used: false, code, kept: null, message },
  });
  if (bytes.length > LIMITS.fileBytes)
    return refuse(
      'too-large',
      `The file has ${bytes.length} bytes; Patchpoint opens up to 2 GiB. Split the object.`,
    );
  const file = readPart10(bytes);
  if (file === null) {
    const kind = fileKind(bytes);
    return refuse('not-dicom', kind === 'empty' ? 'The file is empty.' : `Not a DICOM file: it is ${kind}.`);
  }
  const header = headerOf(file);
  const refusal = refusalOf(file, header);
  if (refusal !== null) return refuse(refusal.code, refusal.message, header);
  return { header, verdict: { path, ...useOf(header, file.problem) } };
}

function headerOf(file: Part10): InstanceHeader {
  const meta = datasetAttributes(file.meta);
  const dataset = datasetAttributes(file.dataset);
  const context = {
    transferSyntaxUid: file.transferSyntaxUid,
    mediaStorageSopClassUid: firstText(meta, TAG.mediaStorageSopClassUid),
    mediaStorageSopInstanceUid: firstText(meta, TAG.mediaStorageSopInstanceUid),
  };
  const header = headerFromAttributes(dataset, { ...context, pixelData: null });
  return { ...header, pixelData: locatePixelData(file.dataset, header) };
}

type Refusal = Pick<FileVerdict, 'code' | 'message'>;

/** Why a readable file is no picture for Patchpoint; null when it is one. The first reason a person can act on wins. */
function refusalOf(file: Part10, header: InstanceHeader): Refusal | null {
  if (file.meta.elements.size === 0 && file.dataset.elements.size === 0)
    return { code: 'malformed', message: sentenceOf(file.problem, 'No element could be read.') };
  if (file.problem?.code === 'too-large') return { code: 'too-large', message: sentenceOf(file.problem, '') };
  const name = nonImageName(header.sopClassUid);
  if (name !== null)
    return { code: 'non-image', message: `Not an image: ${name}. It is not shown in the viewer.` };
  const syntax = transferSyntaxOf(header.transferSyntaxUid);
  if (header.pixelData === null) return withoutPixels(file, header);
  const missing = missingIdentity(header);
  if (missing !== null) return { code: 'malformed', message: missing };
  if (syntax === null)
    return {
      code: 'unsupported-syntax',
      message: 'The transfer syntax is not one Patchpoint knows. Ask for Explicit VR Little Endian.',
    };
  if (syntax.codec === null)
    return {
      code: 'unsupported-syntax',
      message: `${syntax.name} cannot be shown here. Ask the archive for an uncompressed or JPEG 2000 copy.`,
    };
  return pixelRefusal(header);
}

function withoutPixels(file: Part10, header: InstanceHeader): Refusal {
  if (file.dataset.elements.has(TAG.floatPixelData) || file.dataset.elements.has(TAG.doubleFloatPixelData))
    return {
      code: 'unsupported-syntax',
      message: 'The pixels are floating-point values, which Patchpoint does not show.',
    };
  if (file.problem !== null) {
    const code = file.problem.code === 'truncated' ? 'truncated' : 'malformed';
    return { code, message: sentenceOf(file.problem, 'The file breaks off before the pixels.') };
  }
  const what = header.modality === '' ? 'object' : `${header.modality.slice(0, 16)} object`;
  return { code: 'no-pixels', message: `A DICOM ${what} without pixel data: there is nothing to show.` };
}

function missingIdentity(header: InstanceHeader): string | null {
  const missing = [
    header.sopInstanceUid === '' ? 'SOP Instance UID' : null,
    header.seriesInstanceUid === '' ? 'Series Instance UID' : null,
    header.studyInstanceUid === '' ? 'Study Instance UID' : null,
  ].filter((name) => name !== null);
  if (missing.length === 0) return null;
  return `${missing.join(', ')} missing: the image cannot be placed in a study, and a plan could not cite it.`;
}

const PIXEL_CELLS: readonly number[] = [1, 8, 16, 32];

function pixelRefusal(header: InstanceHeader): Refusal | null {
  if (header.rows < 1 || header.columns < 1)
    return { code: 'malformed', message: 'Rows or Columns are missing: the pixels cannot be arranged.' };
  if (!PIXEL_CELLS.includes(header.bitsAllocated))
    return {
      code: 'unsupported-syntax',
      message: `Pixel cells of ${header.bitsAllocated} bits are not supported (1, 8, 16 and 32 are).`,
    };
  if (header.samplesPerPixel !== 1 && header.samplesPerPixel !== 3)
    return {
      code: 'malformed',
      message: `${header.samplesPerPixel} samples a pixel: only 1 and 3 are images.`,
    };
  const size = `${header.columns} × ${header.rows}`;
  if (nativeFrameBytes(header) > LIMITS.frameBytes)
    return {
      code: 'too-large',
      message: `One frame claims ${size} pixels, more than Patchpoint opens (256 MiB).`,
    };
  if (header.pixelData?.intactFrames === 0)
    return {
      code: 'truncated',
      message: 'The file ends inside the first image: no whole image is left. Send it again from the source.',
    };
  return null;
}

function useOf(header: InstanceHeader, problem: DatasetProblem | null): Omit<FileVerdict, 'path'> {
  const intact = header.pixelData?.intactFrames ?? 0;
  const total = header.numberOfFrames;
  if (intact < total)
    return {
      used: true,
      code: 'truncated',
      kept: `${intact} of ${total} frames`,
      message: `The file ends early: the first ${intact} of ${total} frames were kept. Send it again for the rest.`,
    };
  const kept = total === 1 ? '1 image' : `${total} frames`;
  const message = problem === null ? 'Read completely.' : sentenceOf(problem, 'Read up to the pixels.');
  return { used: true, code: 'ok', kept, message };
}

const sentenceOf = (problem: DatasetProblem | null, otherwise: string): string =>
  problem === null ? otherwise : `The file is damaged: ${problem.message}.`;
