import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spineCoordinates } from '../../../src/domain/geometry/spineCoordinates.ts';
import { distance, dot, type Vec3 } from '../../../src/domain/geometry/vec3.ts';
import { SHARED_DATA } from '../../support/programs.ts';

/** A lordotic, slightly scoliotic lumbar spine, head to foot. */
const SPINE: readonly Vec3[] = [
  [2, 0, 160],
  [4, -8, 125],
  [6, -13, 88],
  [4, -12, 50],
  [1, -2, 14],
  [0, 20, -14],
];
const spine = spineCoordinates(SPINE);

describe('coordinates along the spine', () => {
  it('go to the patient and back, on and off the curve', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -29, max: 205, noNaN: true }),
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: -40, max: 60, noNaN: true }),
        (arcMm, leftMm, posteriorMm) => {
          const point = spine?.toLps({ arcMm, leftMm, posteriorMm }) ?? null;
          fc.pre(point !== null);
          const back = spine?.fromLps(point) ?? null;
          expect(back).not.toBeNull();
          expect(
            distance(spine?.toLps(back ?? { arcMm: 0, leftMm: 0, posteriorMm: 0 }) ?? [0, 0, 0], point),
          ).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('give the same numbers back near the curve', () => {
    const near = fc.double({ min: -17, max: 17, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -29, max: 205, noNaN: true }),
        near,
        near,
        (arcMm, leftMm, posteriorMm) => {
          const back = spine?.fromLps(spine.toLps({ arcMm, leftMm, posteriorMm }) ?? [0, 0, 900]);
          expect(back?.arcMm).toBeCloseTo(arcMm, 5);
          expect(back?.leftMm).toBeCloseTo(leftMm, 5);
          expect(back?.posteriorMm).toBeCloseTo(posteriorMm, 5);
        },
      ),
    );
  });

  it('meet every label on the curve, left toward the patient’s left, posterior to the back', () => {
    for (const [i, centre] of SPINE.entries()) {
      const knot = spine?.knotsMm[i] ?? NaN;
      expect(
        distance(spine?.toLps({ arcMm: knot, leftMm: 0, posteriorMm: 0 }) ?? [0, 0, 0], centre),
      ).toBeLessThan(0.5);
      const axes = spine?.axesAt(knot);
      expect(axes?.left[0]).toBeGreaterThan(0.9);
      expect(axes?.posterior[1]).toBeGreaterThan(0.5);
      expect(dot(axes?.left ?? [0, 0, 0], axes?.posterior ?? [1, 0, 0])).toBeCloseTo(0, 9);
    }
  });

  it('refuse what planes across the curve reach twice, and what no plane reaches', () => {
    expect(spine?.toLps({ arcMm: 0, leftMm: 0, posteriorMm: 0 })).not.toBeNull();
    expect(spine?.toLps({ arcMm: 500, leftMm: 0, posteriorMm: 0 })).toBeNull();
    expect(spine?.fromLps([0, 0, 900])).toBeNull();
    // Behind the lordosis the planes meet within a few hundred millimetres.
    expect(spine?.toLps({ arcMm: 140, leftMm: 0, posteriorMm: 400 })).toBeNull();
    expect(
      spineCoordinates([
        [0, 0, 0],
        [50, 0, 0],
      ]),
    ).toBeNull();
    expect(spineCoordinates([[0, 0, 0]])).toBeNull();
  });

  it('run the same way whichever end comes first', () => {
    const upward = spineCoordinates(SPINE.toReversed());
    expect(upward?.axesAt(40).left[0]).toBeGreaterThan(0.9);
    expect(upward?.axesAt(40).posterior[1]).toBeGreaterThan(0.5);
  });
});

describe.skipIf(SHARED_DATA === null)('along a real spine', () => {
  it('maps every label of the lumbar CT to the curve and back', () => {
    const path = join(SHARED_DATA ?? '', 'series', 'ct_lumbar_3mm.labels.json');
    const text = readFileSync(path, 'utf8');
    const centres = [...text.matchAll(/\[\s*(-?[\d.]+),\s*(-?[\d.]+),\s*(-?[\d.]+)\s*\]/g)].map(
      (match): Vec3 => [Number(match[1]), Number(match[2]), Number(match[3])],
    );
    const sorted = centres.toSorted((a, b) => b[2] - a[2]);
    const along = spineCoordinates(sorted);
    expect(sorted.length).toBeGreaterThan(4);
    for (const [i, centre] of sorted.entries()) {
      const place = along?.fromLps(centre);
      expect(Math.hypot(place?.leftMm ?? NaN, place?.posteriorMm ?? NaN)).toBeLessThan(0.5);
      expect(Math.abs((place?.arcMm ?? NaN) - (along?.knotsMm[i] ?? NaN))).toBeLessThan(0.5);
    }
  });
});
