import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorOf, roundOf } from '../../sample-data/math/whole.ts';

describe('whole numbers for the inner loops', () => {
  it('are those of Math.floor and Math.round', () => {
    const halves = fc.integer({ min: -2e6, max: 2e6 }).map((n) => n / 2);
    const near = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(halves, near, fc.constantFrom(0.49999999999999994, -0.5, -1e-17, 0)), (v) => {
        expect(floorOf(v)).toBe(Math.floor(v) + 0);
        expect(roundOf(v)).toBe(Math.round(v) + 0);
      }),
    );
  });
});
