import type { VoxelArray } from './api.ts';

/**
 * Values below which `low` and `high` percent of the voxels lie, read from at most about 200,000 evenly spread ones.
 *
 * @returns null for an empty array; `high` value is always above the `low` one
 */
export function percentiles(values: VoxelArray, low: number, high: number): readonly [number, number] | null {
  if (values.length === 0) return null;
  const step = Math.max(1, Math.floor(values.length / 200_000));
  const sample = new Float32Array(Math.ceil(values.length / step));
  for (let i = 0, at = 0; at < values.length; i += 1, at += step) sample[i] = values[at] ?? 0;
  sample.sort();
  const pick = (percent: number): number =>
    sample[Math.round((Math.max(0, Math.min(100, percent)) / 100) * (sample.length - 1))] ?? 0;
  const lower = pick(low);
  const upper = pick(high);
  return [lower, upper > lower ? upper : lower + 1];
}
