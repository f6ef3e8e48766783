import type { FrameSelection, InstanceHeader, SeriesSummary, VolumeGrid } from '../dicom/model.ts';
import type { ModalityLut } from '../dicom/modalityLut.ts';
import { framesOf } from '../dicom/pictures.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { FrameRef, VoxelArray } from './api.ts';
import { rightHanded, sliceOfPosition } from './orientedGrid.ts';
import {
  allocateVoxels,
  fillValueFor,
  rescaleOf,
  voxelKindFor,
  writeRescaled,
  type StoredValues,
  type VoxelKind,
} from './voxels.ts';

/** A series in memory: one contiguous volume, or a stack of frames without a common grid. Filled as frames arrive. */
export type SeriesImage = VolumeImage | StackImage;

interface SeriesFrames {
  readonly summary: SeriesSummary;
  /** In display order: along the slice normal for volumes, as sorted by the series otherwise. */
  readonly frames: readonly FrameRef[];
  readonly voxelKind: VoxelKind;
  /** 1 where the frame has arrived whole. */
  readonly present: Uint8Array;
  /** 1 where stored values stand in for values of the modality: the Modality LUT of the frame was not at hand. */
  readonly unmapped: Uint8Array;
}
export interface VolumeImage extends SeriesFrames {
  readonly kind: 'volume';
  /** Right-handed; shear of a tilted gantry kept. */
  readonly grid: VolumeGrid;
  /** x fastest, then y, then slice; the modality's own unit. */
  readonly voxels: VoxelArray;
}
export interface StackImage extends SeriesFrames {
  readonly kind: 'stack';
  readonly values: (VoxelArray | null)[];
  /** Table to greys that the files bring where they state no window; null until one has arrived, or where none is. */
  voiLut: ModalityLut | null;
  /** 1 where an overlay of the file draws, by frame. */
  readonly graphics: (Uint8Array | null)[];
}

export const frameKey = (sopInstanceUid: string, frame: number): string => `${sopInstanceUid}#${frame}`;

/** Values of a frame (rows × columns, or × 3 for colour); null while it has not arrived. */
export function frameValues(image: SeriesImage, index: number): VoxelArray | null {
  if (image.present[index] !== 1) return null;
  if (image.kind === 'stack') return image.values[index] ?? null;
  const size = image.grid.dimensions[0] * image.grid.dimensions[1];
  return image.voxels.subarray(index * size, (index + 1) * size);
}

export const isComplete = (image: SeriesImage): boolean => image.present.every((flag) => flag === 1);

/**
 * Makes room for a series. A volume only where the geometry report allows one; a stack otherwise.
 *
 * @returns `err('no-memory')` where the array cannot be had, `err('no-frames')` for a series without pixels
 */
export function openSeriesImage(summary: SeriesSummary): Result<SeriesImage> {
  const frames = allFrames(summary.instances, summary.selection);
  if (frames.length === 0) return err(issue('no-frames', 'This series has no picture that can be shown.'));
  const voxelKind = voxelKindFor(summary.instances);
  const { grid, volumeAllowed } = summary.geometry;
  const colour = frames.some(({ header }) => header.samplesPerPixel !== 1);
  if (grid !== null && volumeAllowed && !colour && frames.length > 1) {
    const volume = openVolume(summary, rightHanded(grid), frames, voxelKind);
    if (volume !== null) return volume;
  }
  const present = new Uint8Array(frames.length);
  const unmapped = new Uint8Array(frames.length);
  return ok({
    kind: 'stack',
    summary,
    frames,
    voxelKind,
    present,
    unmapped,
    values: frames.map(() => null),
    voiLut: null,
    graphics: frames.map(() => null),
  });
}

