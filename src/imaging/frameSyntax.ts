import type { InstanceHeader } from '../dicom/model.ts';
import { nativeFrameBytes } from '../dicom/pixelLocation.ts';
import { EXPLICIT_LITTLE_ENDIAN, transferSyntaxOf, type TransferSyntax } from '../dicom/transferSyntaxes.ts';

/** Syntax of a media type that names none (PS3.18 table 8.7.3-5, the defaults). */
const DEFAULT_SYNTAX: Readonly<Record<string, string>> = {
  'image/jpeg': '1.2.840.10008.1.2.4.70',
  'image/dicom-rle': '1.2.840.10008.1.2.5',
  'image/x-dicom-rle': '1.2.840.10008.1.2.5',
  'image/jls': '1.2.840.10008.1.2.4.80',
  'image/x-jls': '1.2.840.10008.1.2.4.80',
  'image/jp2': '1.2.840.10008.1.2.4.90',
  'image/jxl': '1.2.840.10008.1.2.4.110',
  'image/jphc': '1.2.840.10008.1.2.4.201',
};

/**
 * Transfer syntax of one frame as it was sent. Native pixels go over the wire little endian, whatever is in store
 * (PS3.18 8.7.3.5.2).
 *
 * @param contentType - of the part, such as `image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90`
 * @returns null where neither the answer nor the size of the bytes tells it: pixels are not guessed
 */
export function frameSyntax(header: InstanceHeader, contentType: string, byteLength: number): string | null {
  const stated = /;\s*transfer-syntax="?([0-9.]+)"?/i.exec(contentType)?.[1];
  if (stated !== undefined) return nativeAsSent(stated);
  const media = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const byMedia = DEFAULT_SYNTAX[media];
  const stored = transferSyntaxOf(header.transferSyntaxUid);
  if (byMedia !== undefined) return stored !== null && isOfMedia(stored, media) ? stored.uid : byMedia;
  // Octets without a syntax: plain pixels have exactly the size of a frame (or one byte more, to be even).
  const size = Math.ceil(nativeFrameBytes(header));
  if (byteLength === size || byteLength === size + (size % 2)) return EXPLICIT_LITTLE_ENDIAN;
  return stored?.encapsulated === true ? stored.uid : null;
}

/** The archive's own syntax is the likelier one, where the media type allows it. */
function isOfMedia({ codec }: TransferSyntax, media: string): boolean {
  if (media === 'image/jpeg') return JPEG_FAMILY.includes(codec ?? '');
  return codec !== null && codec === transferSyntaxOf(DEFAULT_SYNTAX[media] ?? '')?.codec;
}
const JPEG_FAMILY: readonly string[] = ['jpeg-8bit', 'jpeg-12bit', 'jpeg-lossless'];

function nativeAsSent(uid: string): string {
  const syntax = transferSyntaxOf(uid);
  return syntax !== null && !syntax.encapsulated ? EXPLICIT_LITTLE_ENDIAN : uid;
}
