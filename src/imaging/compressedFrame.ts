import type { InstanceHeader } from '../dicom/model.ts';
import { declaredSign } from '../dicom/declaredSign.ts';
import { facts12BitOf, refusal12Bit, withoutLevelBias } from '../dicom/jpegCodestream.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { StoredValues } from './voxels.ts';

/** The first decode starts a worker and WebAssembly: when that hangs, people must be told (cornerstone-notes 5.2). */
const FIRST_DECODE_LIMIT_MS = 20_000;

let proven = false;

/**
 * Stored values of one encapsulated frame, decoded in Cornerstone's worker pool.
 *
 * @param bytes - the Part 10 file the header was read from
 * @param frame - counts from 1
 * @returns values as stored, before slope and intercept; colour comes interleaved as RGB
 */
export async function decodeCompressedFrame(
  header: InstanceHeader,
  bytes: Uint8Array,
  frame: number,
): Promise<Result<StoredValues>> {
  const fragments = header.pixelData?.frameFragments?.[frame - 1];
  if (fragments === undefined || fragments.length === 0) {
    return err(issue('frame-truncated', `Frame ${frame} is not complete in the file.`));
  }
  const encoded = joinFragments(bytes, fragments);
  if (encoded === null) return err(issue('frame-truncated', `Frame ${frame} is not complete in the file.`));
  const jpeg = facts12BitOf(header, encoded);
  const refusal = jpeg === null ? null : refusal12Bit(header, jpeg);
  if (refusal !== null) return err(issue('unsupported-syntax', refusal));
  try {
    const task = runDecoder(header, encoded);
    const pixels = await (proven ? task : withLimit(task));
    if (pixels === null) {
      return err(
        issue(
          'decoder-silent',
          'The image decoder did not start. Reload the page; if it stays so, the browser blocks workers or WebAssembly.',
        ),
      );
    }
    proven = true;
    return ok(jpeg?.precision === 12 ? withoutLevelBias(pixels) : declaredSign(header, pixels));
  } catch {
    // The loader rejects with objects that hold the whole file: nothing of them may reach a message or a log.
    return err(issue('decode-failed', `Frame ${frame} could not be decoded.`));
  }
}

async function runDecoder(header: InstanceHeader, pixelData: Uint8Array): Promise<StoredValues> {
  const [{ getWebWorkerManager }] = await Promise.all([import('@cornerstonejs/core'), registerDecoder()]);
  const imageFrame = {
    samplesPerPixel: header.samplesPerPixel,
    photometricInterpretation: header.photometricInterpretation,
    planarConfiguration: header.planarConfiguration,
    rows: header.rows,
    columns: header.columns,
    bitsAllocated: header.bitsAllocated,
    bitsStored: header.bitsStored,
    pixelRepresentation: header.pixelRepresentation,
  };
  const decoded: { readonly pixelData: StoredValues } = await getWebWorkerManager().executeTask(
    'dicomImageLoader',
    'decodeTask',
    {
      imageFrame,
      transferSyntax: header.transferSyntaxUid,
      pixelData,
      options: { preScale: { enabled: false } },
      decodeConfig: {},
    },
  );
  return decoded.pixelData;
}

let registered: Promise<void> | null = null;

/** `init` of the loader purges Cornerstone's caches: exactly once, before anything is cached. */
export function registerDecoder(): Promise<void> {
  registered ??= startDecoder();
  return registered;
}

async function startDecoder(): Promise<void> {
  const { init } = await import('@cornerstonejs/dicom-image-loader');
  init({ maxWebWorkers: Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1)) });
}

async function withLimit(task: Promise<StoredValues>): Promise<StoredValues | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), FIRST_DECODE_LIMIT_MS);
  });
  try {
    return await Promise.race([task, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function joinFragments(
  bytes: Uint8Array,
  fragments: readonly { readonly offset: number; readonly length: number }[],
): Uint8Array | null {
  const total = fragments.reduce((sum, { length }) => sum + length, 0);
  const joined = new Uint8Array(total);
  let at = 0;
  for (const { offset, length } of fragments) {
    if (offset + length > bytes.byteLength) return null;
    joined.set(bytes.subarray(offset, offset + length), at);
    at += length;
  }
  return joined;
}
