import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../../src/domain/geometry/vec3.ts';
import { lateralSigmaMm, locate } from '../../../src/domain/spine/locate.ts';
import type { LevelPoint } from '../../../src/domain/spine/spineFrame.ts';
import type { SpineScheme } from '../../../src/domain/vocabulary/level.ts';
import { formatLevel } from '../../../src/domain/vocabulary/levelText.ts';
import { STANDARD_SCHEME } from '../../../src/domain/vocabulary/scheme.ts';
import { CT_LUMBAR, mapPoints, rollBy, straight } from './spines.ts';

const at = (labels: readonly LevelPoint[], point: Vec3, scheme: SpineScheme = STANDARD_SCHEME) =>
  locate({ labels, scheme }, point);
const near = (labels: readonly LevelPoint[], point: Vec3) => at(labels, point).near.map(formatLevel);

describe('golden points of definitions.md', () => {
  it('(−8, −105, 252) is L5-S1, vertebra L5, right 9.2 mm, root L5', () => {
    const found = at(CT_LUMBAR, [-8, -105, 252]);
    expect(found).toMatchObject({
      vertebra: 'L5',
      interspace: { upper: 'L5', lower: 'S1' },
      side: 'right',
      exitingRoot: 'L5',
      problems: [],
      near: [],
    });
    expect(found.fraction).toBeCloseTo(0.21, 2);
    expect(found.lateralMm).toBeCloseTo(-9.2, 1);
  });

  it('(12, −110, 330) is L2-L3, vertebra L2, left 6.6 mm, root L2, side uncertain', () => {
    const found = at(CT_LUMBAR, [12, -110, 330]);
    expect(found).toMatchObject({
      vertebra: 'L2',
      interspace: { upper: 'L2', lower: 'L3' },
      side: 'left',
      exitingRoot: 'L2',
      problems: ['side-uncertain'],
    });
    expect(found.fraction).toBeCloseTo(0.43, 2);
    expect(found.lateralMm).toBeCloseTo(6.6, 1);
    expect(found.words).toBe(
      "between L2 and L3, nearer L2 (43 % of the way down), within 3 mm of the border to L3, exiting root L2; 6.6 mm to the patient's left of the body line, ± 3.9 mm at this depth: confirm the side",
    );
  });
});

describe('pair, fraction and vertebra', () => {
  const spine = straight('L1', 'L5');

  it('takes s = 0 as the upper centre and gives the lower vertebra from one half on', () => {
    expect(at(spine, [0, 0, -30])).toMatchObject({
      interspace: { upper: 'L2', lower: 'L3' },
      fraction: 0,
      vertebra: 'L2',
    });
    expect(at(spine, [0, 0, -44.999]).vertebra).toBe('L2');
    expect(at(spine, [0, 0, -45])).toMatchObject({ fraction: 0.5, vertebra: 'L3' });
  });

  it('of several pairs takes the one with the nearest midpoint', () => {
    // Far behind a crooked spine the slabs of T10-T11 and of T12-L1 both hold the point (s = 23, −5, 10, −21, −74).
    const levels = ['T10', 'T11', 'T12', 'L1', 'L2'] as const;
    const posteriorMm = [30, 0, -20, 10, 0];
    const zMm = [0, -25, -60, -95, -120];
    const labels = levels.map((level, i): LevelPoint => ({
      level,
      pointLpsMm: [0, posteriorMm[i] ?? 0, zMm[i] ?? 0],
    }));
    expect(at(labels, [0, 50, -60]).interspace).toEqual({ upper: 'T12', lower: 'L1' });
    expect(at(labels, [0, 50, -55]).interspace).toEqual({ upper: 'T10', lower: 'T11' });
  });

  it('is outside where the end label says so, even if a slab between holds the point', () => {
    const labels: LevelPoint[] = [
      { level: 'T10', pointLpsMm: [0, 40, 40] },
      { level: 'T11', pointLpsMm: [0, 0, 20] },
      { level: 'T12', pointLpsMm: [0, 0, -20] },
      { level: 'L1', pointLpsMm: [0, 40, -40] },
    ];
    expect(at(labels, [0, 60, 10])).toMatchObject({ interspace: null, problems: ['outside-labels'] });
  });

  it('works along the body line where horizontal planes would say another level', () => {
    // L5-S1 runs steeply: at this height a horizontal plane meets L4-L5.
    const found = at(CT_LUMBAR, [0, -100, 250]);
    expect(found.interspace).toEqual({ upper: 'L5', lower: 'S1' });
  });
});

