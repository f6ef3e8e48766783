import { Enums, VolumeViewport, type RenderingEngine } from '@cornerstonejs/core';
import { indexToLps, lpsToIndex, isInsideGrid } from '../domain/geometry/grid.ts';
import { addScaled, cross, dot, subtract, type Vec3 } from '../domain/geometry/vec3.ts';
import { elementAt } from '../imaging/elementAt.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import type { DisplayVolume } from './displayVolume.ts';
import { provenLetters } from './letters.ts';
import { gridSpacing, planeAxes, type AnatomicalPlane } from './planeAxes.ts';
import { fitted, pointUnderCanvas, projectToCanvas, type PlaneView } from './planeView.ts';
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
  const axes = planeAxes(grid, plane);
  const normal = cross(axes.right, axes.up);
  rendering.enableElement({
    viewportId,
    element: host,
    type: Enums.ViewportType.ORTHOGRAPHIC,
    defaultOptions: {
      background: [0, 0, 0],
      orientation: { viewPlaneNormal: [...normal], viewUp: [...axes.up] },
    },
  });
  const viewport: unknown = rendering.getViewport(viewportId);
  if (!(viewport instanceof VolumeViewport))
    throw new Error('planeSurface: no orthographic viewport was made');
  await viewport.setVolumes([{ volumeId: display.volumeId }], false, true);

  const count = grid.dimensions[axes.axis];
  const steps = [grid.columnStepLpsMm, grid.rowStepLpsMm, grid.sliceStepLpsMm] as const;
  const step = steps[axes.axis];
  const stepMm = gridSpacing(grid)[axes.axis];
  const [columns, rows, slices] = grid.dimensions;
  const middle: Vec3 = [(columns - 1) / 2, (rows - 1) / 2, (slices - 1) / 2];
  const centreLpsMm = indexToLps(grid, middle);
  const startIndex = Math.floor((count - 1) / 2);
  const original = axes.axis === 2 && grid === image.grid;
  let index = startIndex;
  let view: PlaneView | null = null;
  let slabOn = false;

  /** Scrolling direction is the grid's own; slices stay exactly on voxel centres. */
  const onPlane = (point: Vec3): Vec3 => {
    const reach = dot(subtract(point, grid.originLpsMm), step) / stepMm;
    return addScaled(point, step, (index * stepMm - reach) / stepMm);
  };
  const push = (): void => {
    if (view === null) return;
    view = { ...view, centre: onPlane(view.centre) };
    viewport.setCamera({
      viewPlaneNormal: [...normal],
      viewUp: [...axes.up],
      focalPoint: [...view.centre],
      position: [...addScaled(view.centre, normal, EYE_DISTANCE_MM)],
      parallelScale: (view.unitsPerPx * view.heightPx) / 2,
      flipHorizontal: false,
      flipVertical: false,
    });
    viewport.render();
  };
  const along = (direction: Vec3): number =>
    steps.reduce((sum, one, i) => sum + Math.abs(dot(one, direction)) * elementAt(grid.dimensions, i), 0);
  const extent = [along(axes.right), along(axes.up)] as const;
  const fitTo = (widthPx: number, heightPx: number): void => {
    view = fitted(axes, onPlane(centreLpsMm), extent, [widthPx, heightPx]);
  };
  const pointAt = (at: readonly [number, number]): Vec3 | null => {
    if (view === null) return null;
    const point = pointUnderCanvas(view, at);
    const voxel = lpsToIndex(grid, point);
    return voxel !== null && isInsideGrid(grid, voxel) ? point : null;
  };

  return {
    plane,
    count,
    startIndex,
    index: () => index,
    goTo: (next) => {
      index = Math.max(0, Math.min(count - 1, Math.round(next)));
      push();
    },
    ready: () =>
      original && !slabOn ? image.present[index] === 1 : image.present.some((flag) => flag === 1),
    busy: () => false,
    view: () => view,
    setView: (next) => {
      view = next;
      push();
    },
    fit: () => {
      if (view !== null) fitTo(view.widthPx, view.heightPx);
      push();
    },
    resize: (widthPx, heightPx) => {
      rendering.resize(true, false);
      if (view === null) fitTo(widthPx, heightPx);
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
    letters: () => ({ letters: provenLetters(axes.right, axes.up), proof: 'proven' }),
    spacing: () => 'calibrated',
    positionMm: () => {
      const point = onPlane(centreLpsMm);
      const reach = dot(point, step) / stepMm;
      return dot(step, PATIENT_AXIS[plane]) >= 0 ? reach : -reach;
    },
    original: () => (original && !slabOn ? (image.frames[index] ?? null) : null),
    placeAt: (at) => ({ pointLpsMm: pointAt(at), image: null }),
    valueAt: (at) => {
      const point = pointAt(at);
      return point === null ? null : sampleVolume(image, point);
    },
    projectPatient: (point) => (view === null ? null : projectToCanvas(view, point)),
    projectImage: () => null,
    indexNearest: (point) => {
      const steppedTo = dot(subtract(point, grid.originLpsMm), step) / (stepMm * stepMm);
      return Math.max(0, Math.min(count - 1, Math.round(steppedTo)));
    },
    patientFromView: (point) => point,
    halfStepMm: () => stepMm / 2,
    canvas: () => viewport.getCanvas(),
    // An original slice changes only by its own arrival; a reformat or a slab by any.
    frameArrived: (slice) => {
      if (!original || slabOn || slice === index) viewport.render();
    },
    render: () => viewport.render(),
    dispose: () => rendering.disableElement(viewportId),
  };
}

/** Positions are told along the patient axis the plane moves through: head, left, posterior count up. */
const PATIENT_AXIS: Readonly<Record<AnatomicalPlane, Vec3>> = {
  axial: [0, 0, 1],
  sagittal: [1, 0, 0],
  coronal: [0, 1, 0],
};
