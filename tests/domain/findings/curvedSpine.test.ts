import { describe, expect, it } from 'vitest';
import { openBendDeg, sidewaysBendDeg } from '../../../src/domain/findings/curvedSpine.ts';
import type { Vec3 } from '../../../src/domain/geometry/vec3.ts';
import { locate } from '../../../src/domain/spine/locate.ts';
import { spineOf, type LevelPoint } from '../../../src/domain/spine/spineFrame.ts';

const LEVELS = ['T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1'] as const;
const scheme = { absent: [], extra: [] };

const slope = (deg: number): number => Math.tan((deg * Math.PI) / 180);

/** Body centres 30 mm apart down to L2, then from L3 on, each stretch straight and leaning by so many degrees. */
function leaning(aboveDeg: number, belowDeg: number): readonly LevelPoint[] {
  return LEVELS.map((level, i): LevelPoint => {
    const [above, below] = [Math.min(i, 3.5) - 3.5, Math.max(i, 3.5) - 3.5];
    const x = 30 * (above * slope(aboveDeg) + below * slope(belowDeg));
    return { level, pointLpsMm: [x, 0, 400 - 30 * i] };
  });
}
const upperAndLower = [3, 4] as const;
const bendOf = (labels: readonly LevelPoint[]): number =>
  sidewaysBendDeg(spineOf({ labels, scheme }).nodes, ...upperAndLower);

describe('sideways bend', () => {
  it.each([
    [0, 0, 0],
    [-6, 7, 13],
    [5, 5, 0],
    [8, -4, 12],
  ])('of stretches leaning %d and %d degrees is %d degrees', (above, below, bend) => {
    expect(bendOf(leaning(above, below))).toBeCloseTo(bend, 6);
  });

  it('is at the ends that of the nearest place with a chord on both sides', () => {
    const { nodes } = spineOf({ labels: leaning(-6, 7).slice(3, 6), scheme });
    const middle = sidewaysBendDeg(nodes, 1, 1);
    expect(middle).toBeGreaterThan(5);
    for (const [upper, lower] of [[0, 0], [0, 1], [1, 2], [2, 2]] as const)
      expect(sidewaysBendDeg(nodes, upper, lower)).toBe(middle); // prettier-ignore
  });

  it('is not told by two labels', () => {
    const { nodes } = spineOf({ labels: leaning(-6, 7).slice(3, 5), scheme });
    expect(sidewaysBendDeg(nodes, 0, 1)).toBe(0);
  });

  it('does not see lordosis', () => {
    const lordotic = LEVELS.map((level, i): LevelPoint => ({
      level,
      pointLpsMm: [0, 0.9 * (i - 3.5) ** 2, 400 - 30 * i],
    }));
    expect(bendOf(lordotic)).toBeCloseTo(0, 6);
  });
});

/** Between L2 and L3, 20 mm behind the body line, so many mm to the left of it. */
const mark = (labels: readonly LevelPoint[], leftMm: number): Vec3 => [
  ((labels[3]?.pointLpsMm[0] ?? 0) + (labels[4]?.pointLpsMm[0] ?? 0)) / 2 + leftMm,
  20,
  400 - 30 * 3.5,
];
const openAt = (
  labels: readonly LevelPoint[],
  leftMm: number,
  canal?: readonly LevelPoint[],
): number | null => {
  const input = { labels, scheme, canal };
  const point = mark(labels, leftMm);
  return openBendDeg(input, locate(input, point), point);
};

describe('the side of a mark in a curve', () => {
  it('is open for a mark called midline from 10 degrees on', () => {
    expect(openAt(leaning(-4.9, 4.9), 0)).toBeNull();
    expect(openAt(leaning(-5.1, 5.1), 0)).toBeCloseTo(10.2, 1);
  });

  it('is open within 2 sigma of r = 10.7 degrees: at 20 mm depth 8.1 mm', () => {
    expect(openAt(leaning(-6, 6), 7.9)).not.toBeNull();
    expect(openAt(leaning(-6, 6), -7.9)).not.toBeNull();
    expect(openAt(leaning(-6, 6), 8.4)).toBeNull();
  });

  it('stands where the canal beside it tells the roll, on either of its two levels', () => {
    const labels = leaning(-6, 6);
    const canal = labels
      .filter(({ level }) => level === 'L3')
      .map(({ level, pointLpsMm: [x, y, z] }): LevelPoint => ({ level, pointLpsMm: [x - 5, y + 20, z] }));
    expect(openAt(labels, 0, canal)).toBeNull();
  });

  it('is left to the other rules where the labels give no offset', () => {
    expect(openAt(leaning(-6, 6).slice(0, 1), 0)).toBeNull();
  });
});
