import type { VolumeImage } from '../imaging/seriesImage.ts';
import { createCanvasSurface } from './canvasSurface.ts';
import { planeSheet } from './flatSheet.ts';
import type { HeldVolume } from './graphics.ts';
import type { AnatomicalPlane } from './planeAxes.ts';
import { unshearing } from './shearedSlices.ts';
import type { Surface } from './surface.ts';

/** A plane of a volume, cut from the true grid: shear of a tilted gantry included. */
export function createCanvasPlane(
  host: HTMLDivElement,
  image: VolumeImage,
  plane: AnatomicalPlane,
  graphics: () => HeldVolume | null,
): Surface {
  const display = unshearing(image.grid) ?? image.grid;
  return createCanvasSurface(host, image, planeSheet(image, display, plane, null), {
    graphics,
    aligned: (target) => planeSheet(image, display, plane, target),
  });
}
