import type { VolumeImage } from '../imaging/seriesImage.ts';
import { createCanvasSurface } from './canvasSurface.ts';
import { planeSheet } from './flatSheet.ts';
import type { AnatomicalPlane } from './planeAxes.ts';
import { unshearing } from './shearedSlices.ts';
import type { Surface } from './surface.ts';

/** A plane of a volume without WebGL: the same planes, letters and marks, drawn by the processor. */
export function createCanvasPlane(
  host: HTMLDivElement,
  image: VolumeImage,
  plane: AnatomicalPlane,
  onDrawn: () => void,
): Surface {
  const display = unshearing(image.grid)?.grid ?? image.grid;
  return createCanvasSurface(host, image, planeSheet(image, display, plane, null), onDrawn, (aligned) =>
    planeSheet(image, display, plane, aligned),
  );
}
