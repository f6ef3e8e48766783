import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToInt16 } from '../../src/imaging/addToInt16.ts';
import { allocateVoxels, voxelKindFor, writeRescaled } from '../../src/imaging/voxels.ts';
import { readNativeFrame } from '../../src/imaging/nativeFrame.ts';
import { percentiles } from '../../src/imaging/histogram.ts';
import { toRgb } from '../../src/imaging/frameColour.ts';
import { ctHeader } from './headers.ts';

describe('the array that holds a series', () => {
  it.each([
    ['CT of 12 bits with intercept −1024', { bitsStored: 12, rescaleIntercept: -1024 }, 'Int16Array'],
    ['CT of 16 bits with intercept −1024 stays narrow', { rescaleIntercept: -1024 }, 'Int16Array'],
    ['MR of 16 unsigned bits', { modality: 'MR' }, 'Uint16Array'],
    ['MR of 12 bits', { modality: 'MR', bitsStored: 12 }, 'Int16Array'],
    ['8-bit fluoroscopy', { modality: 'XA', bitsAllocated: 8, bitsStored: 8, highBit: 7 }, 'Uint8Array'],
    ['a fractional slope', { rescaleSlope: 0.5 }, 'Float32Array'],
    ['MR whose range passes both 16-bit types', { modality: 'MR', rescaleIntercept: -5 }, 'Float32Array'],
  ] as const)('%s → %s', (_, patch, kind) => {
    expect(voxelKindFor([ctHeader(patch)])).toBe(kind);
  });

  it('holds value = stored × slope + intercept exactly, and saturates instead of wrapping', () => {
    const target = allocateVoxels('Int16Array', 4);
    writeRescaled(target, 1, new Uint16Array([0, 1024, 65535]), { slope: 1, intercept: -1024 });
    expect([...target]).toEqual([0, -1024, 0, 32767]);
    const float = allocateVoxels('Float32Array', 2);
    writeRescaled(float, 0, new Int16Array([3, -3]), { slope: 0.5, intercept: 1 });
    expect([...float]).toEqual([2.5, -0.5]);
  });

  it('never loses a value the headers allow', () => {
    const header = fc.record({
      bitsStored: fc.integer({ min: 1, max: 16 }),
      pixelRepresentation: fc.constantFrom(0 as const, 1 as const),
      rescaleSlope: fc.integer({ min: 1, max: 4 }),
      rescaleIntercept: fc.integer({ min: -2000, max: 2000 }),
      modality: fc.constantFrom('MR', 'XA'),
    });
    fc.assert(
      fc.property(header, fc.double({ min: 0, max: 1, noNaN: true }), (patch, at) => {
        const one = ctHeader(patch);
        const [low, high] =
          patch.pixelRepresentation === 1
            ? [-(2 ** (patch.bitsStored - 1)), 2 ** (patch.bitsStored - 1) - 1]
            : [0, 2 ** patch.bitsStored - 1];
        const stored = Math.round(low + at * (high - low));
        const target = allocateVoxels(voxelKindFor([one]), 1);
        const raw = patch.pixelRepresentation === 1 ? new Int16Array([stored]) : new Uint16Array([stored]);
        writeRescaled(target, 0, raw, { slope: patch.rescaleSlope, intercept: patch.rescaleIntercept });
        expect(target[0]).toBe(stored * patch.rescaleSlope + patch.rescaleIntercept);
      }),
    );
  });
});

const saturated = (value: number): number => Math.min(32767, Math.max(-32768, value));
const add = (Kind: typeof Int16Array | typeof Uint16Array, value: number, amount: number): boolean =>
  addToInt16(new Int16Array(2), new Kind([0, value]), amount);

