import { picturesOf, selectionOf, type Picture } from '../dicom/pictures.ts';
import type { SeriesSummary, VolumeGrid } from '../dicom/model.ts';
import { addScaled } from '../domain/geometry/vec3.ts';
import { rightHanded, sliceOfPosition } from './orientedGrid.ts';
import { positionOf } from './seriesImage.ts';

/** Slices in a row, from 1, both included; counted as the panes count them (`rightHanded`). */
export interface SliceRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The series as if it held these slices only, each in its true place: for a series that does not fit in memory. Volumes
 * keep their grid, shortened; stacks keep their order.
 *
 * @returns null for a range that holds no slice
 */
export function sliceRangeOf(summary: SeriesSummary, { from, to }: SliceRange): SeriesSummary | null {
  const pictures = picturesOf(summary.instances, summary.selection);
  const grid = summary.geometry.grid === null ? null : rightHanded(summary.geometry.grid);
  const inRange = (slice: number): boolean => slice >= from - 1 && slice <= to - 1;
  const kept = pictures.filter((picture, index) => inRange(sliceOf(picture, index, grid)));
  if (kept.length === 0) return null;
  const names = new Set(kept.map(({ header }) => header.sopInstanceUid));
  const { selection: _, ...whole } = summary;
  const selection = selectionOf(kept);
  return {
    ...whole,
    instances: summary.instances.filter(({ sopInstanceUid }) => names.has(sopInstanceUid)),
    frames: kept.length,
    files: names.size,
    otherStacks: [],
    stackName: `slices ${from} to ${to} of ${pictures.length}`,
    geometry: { ...summary.geometry, grid: grid === null ? null : shortened(grid, { from, to }) },
    ...(selection === undefined ? {} : { selection }),
  };
}

function sliceOf(picture: Picture, index: number, grid: VolumeGrid | null): number {
  const position = grid === null ? null : positionOf(picture);
  return grid === null || position === null ? index : Math.round(sliceOfPosition(grid, position));
}

function shortened(grid: VolumeGrid, { from, to }: SliceRange): VolumeGrid {
  const [columns, rows, slices] = grid.dimensions;
  return {
    ...grid,
    dimensions: [columns, rows, Math.min(to, slices) - from + 1],
    originLpsMm: addScaled(grid.originLpsMm, grid.sliceStepLpsMm, from - 1),
  };
}