describe('near', () => {
  const spine = straight('L1', 'L5');

  it('names the other vertebra within 3 mm of the middle, unrounded', () => {
    expect(near(spine, [0, 0, -42])).toEqual(['L3']);
    expect(near(spine, [0, 0, -48])).toEqual(['L2']);
    expect(near(spine, [0, 0, -41.99])).toEqual([]);
  });

  it('names the adjacent interspace within 3 mm of a centre, also past the labels', () => {
    expect(near(spine, [0, 0, -33])).toEqual(['L1-L2']);
    expect(near(spine, [0, 0, -57])).toEqual(['L3-L4']);
    expect(near(spine, [0, 0, -33.01])).toEqual([]);
    expect(near(spine, [0, 0, -1])).toEqual(['T12-L1']);
    expect(near(spine, [0, 0, -118])).toEqual(['L5-S1']);
  });

  it('names nothing above C1', () => expect(near(straight('C1', 'C4'), [0, 0, -1])).toEqual([]));
});

describe('outside the labels', () => {
  const spine = straight('L1', 'L4', 30);

  it('keeps the end vertebra within half an interval and no interspace', () => {
    expect(at(spine, [5, 0, 14.9])).toMatchObject({
      vertebra: 'L1',
      interspace: null,
      fraction: null,
      exitingRoot: null,
      near: [],
      side: 'left',
      problems: ['outside-labels'],
    });
    expect(at(spine, [5, 0, 15]).vertebra).toBeNull();
    expect(at(spine, [-5, 0, -104.9])).toMatchObject({ vertebra: 'L4', side: 'right' });
    expect(at(spine, [0, 0, -105]).vertebra).toBeNull();
  });

  it('counts s = 0 at the last label as outside', () => {
    expect(at(spine, [0, 0, -90])).toMatchObject({
      vertebra: 'L4',
      interspace: null,
      problems: ['outside-labels'],
    });
  });

  it('measures from the end label and its tangent', () => {
    const found = at(spine, [7, 20, 10]);
    expect(found.lateralMm).toBeCloseTo(7, 9);
    expect(found.apMm).toBeCloseTo(20, 9);
  });

  it('does not stretch the end vertebra over a missing neighbour', () => {
    const gap = spine.filter(({ level }) => level !== 'L2');
    expect(at(gap, [0, 0, 14]).vertebra).toBe('L1');
    expect(at(gap, [0, 0, 16]).vertebra).toBeNull();
  });
});

describe('numbering', () => {
  it('leaves the level open where a label is missing, and keeps the side', () => {
    const gap = straight('L1', 'L5').filter(({ level }) => level !== 'L3');
    expect(at(gap, [8, 0, -50])).toMatchObject({
      vertebra: null,
      interspace: null,
      fraction: null,
      exitingRoot: null,
      near: [],
      side: 'left',
      problems: ['missing-label:L3'],
    });
    expect(at(gap, [0, 0, -10]).interspace).toEqual({ upper: 'L1', lower: 'L2' });
  });

  it('names every missing label', () => {
    const ends = straight('L1', 'L5').filter(({ level }) => level === 'L1' || level === 'L4');
    expect(at(ends, [0, 0, -50]).problems).toEqual(['missing-label:L2', 'missing-label:L3']);
  });

  it('takes T11-L1 as neighbours with eleven ribs and asks for T13 with thirteen', () => {
    const jump: LevelPoint[] = [
      { level: 'T11', pointLpsMm: [0, 0, 0] },
      { level: 'L1', pointLpsMm: [0, 0, -30] },
    ];
    const point: Vec3 = [0, 0, -10];
    expect(at(jump, point).problems).toEqual(['missing-label:T12']);
    expect(at(jump, point, { absent: ['T12'], extra: [] })).toMatchObject({
      interspace: { upper: 'T11', lower: 'L1' },
      exitingRoot: 'T11',
      problems: [],
    });
    const twelve = straight('T12', 'L2');
    expect(at(twelve, point, { absent: [], extra: ['T13'] })).toMatchObject({
      interspace: null,
      problems: ['missing-label:T13'],
    });
  });

  it('derives nothing beside a label the numbering does not hold', () => {
    const labels: LevelPoint[] = [
      { level: 'L5', pointLpsMm: [0, 0, 0] },
      { level: 'L6', pointLpsMm: [0, 0, -30] },
      { level: 'S1', pointLpsMm: [0, 0, -60] },
    ];
    expect(at(labels, [0, 0, -10])).toMatchObject({ vertebra: null, problems: ['not-in-numbering:L6'] });
    expect(at(labels, [0, 0, -10], { absent: [], extra: ['L6'] })).toMatchObject({
      interspace: { upper: 'L5', lower: 'L6' },
      problems: [],
    });
  });

  it('says that C1-C2 has no disc', () => {
    expect(at(straight('C1', 'C4', 18), [0, 0, -9])).toMatchObject({
      interspace: { upper: 'C1', lower: 'C2' },
      exitingRoot: 'C2',
      problems: ['no-disc'],
    });
  });
});

