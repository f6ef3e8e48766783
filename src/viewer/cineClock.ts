import type { InstanceHeader } from '../dicom/model.ts';

/** Shown at this pace where the file says nothing about time; the state then reports no frame time. */
const UNTIMED_MS = 1000 / 15;

export interface CineTiming {
  /** Start of each frame, ms from the first; ascending. */
  readonly startsMs: readonly number[];
  readonly totalMs: number;
  /** What the file says, null where it is silent; the mean of a Frame Time Vector. */
  readonly frameTimeMs: number | null;
}

/**
 * Frame times of a run: Frame Time Vector (increments to the frame before), else Frame Time, else Cine Rate, else
 * Recommended Display Frame Rate (PS3.3 C.7.6.5).
 */
export function cineTiming(header: InstanceHeader, frames: number): CineTiming {
  const vector = header.frameTimeVectorMs;
  if (vector !== null && vector.length >= frames && vector.slice(1, frames).every((ms) => ms > 0)) {
    const starts: number[] = [0];
    for (let i = 1; i < frames; i += 1) starts.push((starts[i - 1] ?? 0) + (vector[i] ?? 0));
    const span = starts[frames - 1] ?? 0;
    const mean = frames > 1 ? span / (frames - 1) : UNTIMED_MS;
    return { startsMs: starts, totalMs: span + mean, frameTimeMs: mean };
  }
  const rate = positive(header.cineRate) ?? positive(header.recommendedDisplayFrameRate);
  const told = positive(header.frameTimeMs) ?? (rate === null ? null : 1000 / rate);
  const step = told ?? UNTIMED_MS;
  return {
    startsMs: Array.from({ length: frames }, (_, i) => i * step),
    totalMs: frames * step,
    frameTimeMs: told,
  };
}

const positive = (value: number | null): number | null => (value !== null && value > 0 ? value : null);

/**
 * Frame (0-based) due `elapsedMs` after the first: from the start again at the end of the run, or the last frame where it
 * does not loop. Late renders drop frames instead of slowing down.
 */
export function frameAt(timing: CineTiming, elapsedMs: number, loop = true): number {
  if (!loop && elapsedMs >= timing.totalMs) return timing.startsMs.length - 1;
  const time = ((elapsedMs % timing.totalMs) + timing.totalMs) % timing.totalMs;
  let low = 0;
  let high = timing.startsMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((timing.startsMs[middle] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
