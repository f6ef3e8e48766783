import type { PointLps } from '../domain/case/document.ts';
import { maskOfRegion } from '../domain/findings/measureRegion.ts';
import type { RegionMask } from '../domain/findings/measureRegionMask.ts';
import { outlineOfMask } from '../domain/findings/measureRegionOutline.ts';
import { indexToLps, type VoxelIndex } from '../domain/geometry/grid.ts';
import { add } from '../domain/geometry/vec3.ts';
import { elementAt } from '../imaging/elementAt.ts';
import { isComplete, type SeriesImage, type VolumeImage } from '../imaging/seriesImage.ts';
import type { RegionMark } from './scene.ts';
import type { Surface } from './surface.ts';

const AXES = [0, 1, 2] as const;
/** Depth change below this, mm per step, counts as lying in the plane. */
const IN_PLANE_MM = 1e-3;

/** Outlines of grown regions; the flood fill runs once for a shape, not once for a redraw. */
export function createMaskOutlines(): {
  outline(
    mark: RegionMark,
    surface: Surface,
    image: SeriesImage | null,
  ): readonly (readonly PointLps[])[] | null;
} {
  const masks = new WeakMap<
    RegionMark['shape'],
    { readonly image: VolumeImage; readonly mask: RegionMask | null }
  >();

  const maskOf = (shape: RegionMark['shape'], image: VolumeImage): RegionMask | null => {
    const known = masks.get(shape);
    if (known?.image === image) return known.mask;
    const made = maskOfRegion({ grid: image.grid, values: image.voxels }, shape);
    const mask = made.ok ? made.value : null;
    masks.set(shape, { image, mask });
    return mask;
  };

  return {
    outline: (mark, surface, image) => {
      if (image?.kind !== 'volume' || !isComplete(image)) return null;
      const cut = gridCut(image, surface);
      const mask = cut === null ? null : maskOf(mark.shape, image);
      if (cut === null || mask === null) return null;
      return outlineOfMask(mask, cut.axis, cut.index).map((line) =>
        [...line, ...line.slice(0, 1)].map(([u, v]) => indexToLps(image.grid, cut.toIndex(u, v))),
      );
    },
  };
}

/** Which slice of the grid the surface shows; null where it cuts across the grid's axes. */
function gridCut(
  image: VolumeImage,
  surface: Surface,
): {
  readonly axis: 0 | 1 | 2;
  readonly index: number;
  readonly toIndex: (u: number, v: number) => VoxelIndex;
} | null {
  const { grid } = image;
  const depth = (point: PointLps): number => surface.projectPatient(point)?.depth ?? Number.NaN;
  const base = depth(grid.originLpsMm);
  const steps = [grid.columnStepLpsMm, grid.rowStepLpsMm, grid.sliceStepLpsMm] as const;
  const perStep = steps.map((step) => depth(add(grid.originLpsMm, step)) - base);
  const axis = AXES.find((one) =>
    AXES.every((other) => Math.abs(perStep[other] ?? Number.NaN) < IN_PLANE_MM !== (other === one)),
  );
  if (axis === undefined) return null;
  const index = Math.round(-base / elementAt(perStep, axis));
  const toIndex = (u: number, v: number): VoxelIndex =>
    axis === 0 ? [index, u, v] : axis === 1 ? [u, index, v] : [u, v, index];
  return { axis, index, toIndex };
}
