import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeFrame } from '../../src/cli/decode/decodeFrame.ts';
import type { InstanceHeader } from '../../src/dicom/model.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { inflatedInstance } from '../../src/dicom/part10.ts';
import { readData } from '../dicom/sharedData.ts';

export type PixelAnswer =
  | { readonly kind: 'equal' }
  /** Lossy: not the same bytes, compared with probes of another decoder. */
  | { readonly kind: 'within'; readonly worst: number; readonly probes: number }
  | { readonly kind: 'different' }
  | { readonly kind: 'not-decoded' };

interface Probe {
  /** The decoder the values come from. */
  readonly by: string;
  readonly step: number;
  readonly values: readonly number[];
}
const PROBES: Readonly<Record<string, Probe>> = JSON.parse(
  readFileSync('tests/odd/lossyProbes.json', 'utf8'),
);

/**
 * Decodes every frame of a file below `data/` with the decoders of the command line and compares with the manifest's
 * digest, or, for lossy syntaxes whose bytes depend on the decoder, with every 1999th value of dcmdjpeg (DCMTK 3.6.7).
 */
export async function comparePixels(file: string, digest: string): Promise<PixelAnswer> {
  const frames = await decodedFrames(file);
  if (frames === null) return { kind: 'not-decoded' };
  const hash = createHash('sha1');
  for (const frame of frames.bytes) hash.update(frame);
  if (hash.digest('hex').slice(0, 16) === digest) return { kind: 'equal' };
  const probe = PROBES[file.replace(/^odd\//, '')];
  return probe === undefined ? { kind: 'different' } : againstProbe(frames, probe);
}

interface Frames {
  readonly header: InstanceHeader;
  readonly bytes: readonly Uint8Array[];
}

async function decodedFrames(file: string): Promise<Frames | null> {
  const bytes = readData(file);
  const { header, verdict } = parseInstance(bytes, file);
  if (header === null || header.pixelData === null || !verdict.used) return null;
  const whole = inflatedInstance(bytes);
  const decoded: Uint8Array[] = [];
  for (let frame = 1; frame <= header.numberOfFrames; frame += 1) {
    const one = await decodeFrame(header, whole, frame);
    if (!one.ok) return null;
    decoded.push(interleaved(header, one.value.bytes));
  }
  return { header, bytes: decoded };
}

/** The manifest's digests are of interleaved samples; native planar pictures come plane by plane. */
function interleaved(header: InstanceHeader, bytes: Uint8Array): Uint8Array {
  const native = header.pixelData?.frameFragments === null;
  if (!native || header.planarConfiguration !== 1 || header.samplesPerPixel !== 3) return bytes;
  const pixels = bytes.length / 3;
  return bytes.map((_, i) => bytes[(i % 3) * pixels + Math.floor(i / 3)] ?? 0);
}

function againstProbe({ header, bytes }: Frames, { step, values }: Probe): PixelAnswer {
  const size = header.bitsAllocated / 8;
  const whole = Buffer.concat(bytes);
  const worst = Math.max(
    ...values.map((value, i) => {
      const at = i * step * size;
      return Math.abs((size === 2 ? whole.readUInt16LE(at) : (whole[at] ?? 0)) - value);
    }),
  );
  return { kind: 'within', worst, probes: values.length };
}
