import { parseInstance } from '../dicom/parseInstance.ts';
import { inflatedInstance } from '../dicom/part10.ts';
import { DEFLATED_EXPLICIT_LITTLE_ENDIAN } from '../dicom/transferSyntaxes.ts';
import type { Issue } from '../domain/result.ts';
import { decodeCompressedFrame } from './compressedFrame.ts';

/** A used file of an import: where its row is, and its bytes. */
export interface UsedFile {
  readonly path: string;
  readonly blob: Blob;
  /** Its pixels must be decoded to be seen. */
  readonly compressed: boolean;
}
/** Pixels of a file that proved undecodable: its row is no longer "ok". */
export interface PixelProblem {
  readonly path: string;
  readonly code: 'decode-failed' | 'unsupported-syntax';
  readonly message: string;
}

/**
 * Decodes every compressed frame of these files, one after another, so that a verdict of "ok" means on the page what it
 * means on the command line: the pictures can be shown. One frame at a time: what a reader is looking at goes first.
 *
 * @param report - called for each file that fails, with the first frame that does
 */
export async function provePixels(
  files: readonly UsedFile[],
  report: (problem: PixelProblem) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const { path, blob, compressed } of files) {
    if (signal.aborted) return;
    // What lies there as it is shown was proven when its header was read; to read it again would halve the loading speed.
    if (!compressed) continue;
    const bytes = await blob.arrayBuffer().catch(() => null);
    const problem = bytes === null ? null : await firstProblem(new Uint8Array(bytes), signal);
    if (problem === null || problem.code === 'decoder-silent') continue;
    const code = problem.code === 'unsupported-syntax' ? 'unsupported-syntax' : 'decode-failed';
    report({ path, code, message: problem.message });
  }
}

async function firstProblem(file: Uint8Array, signal: AbortSignal): Promise<Issue | null> {
  const { header } = parseInstance(file, '');
  if (header?.pixelData?.frameFragments == null) return null;
  const bytes = header.transferSyntaxUid === DEFLATED_EXPLICIT_LITTLE_ENDIAN ? inflatedInstance(file) : file;
  const expected = header.rows * header.columns * header.samplesPerPixel;
  for (let frame = 1; frame <= header.pixelData.intactFrames && !signal.aborted; frame += 1) {
    const decoded = await decodeCompressedFrame(header, bytes, frame);
    if (!decoded.ok) return decoded.error;
    if (decoded.value.length !== expected)
      return {
        code: 'decode-failed',
        message: `Frame ${frame} has ${decoded.value.length} values where the header says ${expected}. Send the file again from the source.`,
      };
  }
  return null;
}
