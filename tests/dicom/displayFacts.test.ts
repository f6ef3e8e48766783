import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/cli/decode/decodeFrame.ts';
import type { InstanceHeader } from '../../src/dicom/model.ts';
import { overlayOf } from '../../src/dicom/overlays.ts';
import { paletteOf, throughPalette } from '../../src/dicom/palette.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { isExposed } from '../../src/imaging/displayedFrame.ts';
import { noData, readData } from './sharedData.ts';

function opened(path: string): { readonly bytes: Uint8Array; readonly header: InstanceHeader } {
  const bytes = readData(`odd/pixel/${path}`);
  const { header } = parseInstance(bytes, path);
  if (header === null) throw new Error('no header');
  return { bytes, header };
}

describe.skipIf(noData)('palettes, as pydicom 3.0.2 reads them', () => {
  it.each([
    ['palette_segmented_16bit.dcm', [8_740_802, 9_080_272, 9_581_902]],
    ['us_palette_rle_no_spacing.dcm', [2_156_385, 2_747_788, 3_494_581]],
  ])('sums of red, green and blue of %s', async (path, expected) => {
    const { bytes, header } = opened(path);
    const palette = paletteOf(bytes);
    const decoded = await decodeFrame(header, bytes, 1);
    if (palette === null || !decoded.ok) throw new Error('not read');
    const { buffer, byteOffset, byteLength } = decoded.value.bytes.slice();
    const stored =
      header.bitsAllocated === 16
        ? new Uint16Array(buffer, byteOffset, byteLength / 2)
        : new Uint8Array(buffer, byteOffset, byteLength);
    const rgb = throughPalette(palette, stored);
    const sums = [0, 0, 0];
    rgb.forEach((value, i) => (sums[i % 3] = (sums[i % 3] ?? 0) + value));
    expect(sums).toEqual(expected);
  });
});

describe.skipIf(noData)('overlays, as pydicom 3.0.2 reads them', () => {
  it.each([
    ['overlays_bitpacked_siemens.dcm', 323],
    ['overlay_300x484.dcm', 222],
  ])('%s draws %i pixels', (path, count) => {
    const { bytes, header } = opened(path);
    expect(overlayOf(bytes, header, 1)?.reduce((sum, bit) => sum + bit, 0)).toBe(count);
  });

  it('draws nothing where no overlay is', () => {
    const { bytes, header } = opened('signed_ct_orthanc.dcm');
    expect(overlayOf(bytes, header, 1)).toBeNull();
  });
});

describe('isExposed', () => {
  const none = { rectangle: null, circle: null, polygon: null };
  it.each([
    [
      'rectangle',
      { ...none, rectangle: { left: 2, right: 4, upper: 3, lower: 5 } },
      [
        [3, 2],
        [5, 4],
      ],
      [
        [2, 2],
        [3, 5],
      ],
    ],
    [
      'circle',
      { ...none, circle: { row: 10, column: 20, radius: 3 } },
      [
        [10, 23],
        [12, 22],
      ],
      [
        [13, 22],
        [10, 24],
      ],
    ],
    [
      'polygon',
      {
        ...none,
        polygon: [
          [1, 1],
          [1, 9],
          [9, 1],
        ] as const,
      },
      [
        [2, 2],
        [4, 4],
      ],
      [
        [8, 8],
        [6, 6],
      ],
    ],
  ] as const)('%s', (_, shutter, inside, outside) => {
    expect(inside.map(([row, column]) => isExposed(shutter, row, column))).toEqual([true, true]);
    expect(outside.map(([row, column]) => isExposed(shutter, row, column))).toEqual([false, false]);
  });
});
