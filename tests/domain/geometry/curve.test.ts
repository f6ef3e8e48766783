import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveThroughPoints } from '../../../src/domain/geometry/curve.ts';
import { solveLinear } from '../../../src/domain/geometry/linear.ts';
import { distance, type Vec3 } from '../../../src/domain/geometry/vec3.ts';

describe('curveThroughPoints', () => {
  it('is the straight line through points on a line, by arc length', () => {
    const curve = curveThroughPoints([[0, 0, 0], [0, 0, -20], [0, 0, -60]]); // prettier-ignore
    expect(curve?.lengthMm).toBeCloseTo(60, 9);
    expect(curve?.knotsMm.map((mm) => Math.round(mm * 1e6) / 1e6)).toEqual([0, 20, 60]);
    expect(distance(curve?.at(30) ?? [9, 9, 9], [0, 0, -30])).toBeLessThan(0.1);
    expect(curve?.at(-5)).toEqual([0, 0, 0]);
    expect(curve?.at(500)).toEqual([0, 0, -60]);
  });

  it('follows a circle arc: length within 0.5 %, points within 0.2 mm', () => {
    const radius = 100;
    const on = (deg: number): Vec3 => [
      0,
      radius * Math.cos((deg * Math.PI) / 180),
      radius * Math.sin((deg * Math.PI) / 180),
    ];
    const curve = curveThroughPoints([0, 15, 30, 45, 60, 75, 90].map(on));
    const expected = (radius * Math.PI) / 2;
    expect(Math.abs((curve?.lengthMm ?? 0) - expected) / expected).toBeLessThan(0.005);
    for (const point of curve?.sample(2) ?? [])
      expect(Math.abs(distance(point, [0, 0, 0]) - radius)).toBeLessThan(0.2);
  });

  it('has none through fewer than two different points', () => {
    expect(curveThroughPoints([])).toBeNull();
    expect(curveThroughPoints([[1, 2, 3], [1, 2, 3]])).toBeNull(); // prettier-ignore
  });

  it('meets every point at its knot, and samples at most the wanted step apart', () => {
    const n = fc.double({ min: -200, max: 200, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(n, n, n), { minLength: 2, maxLength: 8 }), (points) => {
        fc.pre(points.every((point, i) => i === 0 || distance(point, points[i - 1] ?? point) > 1));
        const curve = curveThroughPoints(points);
        points.forEach((point, i) =>
          expect(distance(curve?.at(curve.knotsMm[i] ?? -1) ?? [0, 0, 0], point)).toBeLessThan(1e-6),
        );
        const samples = curve?.sample(5) ?? [];
        for (let i = 1; i < samples.length; i++)
          expect(distance(samples[i - 1] ?? [0, 0, 0], samples[i] ?? [0, 0, 0])).toBeLessThan(5 + 1e-9);
      }),
    );
  });
});

describe('solveLinear', () => {
  it('solves what needs a row swap', () => {
    const x = solveLinear([[0, 2], [3, 1]], [[4], [5]]); // prettier-ignore
    expect(x?.map(([value]) => value)).toEqual([1, 2]);
  });
  it('gives null for a singular system', () => {
    expect(solveLinear([[1, 2], [2, 4]], [[1], [2]])).toBeNull(); // prettier-ignore
  });
});
