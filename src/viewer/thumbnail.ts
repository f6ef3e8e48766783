import type { InstanceSource } from '../imaging/api.ts';
import { loadSeries } from '../imaging/loadSeries.ts';
import { frameValues, openSeriesImage, type SeriesImage } from '../imaging/seriesImage.ts';
import { paintPicture } from './canvasPicture.ts';
import { pixelScale } from './frameGeometry.ts';
import { openingWindow, windowRange } from './windowing.ts';

/**
 * The middle picture of a series as a small canvas: from memory where it is loaded, else one frame asked of the source.
 *
 * @returns null for colour, and where the picture cannot be had
 */
export async function thumbnailOf(
  source: InstanceSource,
  loaded: SeriesImage | null,
  heightPx: number,
): Promise<HTMLCanvasElement | null> {
  const known = loaded === null ? null : drawnFrom(loaded, heightPx);
  if (known !== null) return known;
  const middle = await middleAlone(source);
  return middle === null ? null : drawnFrom(middle, heightPx);
}

/** The middle image as a series of its own: a stack, so that no room is made for a volume. */
async function middleAlone(source: InstanceSource): Promise<SeriesImage | null> {
  const { summary, frames } = source;
  const header = summary.instances[Math.floor((summary.instances.length - 1) / 2)];
  if (header === undefined || header.samplesPerPixel !== 1) return null;
  const geometry = { ...summary.geometry, grid: null, volumeAllowed: false };
  const single = { ...summary, geometry, instances: [header], otherStacks: [] };
  const opened = openSeriesImage(single);
  if (!opened.ok) return null;
  const { value } = opened;
  // Dropped files come middle first; an archive is asked for one frame.
  const alone: InstanceSource =
    frames === undefined
      ? source
      : {
          kind: source.kind,
          summary: single,
          stream: noFiles,
          frames: (wanted, signal) =>
            frames(wanted.slice(wanted.length >> 1, (wanted.length >> 1) + 1), signal),
        };
  const abort = new AbortController();
  await loadSeries(alone, value, abort.signal, { frame: () => abort.abort(), progress: () => undefined });
  return value;
}

const noFiles = (): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
});

function drawnFrom(image: SeriesImage, heightPx: number): HTMLCanvasElement | null {
  const middle = Math.floor((image.frames.length - 1) / 2);
  const index = image.present[middle] === 1 ? middle : image.present.indexOf(1);
  const ref = image.frames[index];
  const values = index < 0 ? null : frameValues(image, index);
  if (ref === undefined || values === null || ref.header.samplesPerPixel !== 1) return null;
  const { columns, rows } = ref.header;
  const { pixelWidth, pixelHeight } = pixelScale(ref);
  const aspect = (columns * pixelWidth) / (rows * pixelHeight);
  const width = Math.max(1, Math.round(heightPx * aspect));
  const small = new Float32Array(width * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const row = Math.min(rows - 1, Math.floor(((y + 0.5) * rows) / heightPx));
    for (let x = 0; x < width; x += 1)
      small[y * width + x] =
        values[row * columns + Math.min(columns - 1, Math.floor(((x + 0.5) * columns) / width))] ?? NaN;
  }
  const canvas = document.createElement('canvas');
  const negative = ref.header.photometricInterpretation === 'MONOCHROME1';
  paintPicture(
    canvas,
    { width, height: heightPx, values: small },
    windowRange(openingWindow(ref, values)),
    negative,
  );
  return canvas;
}
