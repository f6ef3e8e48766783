import type { InstanceHeader } from '../dicom/model.ts';
import { addToInt16 } from './addToInt16.ts';
import type { VoxelArray } from './api.ts';

export type VoxelKind = 'Int16Array' | 'Uint16Array' | 'Uint8Array' | 'Float32Array';

/** What a decoder hands back: stored values, before slope and intercept. */
export type StoredValues =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Slope and intercept of one frame (PS3.3 C.11.1.1.2): value = stored × slope + intercept. */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Rescale of a frame: the frame's own where an enhanced object has one, else the instance's. `frame` from 1. A Modality
 * LUT stands in place of it (PS3.3 C.11.1): never both.
 */
export function rescaleOf(header: InstanceHeader, frame: number): Rescale {
  if (header.hasModalityLut) return { slope: 1, intercept: 0 };
  const own = header.perFrame?.[frame - 1];
  return {
    slope: own?.rescaleSlope ?? header.rescaleSlope,
    intercept: own?.rescaleIntercept ?? header.rescaleIntercept,
  };
}

/**
 * The narrowest array that holds every value the headers allow, exactly. CT with whole-numbered slope and intercept is
 * always Int16: nominal ranges of 16 stored bits reach past it, but no scanner writes |HU| > 32767; such values saturate.
 */
export function voxelKindFor(headers: readonly InstanceHeader[]): VoxelKind {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const header of headers) {
    const [storedLow, storedHigh] = storedRange(header);
    if (header.hasModalityLut) {
      // The table replaces slope and intercept; it holds up to 16 unsigned bits.
      lowest = Math.min(lowest, storedLow);
      highest = Math.max(highest, 0xffff);
      continue;
    }
    for (const frame of rescaleFrames(header)) {
      const { slope, intercept } = rescaleOf(header, frame);
      if (!Number.isInteger(slope) || !Number.isInteger(intercept) || header.bitsAllocated > 16)
        return 'Float32Array';
      const a = storedLow * slope + intercept;
      const b = storedHigh * slope + intercept;
      lowest = Math.min(lowest, a, b);
      highest = Math.max(highest, a, b);
    }
  }
  if (lowest >= 0 && highest <= 255) return 'Uint8Array';
  if (lowest >= -32768 && highest <= 32767) return 'Int16Array';
  if (lowest >= 0 && highest <= 65535) return 'Uint16Array';
  return headers.every((header) => header.modality === 'CT') ? 'Int16Array' : 'Float32Array';
}

const rescaleFrames = (header: InstanceHeader): readonly number[] =>
  header.perFrame === null ? [1] : header.perFrame.map((_, index) => index + 1);

function storedRange(header: InstanceHeader): readonly [number, number] {
  const bits = Math.min(Math.max(header.bitsStored, 1), header.bitsAllocated);
  return header.pixelRepresentation === 1 ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
}

/** @throws RangeError where the memory cannot be had: the caller turns it into words. */
export function allocateVoxels(kind: VoxelKind, length: number): VoxelArray {
  return ALLOCATORS[kind](length);
}

const ALLOCATORS: Readonly<Record<VoxelKind, (length: number) => VoxelArray>> = {
  Int16Array: (length) => new Int16Array(length),
  Uint16Array: (length) => new Uint16Array(length),
  Uint8Array: (length) => new Uint8Array(length),
  Float32Array: (length) => new Float32Array(length),
};

/** Shown where no slice has arrived: air for CT, zero otherwise. Never measured: `present` tells. */
export const fillValueFor = (modality: string, kind: VoxelKind): number =>
  modality === 'CT' && (kind === 'Int16Array' || kind === 'Float32Array') ? -1024 : 0;

/** Writes one frame into `target` at `offset`, with slope and intercept. Integer targets saturate, never wrap. */
export function writeRescaled(
  target: VoxelArray,
  offset: number,
  stored: StoredValues,
  rescale: Rescale,
): void {
  const { slope, intercept } = rescale;
  if (slope === 1 && intercept === 0 && fitsUnchanged(target, stored)) {
    target.set(stored, offset);
    return;
  }
  if (target instanceof Int16Array && (stored instanceof Int16Array || stored instanceof Uint16Array)) {
    const place = target.subarray(offset, offset + stored.length);
    const added = slope === 1 && isInt16(intercept) && addToInt16(place, stored, intercept);
    if (!added) rescaleToInt16(place, stored, rescale);
    return;
  }
  const [low, high] = limitsOf(target);
  for (let i = 0; i < stored.length; i += 1) {
    const value = (stored[i] ?? 0) * slope + intercept;
    target[offset + i] = value < low ? low : value > high ? high : value;
  }
}

const isInt16 = (value: number): boolean => Number.isInteger(value) && value >= -32768 && value <= 32767;

/** On its own: one kind of array on each side is several times as fast as any kind. */
function rescaleToInt16(
  target: Int16Array,
  stored: Int16Array | Uint16Array,
  { slope, intercept }: Rescale,
): void {
  if (stored instanceof Int16Array) {
    for (let i = 0; i < stored.length; i += 1) {
      const value = (stored[i] ?? 0) * slope + intercept;
      target[i] = value < -32768 ? -32768 : value > 32767 ? 32767 : value;
    }
    return;
  }
  for (let i = 0; i < stored.length; i += 1) {
    const value = (stored[i] ?? 0) * slope + intercept;
    target[i] = value < -32768 ? -32768 : value > 32767 ? 32767 : value;
  }
}

function fitsUnchanged(target: VoxelArray, stored: StoredValues): boolean {
  if (target instanceof Float32Array) return !(stored instanceof Float64Array);
  if (target instanceof Int16Array)
    return stored instanceof Int16Array || stored instanceof Int8Array || stored instanceof Uint8Array;
  if (target instanceof Uint16Array) return stored instanceof Uint16Array || stored instanceof Uint8Array;
  return stored instanceof Uint8Array;
}

function limitsOf(target: VoxelArray): readonly [number, number] {
  if (target instanceof Int16Array) return [-32768, 32767];
  if (target instanceof Uint16Array) return [0, 65535];
  if (target instanceof Uint8Array) return [0, 255];
  return [-Infinity, Infinity];
}
