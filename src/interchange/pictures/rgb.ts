import { decode } from 'fast-png';
import { bytesOfBase64 } from '../base64.ts';

/** Row by row, three bytes a pixel. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Pixels of an 8-bit PNG as RGB, transparency over black; odd byte counts are padded (PS3.5 8.1.1). */
export function rgbOfPng(base64: string): RgbPicture | null {
  const png = decodePng(base64);
  if (png === null || png.depth !== 8) return null;
  const { width, height, channels, data, palette } = png;
  const rgb = new Uint8Array(width * height * 3 + ((width * height * 3) % 2));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = pixel * channels;
    const entry = palette?.[data[at] ?? 0];
    const grey = channels < 3;
    const alpha = channels === 2 || channels === 4 ? (data[at + channels - 1] ?? 255) / 255 : 1;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = entry === undefined ? (data[grey ? at : at + channel] ?? 0) : (entry[channel] ?? 0);
      rgb[pixel * 3 + channel] = Math.round(value * alpha);
    }
  }
  return { width, height, rgb };
}

function decodePng(base64: string): ReturnType<typeof decode> | null {
  try {
    return decode(bytesOfBase64(base64));
  } catch {
    return null; // not a PNG: the caller says so
  }
}
