import type { StackViewport } from '@cornerstonejs/core';
import type { Vec3 } from '../domain/geometry/vec3.ts';
import type { PlaneView } from './planeView.ts';

/**
 * Puts the camera of a stack that Cornerstone draws on the processor (no WebGL) to a view. Its two mistakes in 5.14 are met
 * here: it draws the middle of a pixel where the pixel's corner belongs, half a pixel to the right and below; and it takes
 * the canvas to have the screen's pixels while it gives it those of the page.
 *
 * @param pixel - width and height of a pixel of the image, view units
 */
export function placeOnProcessor(
  viewport: StackViewport,
  view: PlaneView,
  pixel: { readonly pixelWidth: number; readonly pixelHeight: number },
): void {
  const { canvas } = viewport;
  const density = canvas.width / Math.max(1, canvas.clientWidth);
  /** From the middle of the canvas to where Cornerstone takes it to be, CSS pixels of a canvas one pixel wide and high. */
  const astray = (globalThis.devicePixelRatio - density) / density / 2;
  const [x, y, z] = view.centre;
  const focalPoint: Vec3 = [
    x + pixel.pixelWidth / 2 + astray * view.widthPx * view.unitsPerPx,
    y + pixel.pixelHeight / 2 + astray * view.heightPx * view.unitsPerPx,
    z,
  ];
  // The magnification first: the place is reckoned with the one that it finds.
  viewport.setCamera({ parallelScale: (view.unitsPerPx * view.heightPx) / density / 2 });
  viewport.setCamera({ focalPoint: [...focalPoint] });
}