describe('labels that give no direction', () => {
  it.each<[string, readonly LevelPoint[], string]>([
    ['none', [], 'no-labels'],
    ['one', straight('L1', 'L1'), 'too-few-labels'],
    ['doubled', [...straight('L1', 'L3'), { level: 'L2', pointLpsMm: [0, 0, -31] }], 'duplicate-label:L2'],
    [
      'on one spot',
      [
        { level: 'L1', pointLpsMm: [1, 1, 1] },
        { level: 'L2', pointLpsMm: [1, 1, 1] },
      ],
      'labels-coincide:L1',
    ],
  ])('%s: nothing is invented', (_, labels, problem) => {
    expect(at(labels, [0, 0, 0])).toMatchObject({
      vertebra: null,
      interspace: null,
      side: null,
      problems: [problem],
    });
  });
});

it('says so where the point has no coordinates', () => {
  expect(at(CT_LUMBAR, [0, Number.NaN, 300])).toMatchObject({
    vertebra: null,
    side: null,
    problems: ['point-not-finite'],
  });
});

describe('side', () => {
  const spine = straight('L1', 'L5');
  const side = (x: number, y: number) => at(spine, [x, y, -40]);

  it('is midline up to 3 mm, then the sign of x', () => {
    expect(side(3, 0).side).toBe('midline');
    expect(side(3.001, 0)).toMatchObject({ side: 'left', problems: [] });
    expect(side(-3.001, 0)).toMatchObject({ side: 'right', problems: [] });
    expect(side(-3, 30)).toMatchObject({ side: 'midline', problems: [] });
  });

  it('is uncertain below two standard deviations, which grow with depth', () => {
    const sigma = Math.sqrt(1.5 ** 2 + (30 * Math.tan((7.6 * Math.PI) / 180)) ** 2);
    expect(lateralSigmaMm(30, false)).toBeCloseTo(sigma, 12);
    expect(side(2 * sigma - 0.01, 30).problems).toEqual(['side-uncertain']);
    expect(side(2 * sigma + 0.01, 30).problems).toEqual([]);
    expect(side(2 * sigma + 0.01, 30).sigmaMm).toBeCloseTo(sigma, 9);
  });

  it('cannot be told where the body line runs left-right', () => {
    const lying = mapPoints(spine, ([x, y, z]) => [z, y, x]);
    expect(at(lying, [-40, 5, 5])).toMatchObject({
      side: null,
      lateralMm: null,
      problems: ['axis-degenerate'],
    });
    const within = mapPoints(spine, ([, , z]) => [z * 0.89, 0, z * Math.sqrt(1 - 0.89 ** 2)]);
    expect(at(within, [-20, 5, -20]).problems).not.toContain('axis-degenerate');
  });
});

describe('roll', () => {
  const spine = straight('L1', 'L5');
  const tips = mapPoints(spine, ([x, y, z]) => [x, y + 50, z - 10]);
  const rolled = (deg: number, point: Vec3) =>
    locate(
      {
        labels: mapPoints(spine, rollBy(deg)),
        posterior: mapPoints(tips, rollBy(deg)),
        scheme: STANDARD_SCHEME,
      },
      rollBy(deg)(point),
    );

  it('turns l and p onto the posterior points and narrows sigma', () => {
    for (const deg of [-40, -20, 0, 15, 44]) {
      const found = rolled(deg, [5, 30, -40]);
      expect(found.lateralMm).toBeCloseTo(5, 6);
      expect(found.apMm).toBeCloseTo(30, 6);
      expect(found.sigmaMm).toBeCloseTo(lateralSigmaMm(30, true), 6);
    }
  });

  it('without posterior points the same roll shifts the side', () => {
    const found = at(mapPoints(spine, rollBy(20)), rollBy(20)([5, 30, -40]));
    expect(found).toMatchObject({ side: 'right', problems: ['side-uncertain'] });
  });

  it('says so where the posterior points contradict the posture', () => {
    expect(rolled(180, [20, 30, -40]).problems).toContain('posture-against-anatomy');
    expect(rolled(20, [20, 30, -40]).problems).toEqual([]);
  });

  it('reports posterior points it cannot use', () => {
    const found = locate(
      { labels: spine, posterior: [{ level: 'T10', pointLpsMm: [0, 50, 90] }], scheme: STANDARD_SCHEME },
      [20, 0, -40],
    );
    expect(found.problems).toEqual(['posterior-unused:T10']);
    expect(found.sigmaMm).toBeCloseTo(1.5, 9);
  });
});

