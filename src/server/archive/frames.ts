import { open } from 'node:fs/promises';
import type { InstanceHeader } from '../../dicom/model.ts';
import { inflatedInstance } from '../../dicom/part10.ts';
import { nativeFrameBytes } from '../../dicom/pixelLocation.ts';
import {
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  transferSyntaxOf,
} from '../../dicom/transferSyntaxes.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';

export interface FrameBytes {
  readonly bytes: Uint8Array;
  /** Syntax of these bytes: native pixels always go out little endian. */
  readonly transferSyntaxUid: string;
}

/** Media types of compressed frames (PS3.18 table 8.7.3-5). */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.5': 'image/dicom-rle',
  '1.2.840.10008.1.2.4.50': 'image/jpeg',
  '1.2.840.10008.1.2.4.51': 'image/jpeg',
  '1.2.840.10008.1.2.4.57': 'image/jpeg',
  '1.2.840.10008.1.2.4.70': 'image/jpeg',
  '1.2.840.10008.1.2.4.80': 'image/jls',
  '1.2.840.10008.1.2.4.81': 'image/jls',
  '1.2.840.10008.1.2.4.90': 'image/jp2',
  '1.2.840.10008.1.2.4.91': 'image/jp2',
  '1.2.840.10008.1.2.4.110': 'image/jxl',
  '1.2.840.10008.1.2.4.111': 'image/jxl',
  '1.2.840.10008.1.2.4.112': 'image/jxl',
  '1.2.840.10008.1.2.4.201': 'image/jphc',
  '1.2.840.10008.1.2.4.202': 'image/jphc',
  '1.2.840.10008.1.2.4.203': 'image/jphc',
};
export const frameMediaType = (transferSyntaxUid: string): string =>
  MEDIA_TYPES[transferSyntaxUid] ?? 'application/octet-stream';

/** Syntax in which frames of this instance go out: native pixels as Explicit VR Little Endian, others as stored. */
export const frameSyntax = ({ transferSyntaxUid }: InstanceHeader): string =>
  transferSyntaxOf(transferSyntaxUid)?.encapsulated === true ? transferSyntaxUid : EXPLICIT_LITTLE_ENDIAN;

/** Where all native pixel bytes lie in the file; null where they must be taken apart, inflated or swapped first. */
export function pixelRange(
  header: InstanceHeader,
): { readonly offset: number; readonly length: number } | null {
  const syntax = transferSyntaxOf(header.transferSyntaxUid);
  const { pixelData } = header;
  if (pixelData === null || pixelData.frameFragments !== null) return null;
  return syntax?.deflated === true || syntax?.littleEndian === false ? null : pixelData;
}

/**
 * Frames of one instance, read from disk one by one.
 *
 * @param frames - 1-based
 */
export function frameReader(
  path: string,
  header: InstanceHeader,
  frames: readonly number[],
): Result<AsyncIterable<FrameBytes>, ServerIssue> {
  const { pixelData } = header;
  if (pixelData === null || frames.some((frame) => frame < 1 || frame > pixelData.intactFrames)) {
    return err(serverIssue('not-found', 'The instance has no such frame, or not all of its bytes.'));
  }
  if (pixelData.frameFragments === null && header.bitsAllocated === 1) {
    return err(
      serverIssue(
        'not-acceptable',
        'Frames of single-bit pixels are not aligned to bytes; retrieve the instance.',
      ),
    );
  }
  return ok(readFrames(path, header, frames));
}

async function* readFrames(
  path: string,
  header: InstanceHeader,
  frames: readonly number[],
): AsyncGenerator<FrameBytes, void, undefined> {
  const { pixelData } = header;
  if (pixelData === null) return;
  const transferSyntaxUid = frameSyntax(header);
  const file = await open(path, 'r');
  try {
    const inflated =
      transferSyntaxOf(header.transferSyntaxUid)?.deflated === true
        ? inflatedInstance(await file.readFile())
        : null;
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      if (inflated !== null) return inflated.subarray(offset, offset + length);
      const bytes = Buffer.allocUnsafe(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    };
    for (const frame of frames) {
      if (pixelData.frameFragments === null) {
        const length = nativeFrameBytes(header);
        const bytes = await read(pixelData.offset + (frame - 1) * length, length);
        yield { bytes: littleEndian(bytes, header), transferSyntaxUid };
      } else {
        const fragments = pixelData.frameFragments[frame - 1] ?? [];
        const parts = [];
        for (const { offset, length } of fragments) parts.push(await read(offset, length));
        yield { bytes: Buffer.concat(parts), transferSyntaxUid };
      }
    }
  } finally {
    await file.close();
  }
}

function littleEndian(bytes: Uint8Array, header: InstanceHeader): Uint8Array {
  if (header.transferSyntaxUid !== EXPLICIT_BIG_ENDIAN || header.bitsAllocated === 8) return bytes;
  const copy = Buffer.from(bytes);
  return header.bitsAllocated === 16 ? copy.swap16() : copy.swap32();
}
