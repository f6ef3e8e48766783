import type { SeriesSummary } from '../dicom/model.ts';
import { picturesOf } from '../dicom/pictures.ts';
import { voxelKindFor, type VoxelKind } from './voxels.ts';

const BYTES: Readonly<Record<VoxelKind, number>> = {
  Uint8Array: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Float32Array: 4,
};

export const seriesPictures = ({ instances, selection }: SeriesSummary): number =>
  picturesOf(instances, selection).length;

/** Bytes that the pictures of a series take in this page, known from its headers before anything is fetched. */
export function seriesBytes(summary: SeriesSummary): number {
  const perValue = BYTES[voxelKindFor(summary.instances)];
  return picturesOf(summary.instances, summary.selection).reduce((sum, { header }) => {
    const colour = header.samplesPerPixel === 3 || header.photometricInterpretation === 'PALETTE COLOR';
    return sum + header.rows * header.columns * (colour ? 3 : perValue);
  }, 0);
}
