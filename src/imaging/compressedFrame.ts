import type { InstanceHeader } from '../dicom/model.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import { readJpegFacts, withoutLevelBias, type JpegFacts } from './jpeg12.ts';
import type { StoredValues } from './voxels.ts';

/** The first decode starts a worker and WebAssembly: when that hangs, people must be told (cornerstone-notes 5.2). */
const FIRST_DECODE_LIMIT_MS = 20_000;

/** What the loader decodes with its 12-bit decoder (jpeg12.ts). */
const JPEG_12_BIT_DECODER = ['1.2.840.10008.1.2.4.51', '1.2.840.10008.1.2.4.53', '1.2.840.10008.1.2.4.55'];

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
  const jpeg = JPEG_12_BIT_DECODER.includes(header.transferSyntaxUid) ? readJpegFacts(encoded) : null;
  const refusal = jpeg === null ? null : wrongDecoder(header, jpeg);
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
    return ok(jpeg?.precision === 12 ? withoutLevelBias(pixels) : pixels);
  } catch {
    // The loader rejects with objects that hold the whole file: nothing of them may reach a message or a log.
    return err(issue('decode-failed', `Frame ${frame} could not be decoded.`));
  }
}

/**
 * The 12-bit decoder forgets the sign when it refines coefficients (measured: up to 140 of 2700 off on
 * odd/ts/ct512_JPEGProcess10), and nobody has shown what it does with signed samples: a wrong picture is worse than none.
 */
function wrongDecoder(header: InstanceHeader, { precision, refines }: JpegFacts): string | null {
  if (refines) {
    return 'This JPEG refines its picture step by step (Full Progression, retired) and is not shown: the decoder at hand gets its values wrong. Ask the archive for an uncompressed copy.';
  }
  return precision > 8 && header.pixelRepresentation === 1
    ? 'JPEG of signed 12-bit values is not shown: the decoder at hand is not proven for it. Ask the archive for an uncompressed copy.'
    : null;
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
