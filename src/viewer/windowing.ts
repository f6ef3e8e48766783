import type { FrameRef, VoxelArray } from '../imaging/api.ts';
import { percentiles } from '../imaging/histogram.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';
import type { VoiWindow } from './api.ts';

/** Soft tissue: what a CT opens with when its header has no window. */
const CT_DEFAULT: VoiWindow = { center: 40, width: 400 };

/** First and last displayed values of a window (PS3.3 C.11.2.1.2.1), [black, white]. */
export function windowRange({ center, width }: VoiWindow): readonly [number, number] {
  if (width <= 1) return [center - width / 2, center + width / 2];
  const lower = center - 0.5 - (width - 1) / 2;
  return [lower, lower + width - 1];
}

export const windowFromRange = (lower: number, upper: number): VoiWindow => ({
  center: (lower + upper) / 2,
  width: Math.max(upper - lower, 1e-3),
});

/**
 * The window a series opens with: that of its frame, the header's own, a CT default, or the middle 1 to 99.5 percent of the values. The CT
 * default is for soft tissue: where all values lie on one side of it the picture would be one black or white field.
 */
export function openingWindow({ header, frame }: FrameRef, values: VoxelArray | null): VoiWindow {
  const own = header.perFrame?.[frame - 1]?.window;
  if (own !== undefined) return own;
  const center = header.windowCenter[0];
  const width = header.windowWidth[0];
  if (center !== undefined && width !== undefined && width > 0) return { center, width };
  const range = values === null ? null : percentiles(values, 1, 99.5);
  if (header.modality === 'CT' && (range === null || crosses(range, windowRange(CT_DEFAULT))))
    return CT_DEFAULT;
  return range === null ? { center: 127.5, width: 255 } : windowFromRange(range[0], range[1]);
}

const crosses = (values: readonly [number, number], [black, white]: readonly [number, number]): boolean =>
  values[1] > black && values[0] < white;

/** All greys of the VOI LUT a stack is shown through; null where it is shown by its values. */
export function lutWindow(image: SeriesImage): VoiWindow | null {
  if (image.kind === 'volume' || image.voiLut === null) return null;
  const { entries } = image.voiLut;
  const high = entries.reduce((most, entry) => Math.max(most, entry), 1);
  const low = entries.reduce((least, entry) => Math.min(least, entry), high);
  return windowFromRange(low, Math.max(high, low + 1));
}

/** A drag right widens, a drag down brightens less; the step follows the width so that CT and MR feel alike. */
export function draggedWindow(from: VoiWindow, dxPx: number, dyPx: number): VoiWindow {
  const perPx = Math.max(from.width / 250, 1e-3);
  return { center: from.center + dyPx * perPx, width: Math.max(from.width + dxPx * perPx, perPx) };
}