const mirror = ([x, y, z]: Vec3): Vec3 => [-x, y, z];

describe('properties', () => {
  const offset = fc.double({ min: -25, max: 25, noNaN: true });
  const points = fc
    .tuple(
      fc.double({ min: -20, max: 20, noNaN: true }),
      offset,
      fc.double({ min: 222, max: 410, noNaN: true }),
    )
    .map(([x, y, z]): Vec3 => [x, -115 + y, z]);
  const shift = fc.tuple(offset, offset, offset);

  it('does not depend on where the patient lies', () => {
    fc.assert(
      fc.property(points, shift, (point, [dx, dy, dz]) => {
        const move = ([x, y, z]: Vec3): Vec3 => [x + dx, y + dy, z + dz];
        const [here, there] = [at(CT_LUMBAR, point), at(mapPoints(CT_LUMBAR, move), move(point))];
        expect(there.vertebra).toBe(here.vertebra);
        expect(there.interspace).toEqual(here.interspace);
        expect(there.lateralMm).toBeCloseTo(here.lateralMm ?? Number.NaN, 6);
        expect(there.apMm).toBeCloseTo(here.apMm ?? Number.NaN, 6);
      }),
    );
  });

  it('a mirrored patient keeps the level and swaps the side', () => {
    fc.assert(
      fc.property(points, (point) => {
        const [here, there] = [at(CT_LUMBAR, point), at(mapPoints(CT_LUMBAR, mirror), mirror(point))];
        expect(there.interspace).toEqual(here.interspace);
        expect(there.lateralMm).toBeCloseTo(-(here.lateralMm ?? Number.NaN), 9);
        expect(there.apMm).toBeCloseTo(here.apMm ?? Number.NaN, 9);
      }),
    );
  });

  it('does not depend on the order the labels came in', () => {
    fc.assert(
      fc.property(
        points,
        fc.shuffledSubarray([...CT_LUMBAR], { minLength: CT_LUMBAR.length }),
        (point, shuffled) => {
          expect(at(shuffled, point)).toEqual(at(CT_LUMBAR, point));
        },
      ),
    );
  });

  it('puts points along an oblique, scoliotic, unevenly spaced spine at the fraction they were made from', () => {
    const spacing = fc.array(fc.double({ min: 20, max: 40, noNaN: true }), { minLength: 4, maxLength: 4 });
    const tilt = fc.tuple(
      fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      fc.double({ min: -0.8, max: 0.8, noNaN: true }),
    );
    fc.assert(
      fc.property(
        spacing,
        tilt,
        fc.nat(3),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (steps, [tx, ty], i, f) => {
          // A straight but oblique line: every tangent is the same, so f is exact whatever the spacing.
          let along = 0;
          const labels = straight('L1', 'L5').map(({ level }, k): LevelPoint => {
            if (k > 0) along += steps[k - 1] ?? 0;
            return { level, pointLpsMm: [tx * along, ty * along, -along] };
          });
          const [a, b] = [labels[i]?.pointLpsMm ?? [0, 0, 0], labels[i + 1]?.pointLpsMm ?? [0, 0, 0]];
          const found = at(labels, [
            a[0] + f * (b[0] - a[0]),
            a[1] + f * (b[1] - a[1]),
            a[2] + f * (b[2] - a[2]),
          ]);
          expect(found.interspace).toEqual({ upper: labels[i]?.level, lower: labels[i + 1]?.level });
          expect(found.fraction).toBeCloseTo(f, 9);
          expect(found.lateralMm).toBeCloseTo(0, 6);
          expect(found.side).toBe('midline');
        },
      ),
    );
  });
});