describe('16-bit values that an intercept is added to, two at a time', () => {
  const int16 = fc.integer({ min: -32768, max: 32767 });
  const uint16 = fc.integer({ min: 0, max: 65535 });

  it.each([
    ['signed', int16, Int16Array],
    ['unsigned', uint16, Uint16Array],
  ] as const)('gives what one at a time gives, saturated (%s)', (_, value, Kind) => {
    const usual = fc.integer({ min: 0, max: 4095 });
    const values = fc.array(fc.oneof({ weight: 9, arbitrary: usual }, value), { minLength: 1, maxLength: 9 });
    const place = fc.nat({ max: 3 });
    fc.assert(
      fc.property(values, int16, place, place, (stored, intercept, from, to) => {
        const source = new Kind([...Array.from<number>({ length: from }).fill(7), ...stored]).subarray(from);
        const target = new Int16Array(to + stored.length + 1).fill(5);
        writeRescaled(target, to, source, { slope: 1, intercept });
        expect([...target]).toEqual([
          ...Array.from<number>({ length: to }).fill(5),
          ...stored.map((one) => saturated(one + intercept)),
          5,
        ]);
        expect([...source]).toEqual(stored);
      }),
      { numRuns: 500 },
    );
  });

  it('says where a sum does not fit, at the very edge', () => {
    expect(add(Int16Array, 32767, 0)).toBe(true);
    expect(add(Int16Array, 32767, 1)).toBe(false);
    expect(add(Int16Array, -32768, -1)).toBe(false);
    expect(add(Uint16Array, 32767, 0)).toBe(true);
    expect(add(Uint16Array, 32768, -1)).toBe(false);
    expect(addToInt16(new Int16Array(3), new Int16Array(3), 1)).toBe(false);
    expect(addToInt16(new Int16Array(3).subarray(1), new Int16Array(2), 1)).toBe(false);
  });
});

describe('native frames', () => {
  const header = ctHeader({
    rows: 1,
    columns: 2,
    pixelData: { offset: 2, length: 4, frameFragments: null, intactFrames: 1 },
  });

  it('reads at an odd place, in both byte orders', () => {
    const little = new Uint8Array([9, 9, 0x34, 0x12, 0xff, 0x00]);
    const read = readNativeFrame(header, little, 1);
    expect(read.ok && [...read.value]).toEqual([0x1234, 0xff]);
    const big = new Uint8Array([9, 9, 0x12, 0x34, 0x00, 0xff]);
    const swapped = readNativeFrame({ ...header, transferSyntaxUid: '1.2.840.10008.1.2.2' }, big, 1);
    expect(swapped.ok && [...swapped.value]).toEqual([0x1234, 0xff]);
  });

  it('clears overlay bits above the stored ones and extends the sign', () => {
    const bytes = new Uint8Array([0, 0, 0xff, 0xff, 0x01, 0xf0]);
    const signed = readNativeFrame(
      { ...header, bitsStored: 12, highBit: 11, pixelRepresentation: 1 },
      bytes,
      1,
    );
    expect(signed.ok && [...signed.value]).toEqual([-1, 1]);
    const unsigned = readNativeFrame({ ...header, bitsStored: 12, highBit: 11 }, bytes, 1);
    expect(unsigned.ok && [...unsigned.value]).toEqual([4095, 1]);
  });

  it('says that a frame is cut instead of inventing its end', () => {
    const cut = readNativeFrame(header, new Uint8Array(5), 1);
    expect(cut).toMatchObject({ ok: false, error: { code: 'frame-truncated' } });
    expect(readNativeFrame(header, new Uint8Array(100), 2)).toMatchObject({ ok: false });
  });
});

describe('percentiles', () => {
  it('finds the values below which a share of the voxels lies', () => {
    const values = Int16Array.from({ length: 1001 }, (_, i) => 1000 - i);
    expect(percentiles(values, 1, 99)).toEqual([10, 990]);
  });
  it('never gives an empty window, and nothing for nothing', () => {
    expect(percentiles(new Uint8Array(50).fill(7), 1, 99)).toEqual([7, 8]);
    expect(percentiles(new Uint8Array(0), 1, 99)).toBeNull();
  });
});

describe('colour', () => {
  const colour = ctHeader({
    rows: 1,
    columns: 2,
    samplesPerPixel: 3,
    bitsAllocated: 8,
    photometricInterpretation: 'RGB',
  });
  it('interleaves planes', () => {
    const planes = new Uint8Array([1, 2, 11, 12, 21, 22]);
    const rgb = toRgb({ ...colour, planarConfiguration: 1 }, planes, false);
    expect(rgb.ok && [...rgb.value]).toEqual([1, 11, 21, 2, 12, 22]);
  });
  it('turns YBR_FULL into RGB: grey stays grey, red is red', () => {
    const ybr = new Uint8Array([128, 128, 128, 76, 85, 255]);
    const rgb = toRgb({ ...colour, photometricInterpretation: 'YBR_FULL' }, ybr, false);
    expect(rgb.ok && [...rgb.value]).toEqual([128, 128, 128, 254, 0, 0]);
  });
});
