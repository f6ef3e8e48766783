import { Enums, VolumeViewport, type RenderingEngine } from '@cornerstonejs/core';
import { isInsideGrid, lpsToIndex } from '../domain/geometry/grid.ts';
import { addScaled, cross, type Vec3 } from '../domain/geometry/vec3.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import type { DisplayVolume } from './displayVolume.ts';
import { planeSheet } from './flatSheet.ts';
import type { AnatomicalPlane } from './planeAxes.ts';
import { fitted, pointUnderCanvas, projectToCanvas, turnedView, type PlaneView } from './planeView.ts';
import { sampleVolume } from './sampleVolume.ts';
import type { Surface } from './surface.ts';
import { windowRange } from './windowing.ts';

const BLEND = {
  mip: Enums.BlendModes.MAXIMUM_INTENSITY_BLEND,
  minip: Enums.BlendModes.MINIMUM_INTENSITY_BLEND,
  mean: Enums.BlendModes.AVERAGE_INTENSITY_BLEND,
} as const;
/** Anywhere in front of the plane: the projection is parallel. */
const EYE_DISTANCE_MM = 1000;

/** One plane of a volume through Cornerstone's orthographic viewport; the camera is ours, set whole each time. */
export async function createPlaneSurface(
  rendering: RenderingEngine,
  viewportId: string,
  host: HTMLDivElement,
  image: VolumeImage,
  display: DisplayVolume,
  plane: AnatomicalPlane,
): Promise<Surface> {
  const { grid } = display;
  let sheet = planeSheet(image, grid, plane, null);
  const normal = (): Vec3 => cross(sheet.right, sheet.up);
  rendering.enableElement({
    viewportId,
    element: host,
    type: Enums.ViewportType.ORTHOGRAPHIC,
    defaultOptions: {
      background: [0, 0, 0],
      orientation: { viewPlaneNormal: [...normal()], viewUp: [...sheet.up] },
    },
  });
  const viewport: unknown = rendering.getViewport(viewportId);
  if (!(viewport instanceof VolumeViewport))
    throw new Error('planeSurface: no orthographic viewport was made');
  await viewport.setVolumes([{ volumeId: display.volumeId }], false, true);

  let index = sheet.startIndex;
  let view: PlaneView | null = null;
  let slabOn = false;

  const push = (): void => {
    if (view === null) return;
    view = { ...view, centre: sheet.onSurface(view.centre, index) };
    viewport.setCamera({
      viewPlaneNormal: [...view.normal],
      viewUp: [...view.up],
      focalPoint: [...view.centre],
      position: [...addScaled(view.centre, view.normal, EYE_DISTANCE_MM)],
      parallelScale: (view.unitsPerPx * view.heightPx) / 2,
      flipHorizontal: false,
      flipVertical: false,
    });
    viewport.render();
  };
  const fitNow = (widthPx: number, heightPx: number): void => {
    const { centre, size } = sheet.fitTo(index);
    view = fitted(sheet, centre, size, [widthPx, heightPx]);
  };
  const pointAt = (at: readonly [number, number]): Vec3 | null => {
    if (view === null) return null;
    const point = pointUnderCanvas(view, at);
    const voxel = lpsToIndex(grid, point);
    return voxel !== null && isInsideGrid(grid, voxel) ? point : null;
  };

  return {
    plane,
    get count() {
      return sheet.count;
    },
    get startIndex() {
      return sheet.startIndex;
    },
    index: () => index,
    goTo: (next) => {
      index = Math.max(0, Math.min(sheet.count - 1, Math.round(next)));
      push();
    },
    align: (target) => {
      const middle = view?.centre ?? null;
      sheet = planeSheet(image, grid, plane, target);
      const at = target?.centreLpsMm ?? middle;
      index = (at === null ? null : sheet.indexNearest(at)) ?? sheet.startIndex;
      if (view !== null) view = turnedView(sheet, view, at ?? view.centre);
      push();
    },
    ready: () =>
      sheet.acquired && !slabOn ? image.present[index] === 1 : image.present.some((flag) => flag === 1),
    busy: () => false,
    view: () => view,
    setView: (next) => {
      view = next;
      push();
    },
    fit: () => {
      if (view !== null) fitNow(view.widthPx, view.heightPx);
      push();
    },
    resize: (widthPx, heightPx) => {
      rendering.resize(true, false);
      if (view === null) fitNow(widthPx, heightPx);
      else {
        const before = Math.min(view.widthPx, view.heightPx);
        const unitsPerPx = (view.unitsPerPx * before) / Math.max(1, Math.min(widthPx, heightPx));
        view = { ...view, widthPx, heightPx, unitsPerPx };
      }
      push();
    },
    setWindow: (window) => {
      const [lower, upper] = windowRange(window);
      viewport.setProperties({ voiRange: { lower, upper } });
      viewport.render();
    },
    setInvert: (on) => {
      viewport.setProperties({ invert: on });
      viewport.render();
    },
    setSlab: ({ mode, thicknessMm }) => {
      slabOn = thicknessMm > 0;
      viewport.setBlendMode(slabOn ? BLEND[mode] : Enums.BlendModes.COMPOSITE);
      // Cornerstone clips at ± the value it is given.
      viewport.setSlabThickness(slabOn ? thicknessMm / 2 : 0);
      push();
    },
    letters: () => ({ letters: view === null ? null : sheet.letters(view), proof: 'proven' }),
    spacing: () => sheet.spacing,
    positionMm: () => sheet.positionMm(index),
    look: () => sheet.look(index),
    original: () => (sheet.acquired && !slabOn ? (image.frames[index] ?? null) : null),
    placeAt: (at) => ({ pointLpsMm: pointAt(at), image: null }),
    valueAt: (at) => {
      const point = pointAt(at);
      return point === null ? null : sampleVolume(image, point);
    },
    projectPatient: (point) => (view === null ? null : projectToCanvas(view, point)),
    projectImage: () => null,
    indexNearest: (point) => sheet.indexNearest(point),
    patientFromView: (point) => point,
    halfStepMm: () => sheet.stepMm / 2,
    canvas: () => viewport.getCanvas(),
    // An original slice changes only by its own arrival; a reformat or a slab by any.
    frameArrived: (slice) => {
      if (!sheet.acquired || slabOn || slice === index) viewport.render();
    },
    render: () => viewport.render(),
    dispose: () => rendering.disableElement(viewportId),
  };
}
