import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface JpegImage {
  parse(data: Uint8Array): void;
  colorTransform: boolean;
  readonly width: number;
  readonly height: number;
  readonly components: readonly unknown[];
  getData16(width: number, height: number): Uint16Array;
}

/**
 * The extended and progressive JPEG decoder inside Cornerstone's image loader. The package does not export it, and no
 * other one at hand reads 12 bits: it is loaded by its place, so that the verdict is about the decoder the page uses.
 */
export async function loadJpeg12(): Promise<new () => JpegImage> {
  const loader = createRequire(import.meta.url).resolve('@cornerstonejs/dicom-image-loader/package.json');
  const place = pathToFileURL(join(dirname(loader), 'dist/esm/codecs/jpeg.js')).href;
  const loaded: { readonly default: new () => JpegImage } = await import(place);
  return loaded.default;
}
