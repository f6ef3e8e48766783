import { cache, Enums, imageLoader, metaData, utilities, type Types } from '@cornerstonejs/core';
import type { VoxelArray } from '../imaging/api.ts';
import { paintColours, paintPicture } from './canvasPicture.ts';

/** Scheme of the images we hand to Cornerstone. They are in memory before it asks: nothing is fetched here. */
const SCHEME = 'patchpoint';

/** One frame as Cornerstone sees it: a plain picture in its own plane. Patient geometry stays in our own code. */
export interface PlainImage {
  readonly rows: number;
  readonly columns: number;
  /** Width and height of a pixel in view units. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly samples: 1 | 3;
  readonly values: VoxelArray;
}

const provided = new Map<string, () => PlainImage>();
let installed = false;

export function provideImage(imageId: string, make: () => PlainImage): void {
  provided.set(imageId, make);
}

export function withdrawImage(imageId: string): void {
  provided.delete(imageId);
  if (cache.getImageLoadObject(imageId) !== undefined) cache.removeImageLoadObject(imageId, { force: true });
}

export const imageIdFor = (owner: string, index: number): string => `${SCHEME}:${owner}/${index}`;

export function installImageLoaders(): void {
  if (installed) return;
  installed = true;
  imageLoader.registerImageLoader(SCHEME, (imageId) => ({ promise: loadProvided(imageId) }));
  metaData.addProvider((type: string, imageId: string) => plainMetadata(type, imageId), 10_000);
}

async function loadProvided(imageId: string): Promise<Types.IImage> {
  const cached = cache.getImage(imageId);
  if (cached !== undefined) return cached;
  const make = provided.get(imageId);
  if (make === undefined) throw new Error('image is no longer provided');
  return cornerstoneImage(imageId, make());
}

function cornerstoneImage(imageId: string, plain: PlainImage): Types.IImage {
  const { rows, columns, values, samples } = plain;
  const [minPixelValue, maxPixelValue] = extent(values);
  const voxelManager = utilities.VoxelManager.createImageVoxelManager({
    width: columns,
    height: rows,
    numberOfComponents: samples,
    scalarData: values,
    id: imageId,
  });
  return {
    imageId,
    rows,
    columns,
    height: rows,
    width: columns,
    slope: 1,
    intercept: 0,
    windowCenter: (minPixelValue + maxPixelValue) / 2,
    // Cornerstone builds its transfer function from this once: a width of 1 makes both ends one point, for ever white.
    windowWidth: Math.max(2, maxPixelValue - minPixelValue),
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    minPixelValue,
    maxPixelValue,
    color: samples === 3,
    rgba: false,
    numberOfComponents: samples,
    columnPixelSpacing: plain.pixelWidth,
    rowPixelSpacing: plain.pixelHeight,
    invert: false,
    sizeInBytes: values.byteLength,
    dataType: typeName(values),
    photometricInterpretation: samples === 3 ? 'RGB' : 'MONOCHROME2',
    getPixelData: () => values,
    getCanvas: () => canvasOf(plain),
    voxelManager,
  };
}

/** Without WebGL, Cornerstone paints colour pictures from a canvas of their own. */
function canvasOf({ rows, columns, values, samples }: PlainImage): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const picture = { width: columns, height: rows, values };
  if (samples === 3) paintColours(canvas, picture, false);
  else paintPicture(canvas, picture, [0, 255], false);
  return canvas;
}

function typeName(values: VoxelArray): Types.PixelDataTypedArrayString {
  if (values instanceof Int16Array) return 'Int16Array';
  if (values instanceof Uint16Array) return 'Uint16Array';
  return values instanceof Uint8Array ? 'Uint8Array' : 'Float32Array';
}

function extent(values: VoxelArray): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function plainMetadata(type: string, imageId: string): unknown {
  const plain = typeof imageId === 'string' ? provided.get(imageId)?.() : undefined;
  if (plain === undefined) return undefined;
  switch (type) {
    case 'imagePlaneModule':
      return {
        rows: plain.rows,
        columns: plain.columns,
        imageOrientationPatient: [1, 0, 0, 0, 1, 0],
        rowCosines: [1, 0, 0],
        columnCosines: [0, 1, 0],
        imagePositionPatient: [0, 0, 0],
        pixelSpacing: [plain.pixelHeight, plain.pixelWidth],
        rowPixelSpacing: plain.pixelHeight,
        columnPixelSpacing: plain.pixelWidth,
        // One space per image: Cornerstone treats "undefined" frames of reference as one shared space.
        frameOfReferenceUID: imageId,
      };
    case 'imagePixelModule':
      return {
        rows: plain.rows,
        columns: plain.columns,
        samplesPerPixel: plain.samples,
        photometricInterpretation: plain.samples === 3 ? 'RGB' : 'MONOCHROME2',
        bitsAllocated: plain.values.BYTES_PER_ELEMENT * 8,
        bitsStored: plain.values.BYTES_PER_ELEMENT * 8,
        highBit: plain.values.BYTES_PER_ELEMENT * 8 - 1,
        pixelRepresentation: plain.values instanceof Int16Array ? 1 : 0,
      };
    case 'generalSeriesModule':
      return { modality: 'OT' };
    default:
      return undefined;
  }
}