function openVolume(
  summary: SeriesSummary,
  grid: VolumeGrid,
  frames: readonly FrameRef[],
  voxelKind: VoxelKind,
): Result<VolumeImage> | null {
  const [columns, rows, slices] = grid.dimensions;
  const placed: (FrameRef | undefined)[] = Array.from({ length: slices });
  for (const ref of frames) {
    const position = positionOf(ref);
    if (position === null) continue;
    const slice = Math.round(sliceOfPosition(grid, position));
    const fits = ref.header.rows === rows && ref.header.columns === columns;
    if (fits && slice >= 0 && slice < slices) placed[slice] ??= ref;
  }
  if (!placed.every((ref) => ref !== undefined)) return null;
  try {
    const voxels = allocateVoxels(voxelKind, columns * rows * slices);
    return ok({
      kind: 'volume',
      summary,
      frames: placed,
      voxelKind,
      present: new Uint8Array(slices),
      unmapped: new Uint8Array(slices),
      grid,
      voxels,
    });
  } catch {
    const megabytes = Math.round((columns * rows * slices * (voxelKind === 'Float32Array' ? 4 : 2)) / 1e6);
    return err(
      issue(
        'no-memory',
        `Not enough memory for this series (${megabytes} MB). Close other series and retry.`,
      ),
    );
  }
}

/** Headers from an archive's metadata do not tell where the pixels lie (`pixelData` is null): they have them all the same. */
function allFrames(instances: readonly InstanceHeader[], selection?: FrameSelection): readonly FrameRef[] {
  return instances
    .map(asShown)
    .flatMap((header) =>
      header.rows < 1 || header.columns < 1
        ? []
        : framesOf(header, selection).map((frame) => ({ header, frame })),
    );
}

/** Palette pictures become RGB when they are decoded: from then on they are colour like any other. */
const asShown = (header: InstanceHeader): InstanceHeader =>
  header.photometricInterpretation === 'PALETTE COLOR'
    ? { ...header, samplesPerPixel: 3, photometricInterpretation: 'RGB' }
    : header;

/** Image Position (Patient) of a frame, LPS mm. */
export const positionOf = ({ header, frame }: FrameRef): readonly [number, number, number] | null =>
  header.perFrame === null
    ? header.imagePositionPatient
    : (header.perFrame[frame - 1]?.imagePositionPatient ?? null);

/** Image Orientation (Patient) of a frame. */
export const orientationOf = ({ header, frame }: FrameRef): InstanceHeader['imageOrientationPatient'] =>
  header.perFrame === null
    ? header.imageOrientationPatient
    : (header.perFrame[frame - 1]?.imageOrientationPatient ?? null);

/** Row and column spacing of a frame, mm, PixelSpacing order. */
export const pixelSpacingOf = ({ header, frame }: FrameRef): readonly [number, number] | null =>
  header.perFrame?.[frame - 1]?.pixelSpacing ?? header.pixelSpacing;

/**
 * Puts air where slices never came. Only at the end of a load: memory that has not been written to is not there yet, and
 * writing it twice costs as much as the load itself.
 */
export function fillMissing(image: SeriesImage): void {
  if (image.kind !== 'volume') return;
  const size = image.grid.dimensions[0] * image.grid.dimensions[1];
  const fill = fillValueFor(image.summary.modality, image.voxelKind);
  for (const [slice, flag] of image.present.entries())
    if (flag !== 1) image.voxels.fill(fill, slice * size, (slice + 1) * size);
}

/** Puts one decoded grey frame in its place. Colour frames: see `putColour`. */
export function putFrame(image: SeriesImage, index: number, stored: StoredValues): Result<null> {
  const ref = image.frames[index];
  if (ref === undefined) throw new Error('putFrame: index outside the series');
  const expected = ref.header.rows * ref.header.columns;
  if (stored.length !== expected) {
    return err(
      issue('decode-failed', `The decoder gave ${stored.length} pixels where ${expected} were expected.`),
    );
  }
  const rescale = rescaleOf(ref.header, ref.frame);
  if (image.kind === 'volume') {
    writeRescaled(image.voxels, index * expected, stored, rescale);
  } else {
    const values = allocateVoxels(image.voxelKind, expected);
    writeRescaled(values, 0, stored, rescale);
    image.values[index] = values;
  }
  image.present[index] = 1;
  return ok(null);
}

/** Puts one interleaved RGB frame in its place; only stacks hold colour. */
export function putColour(image: StackImage, index: number, rgb: Uint8Array): void {
  image.values[index] = rgb;
  image.present[index] = 1;
}
