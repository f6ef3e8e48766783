import type { CaseDefinition, CtRequest, MrRequest } from '../cases/caseDefinition.ts';
import type { CtGrid } from '../render/ct.ts';
import type { Examination } from '../render/grids.ts';
import type { MrGrid } from '../render/mr.ts';
import { caseUid } from './common.ts';
import {
  CT_IMAGE_STORAGE,
  CT_SERIES_KEY,
  ctInstanceUid,
  ctOrientation,
  ctSlicePosition,
  ctStudy,
} from './ctInstance.ts';
import { MR_IMAGE_STORAGE, MR_SERIES_KEY, mrInstanceUid, mrSlicePosition, mrStudy } from './mrInstance.ts';
import type { MaskedSeries } from './segInstance.ts';

/** Where the masks of the CT lie. */
export const maskedCt = (
  c: CaseDefinition,
  { request, grid }: Examination<CtRequest, CtGrid>,
): MaskedSeries => ({
  study: ctStudy(c, request),
  key: CT_SERIES_KEY,
  sopClassUid: CT_IMAGE_STORAGE,
  frameOfReferenceUid: caseUid(c, 'frame/ct'),
  matrix: grid.matrix,
  pixelMm: grid.pixelMm,
  sliceMm: grid.sliceMm,
  slices: grid.slices,
  orientation: ctOrientation(grid),
  position: (slice) => ctSlicePosition(grid, slice),
  instanceUid: (slice) => ctInstanceUid(c, grid, slice),
});

/** Where the masks of the sagittal MR lie. */
export const maskedMr = (c: CaseDefinition, { grid }: Examination<MrRequest, MrGrid>): MaskedSeries => ({
  study: mrStudy(c),
  key: MR_SERIES_KEY,
  sopClassUid: MR_IMAGE_STORAGE,
  frameOfReferenceUid: caseUid(c, 'frame/mr'),
  matrix: grid.matrix,
  pixelMm: grid.pixelMm,
  sliceMm: grid.sliceMm,
  slices: grid.slices,
  orientation: [...grid.rowDirection, ...grid.columnDirection],
  position: (slice) => mrSlicePosition(grid, slice),
  instanceUid: (slice) => mrInstanceUid(c, grid, slice),
});
