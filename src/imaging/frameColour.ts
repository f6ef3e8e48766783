import type { InstanceHeader } from '../dicom/model.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { StoredValues } from './voxels.ts';

/**
 * Interleaved 8-bit RGB of a decoded colour frame (PS3.3 C.7.6.3.1.2).
 *
 * @param alreadyRgb - JPEG decoders convert YBR to RGB and interleave by themselves
 */
export function toRgb(header: InstanceHeader, stored: StoredValues, alreadyRgb: boolean): Result<Uint8Array> {
  const pixels = header.rows * header.columns;
  if (header.samplesPerPixel !== 3 || header.bitsAllocated !== 8 || stored.length !== pixels * 3) {
    return err(issue('unsupported-colour', 'Only colour pictures of three 8-bit samples can be shown.'));
  }
  const rgb = new Uint8Array(pixels * 3);
  const planar = header.planarConfiguration === 1 && !alreadyRgb;
  for (let i = 0; i < pixels; i += 1) {
    for (let c = 0; c < 3; c += 1) rgb[i * 3 + c] = stored[planar ? c * pixels + i : i * 3 + c] ?? 0;
  }
  if (!alreadyRgb && header.photometricInterpretation.startsWith('YBR_FULL')) ybrFullToRgb(rgb);
  return ok(rgb);
}

function ybrFullToRgb(values: Uint8Array): void {
  for (let i = 0; i < values.length; i += 3) {
    const y = values[i] ?? 0;
    const cb = (values[i + 1] ?? 0) - 128;
    const cr = (values[i + 2] ?? 0) - 128;
    values[i] = clampByte(y + 1.402 * cr);
    values[i + 1] = clampByte(y - 0.344136 * cb - 0.714136 * cr);
    values[i + 2] = clampByte(y + 1.772 * cb);
  }
}

const clampByte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
