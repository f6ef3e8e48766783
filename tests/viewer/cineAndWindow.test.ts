import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cineTiming, frameAt } from '../../src/viewer/cineClock.ts';
import { draggedWindow, openingWindow, windowFromRange, windowRange } from '../../src/viewer/windowing.ts';
import type { FrameGeometry } from '../../src/dicom/model.ts';
import { ctHeader } from '../imaging/headers.ts';

const run = (patch: Parameters<typeof ctHeader>[0]) => ctHeader({ modality: 'XA', ...patch });

describe('the time of a run', () => {
  it('follows the Frame Time Vector, increments to the frame before', () => {
    const timing = cineTiming(run({ frameTimeVectorMs: [0, 100, 50, 50], frameTimeMs: 33 }), 4);
    expect(timing.startsMs).toEqual([0, 100, 150, 200]);
    expect(timing.frameTimeMs).toBeCloseTo(200 / 3);
    expect([0, 99, 100, 149, 150, 210].map((ms) => frameAt(timing, ms))).toEqual([0, 0, 1, 1, 2, 3]);
  });
  it.each([
    ['Frame Time', { frameTimeMs: 125, cineRate: 30 }, 125],
    ['Cine Rate', { cineRate: 7.5 }, 1000 / 7.5],
    ['Recommended Display Frame Rate', { recommendedDisplayFrameRate: 10 }, 100],
    ['a Cine Rate of zero says nothing', { cineRate: 0, recommendedDisplayFrameRate: 10 }, 100],
    ['silence: no frame time is claimed', {}, null],
    ['a vector too short for the run', { frameTimeVectorMs: [0, 10], frameTimeMs: 40 }, 40],
  ] as const)('%s', (_, patch, frameTimeMs) => {
    expect(cineTiming(run(patch), 10).frameTimeMs).toEqual(frameTimeMs);
  });
  it('loops, and asks for the frame that is due however late it is asked', () => {
    const step = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), fc.nat(100_000), (steps, elapsed) => {
        const timing = cineTiming(run({ frameTimeVectorMs: [0, ...steps] }), steps.length + 1);
        const frame = frameAt(timing, elapsed);
        const within = elapsed % timing.totalMs;
        expect(timing.startsMs[frame]).toBeLessThanOrEqual(within);
        expect(timing.startsMs[frame + 1] ?? timing.totalMs).toBeGreaterThan(within);
      }),
    );
  });
});

const frame = (center: number, width: number): FrameGeometry => ({
  imagePositionPatient: null,
  imageOrientationPatient: null,
  pixelSpacing: null,
  rescaleSlope: null,
  rescaleIntercept: null,
  temporalPosition: null,
  window: { center, width },
});

describe('the window', () => {
  it('opens with the header, the CT default, or the values', () => {
    expect(
      openingWindow(
        { header: ctHeader({ windowCenter: [50, 300], windowWidth: [350, 1500] }), frame: 1 },
        null,
      ),
    ).toEqual({
      center: 50,
      width: 350,
    });
    expect(
      openingWindow({ header: ctHeader({ windowCenter: [50], windowWidth: [0] }), frame: 1 }, null),
    ).toEqual({
      center: 40,
      width: 400,
    });
    const values = Uint16Array.from({ length: 1001 }, (_, i) => i);
    expect(openingWindow({ header: ctHeader({ modality: 'MR' }), frame: 1 }, values)).toEqual(
      windowFromRange(10, 995),
    );
  });
  it('is that of the frame shown, where a multi-frame object states one for each', () => {
    const perFrame = [frame(959, 1667), frame(0, 1000)];
    const header = ctHeader({ modality: 'MR', windowCenter: [959], windowWidth: [1667], perFrame });
    expect(openingWindow({ header, frame: 2 }, null)).toEqual({ center: 0, width: 1000 });
  });
  it('is taken from the values where a CT without one lies wholly beside soft tissue', () => {
    const air = Int16Array.from({ length: 1001 }, (_, i) => i - 1400);
    expect(openingWindow({ header: ctHeader({}), frame: 1 }, air)).toEqual(windowFromRange(-1390, -405));
    const mixed = Int16Array.from({ length: 1001 }, (_, i) => 2 * i - 1000);
    expect(openingWindow({ header: ctHeader({}), frame: 1 }, mixed)).toEqual({ center: 40, width: 400 });
  });
  it('spans its width (PS3.3 C.11.2.1.2.1)', () => {
    expect(windowRange({ center: 40, width: 400 })).toEqual([-160, 239]);
    expect(windowRange({ center: 0.5, width: 1 })).toEqual([0, 1]);
  });
  it('never inverts by dragging', () => {
    const px = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(px, px, (dx, dy) => {
        expect(draggedWindow({ center: 40, width: 400 }, dx, dy).width).toBeGreaterThan(0);
      }),
    );
  });
});
