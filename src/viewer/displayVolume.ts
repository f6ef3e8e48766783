import { cache, volumeLoader, type Types } from '@cornerstonejs/core';
import type { VolumeGrid } from '../dicom/model.ts';
import { length } from '../domain/geometry/vec3.ts';
import type { VoxelArray } from '../imaging/api.ts';
import { frameValues, type VolumeImage } from '../imaging/seriesImage.ts';
import { allocateVoxels, fillValueFor } from '../imaging/voxels.ts';
import { gridDirections, gridSpacing } from './planeAxes.ts';
import { layUnsheared, unshearing } from './shearedSlices.ts';

/** The one Cornerstone volume of a series, shared by all its planes. */
export interface DisplayVolume {
  readonly volumeId: string;
  /** Orthogonal: what is drawn. Equal to the image's grid unless the gantry was tilted. */
  readonly grid: VolumeGrid;
  /** Brings one slice that has arrived to the screen's texture. */
  sliceArrived(slice: number): void;
  dispose(): void;
}

let volumes = 0;

/** @throws RangeError where memory for the unsheared copy cannot be had */
export function createDisplayVolume(image: VolumeImage): DisplayVolume {
  const plan = unshearing(image.grid);
  const grid = plan?.grid ?? image.grid;
  const voxels = plan === null ? image.voxels : filled(image, grid);
  volumes += 1;
  const volumeId = `patchpoint-volume-${volumes}`;
  const volume = volumeLoader.createLocalVolume(volumeId, {
    dimensions: [...grid.dimensions],
    spacing: [...gridSpacing(grid)],
    origin: [...grid.originLpsMm],
    direction: directionMatrix(grid),
    scalarData: voxels,
    metadata: cornerstoneMetadata(image),
  });
  const texture: StreamingTexture = volume.vtkOpenGLTexture;

  return {
    volumeId,
    grid,
    sliceArrived: (slice) => {
      if (plan !== null) {
        const values = frameValues(image, slice);
        if (values !== null) layUnsheared(plan, image.grid, slice, values, voxels);
      }
      texture.setUpdatedFrame(slice);
    },
    dispose: () => {
      const { imageIds } = volume;
      cache.removeVolumeLoadObject(volumeId);
      for (const imageId of imageIds) {
        if (cache.getImageLoadObject(imageId) !== undefined)
          cache.removeImageLoadObject(imageId, { force: true });
      }
    },
  };
}

/** Cornerstone's own extension of the vtk.js texture; not in its published types. */
interface StreamingTexture {
  setUpdatedFrame(frameIndex: number): void;
}

function directionMatrix(grid: VolumeGrid): Types.Mat3 {
  const [c, r, s] = gridDirections(grid);
  return [...c, ...r, ...s];
}

function filled(image: VolumeImage, grid: VolumeGrid): VoxelArray {
  const [columns, rows, slices] = grid.dimensions;
  const voxels = allocateVoxels(image.voxelKind, columns * rows * slices);
  return voxels.fill(fillValueFor(image.summary.modality, image.voxelKind));
}

function cornerstoneMetadata(image: VolumeImage): Types.Metadata {
  const { summary, grid, voxels } = image;
  const bits = voxels.BYTES_PER_ELEMENT * 8;
  const { columnStepLpsMm: c, rowStepLpsMm: r } = grid;
  return {
    BitsAllocated: bits,
    BitsStored: bits,
    HighBit: bits - 1,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    PixelRepresentation: voxels instanceof Int16Array || voxels instanceof Float32Array ? 1 : 0,
    Modality: summary.modality,
    SeriesInstanceUID: summary.seriesInstanceUid,
    FrameOfReferenceUID: summary.frameOfReferenceUid ?? summary.seriesInstanceUid,
    ImageOrientationPatient: [...gridDirections(grid)[0], ...gridDirections(grid)[1]],
    PixelSpacing: [length(r), length(c)],
    Columns: grid.dimensions[0],
    Rows: grid.dimensions[1],
    voiLut: [],
    VOILUTFunction: 'LINEAR',
  };
}
