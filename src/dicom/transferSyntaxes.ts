/** How a transfer syntax stores the dataset and the pixels (PS3.5 annex A). */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly littleEndian: boolean;
  readonly deflated: boolean;
  readonly encapsulated: boolean;
  /** Codec of a frame; null when nothing here can decode it. */
  readonly codec: FrameCodec | null;
  /** True when the syntax cannot be lossless, whatever (0028,2110) says. */
  readonly alwaysLossy: boolean;
}

export const FRAME_CODECS = [
  'native', 'rle', 'jpeg-8bit', 'jpeg-12bit', 'jpeg-lossless', 'jpeg-ls', 'jpeg-2000', 'htj2k', 'jpeg-xl', 'deflated',
] as const; // prettier-ignore
export type FrameCodec = (typeof FRAME_CODECS)[number];

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const DEFLATED_EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1.99';
export const EXPLICIT_BIG_ENDIAN = '1.2.840.10008.1.2.2';

const dataset = (uid: string, name: string, traits: Partial<TransferSyntax> = {}): TransferSyntax => ({
  uid,
  name,
  explicitVr: true,
  littleEndian: true,
  deflated: false,
  encapsulated: false,
  codec: 'native',
  alwaysLossy: false,
  ...traits,
});
const frames = (uid: string, name: string, codec: FrameCodec | null, alwaysLossy = false): TransferSyntax =>
  dataset(uid, name, { encapsulated: true, codec, alwaysLossy });

const JPEG = '1.2.840.10008.1.2.4.';
const SYNTAXES: readonly TransferSyntax[] = [
  dataset(IMPLICIT_LITTLE_ENDIAN, 'Implicit VR Little Endian', { explicitVr: false }),
  dataset(EXPLICIT_LITTLE_ENDIAN, 'Explicit VR Little Endian'),
  dataset(DEFLATED_EXPLICIT_LITTLE_ENDIAN, 'Deflated Explicit VR Little Endian', { deflated: true }),
  dataset(EXPLICIT_BIG_ENDIAN, 'Explicit VR Big Endian', { littleEndian: false }),
  frames('1.2.840.10008.1.2.1.98', 'Encapsulated Uncompressed', 'native'),
  frames('1.2.840.10008.1.2.8.1', 'Deflated Image Frame', 'deflated'),
  frames('1.2.840.10008.1.2.5', 'RLE Lossless', 'rle'),
  frames(`${JPEG}50`, 'JPEG Baseline (Process 1)', 'jpeg-8bit', true),
  frames(`${JPEG}51`, 'JPEG Extended (Process 2 and 4)', 'jpeg-12bit', true),
  frames(`${JPEG}53`, 'JPEG Spectral Selection (Process 6 and 8)', 'jpeg-12bit', true),
  // The 12-bit decoder at hand gets refined coefficients wrong (imaging/compressedFrame.ts): not shown.
  frames(`${JPEG}55`, 'JPEG Full Progression (Process 10 and 12)', null, true),
  frames(`${JPEG}57`, 'JPEG Lossless (Process 14)', 'jpeg-lossless'),
  frames(`${JPEG}70`, 'JPEG Lossless, First-Order Prediction', 'jpeg-lossless'),
  frames(`${JPEG}80`, 'JPEG-LS Lossless', 'jpeg-ls'),
  frames(`${JPEG}81`, 'JPEG-LS Near-Lossless', 'jpeg-ls', true),
  frames(`${JPEG}90`, 'JPEG 2000 Lossless', 'jpeg-2000'),
  frames(`${JPEG}91`, 'JPEG 2000', 'jpeg-2000'),
  frames(`${JPEG}92`, 'JPEG 2000 Part 2 Lossless', null),
  frames(`${JPEG}93`, 'JPEG 2000 Part 2', null),
  frames(`${JPEG}94`, 'JPIP Referenced', null),
  frames(`${JPEG}95`, 'JPIP Referenced Deflate', null),
  frames(`${JPEG}100`, 'MPEG-2 Main Level video', null, true),
  frames(`${JPEG}100.1`, 'Fragmentable MPEG-2 Main Level video', null, true),
  frames(`${JPEG}101`, 'MPEG-2 High Level video', null, true),
  frames(`${JPEG}101.1`, 'Fragmentable MPEG-2 High Level video', null, true),
  frames(`${JPEG}102`, 'MPEG-4 AVC/H.264 video', null, true),
  frames(`${JPEG}102.1`, 'Fragmentable MPEG-4 AVC/H.264 video', null, true),
  frames(`${JPEG}103`, 'MPEG-4 AVC/H.264 BD video', null, true),
  frames(`${JPEG}103.1`, 'Fragmentable MPEG-4 AVC/H.264 BD video', null, true),
  frames(`${JPEG}104`, 'MPEG-4 AVC/H.264 2D video', null, true),
  frames(`${JPEG}105`, 'MPEG-4 AVC/H.264 3D video', null, true),
  frames(`${JPEG}106`, 'MPEG-4 AVC/H.264 stereo video', null, true),
  frames(`${JPEG}107`, 'HEVC/H.265 video', null, true),
  frames(`${JPEG}108`, 'HEVC/H.265 10-bit video', null, true),
  frames(`${JPEG}110`, 'JPEG XL Lossless', 'jpeg-xl'),
  frames(`${JPEG}111`, 'JPEG XL JPEG Recompression', 'jpeg-xl', true),
  frames(`${JPEG}112`, 'JPEG XL', 'jpeg-xl'),
  frames(`${JPEG}201`, 'High-Throughput JPEG 2000 Lossless', 'htj2k'),
  frames(`${JPEG}202`, 'High-Throughput JPEG 2000 Lossless RPCL', 'htj2k'),
  frames(`${JPEG}203`, 'High-Throughput JPEG 2000', 'htj2k'),
];
const BY_UID: ReadonlyMap<string, TransferSyntax> = new Map(SYNTAXES.map((syntax) => [syntax.uid, syntax]));

/** The syntax of a UID; null when Patchpoint does not know it (private, retired or newer). */
export const transferSyntaxOf = (uid: string): TransferSyntax | null => BY_UID.get(uid) ?? null;
