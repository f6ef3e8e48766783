import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, type Vec3 } from '../../../src/domain/geometry/vec3.ts';
import { locatePoint } from '../../../src/domain/spine/locate.ts';
import {
  fromSpineCoordinate,
  toSpineCoordinate,
  type SpineCoordinate,
} from '../../../src/domain/spine/spineCoordinate.ts';
import { linkSpines, worstResidual } from '../../../src/domain/spine/spineCoordinateLink.ts';
import { coordinateSpread, joinedSpread, worstMm } from '../../../src/domain/spine/spineCoordinateSpread.ts';
import { spineOf, type LevelPoint, type Spine } from '../../../src/domain/spine/spineFrame.ts';
import { STANDARD_SCHEME } from '../../../src/domain/vocabulary/scheme.ts';
import { average, CT_LUMBAR, mapPoints, rollBy, straight } from './spines.ts';

const spine = (labels: readonly LevelPoint[], posterior: readonly LevelPoint[] = []): Spine =>
  spineOf({ labels, scheme: STANDARD_SCHEME, posterior });

/** Turned about the patient's left-right axis: a kyphosis or a tilted table, degrees. */
const pitchBy =
  (deg: number) =>
  ([x, y, z]: Vec3): Vec3 => {
    const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    return [x, c * y - s * z, s * y + c * z];
  };
/** Bent sideways along an arc of `radiusMm`, the first label at its start. */
const scoliotic =
  (radiusMm: number) =>
  ([x, y, z]: Vec3): Vec3 => {
    const angle = -z / radiusMm;
    return [x + radiusMm * (1 - Math.cos(angle)), y, -radiusMm * Math.sin(angle)];
  };
const kyphotic =
  (radiusMm: number) =>
  ([x, y, z]: Vec3): Vec3 => {
    const angle = -z / radiusMm;
    return [x, y + radiusMm * (1 - Math.cos(angle)), -radiusMm * Math.sin(angle)];
  };
const uneven: readonly LevelPoint[] = straight('T10', 'L5').map(({ level, pointLpsMm }, i) => ({
  level,
  pointLpsMm: [pointLpsMm[0], pointLpsMm[1], -(30 * i + 2.2 * i * i)],
}));
const turned = (labels: readonly LevelPoint[], about: (point: Vec3) => Vec3) => mapPoints(labels, about);

const GEOMETRIES: readonly (readonly [string, readonly LevelPoint[]])[] = [
  ['straight', straight('T8', 'L5')],
  ['unequal spacing', uneven],
  ['scoliotic', turned(straight('T8', 'L5'), scoliotic(260))],
  ['kyphotic', turned(straight('T8', 'L5'), kyphotic(220))],
  ['oblique', turned(turned(average('T6', 'L5'), pitchBy(24)), rollBy(20))],
  // Feet-first and prone acquisitions carry their turn in IOP and IPP: in LPS the body lies where it lies.
  [
    'feet first: moved and tilted in LPS',
    turned(average('T6', 'L5'), (p) => pitchBy(-11)([p[0] + 40, p[1] - 300, p[2] + 900])),
  ],
  ['prone: flatter lordosis, tilted', turned(turned(average('T6', 'L5'), pitchBy(8)), kyphotic(600))],
  ['real lumbar CT', CT_LUMBAR],
];

const coordinateOn = (labels: readonly LevelPoint[]): fc.Arbitrary<SpineCoordinate> => {
  const nodes = spine(labels).nodes;
  return fc
    .record({
      i: fc.nat(nodes.length - 2),
      fraction: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      lateralMm: fc.double({ min: -25, max: 25, noNaN: true }),
      posteriorMm: fc.double({ min: -15, max: 45, noNaN: true }),
    })
    .map(({ i, ...rest }) => ({
      upper: nodes[i]?.level ?? 'L1',
      lower: nodes[i + 1]?.level ?? 'L2',
      ...rest,
    }));
};

describe.each(GEOMETRIES)('a spine coordinate, %s', (_, labels) => {
  it('leads to a place and back to itself', () => {
    const on = spine(labels);
    fc.assert(
      fc.property(coordinateOn(labels), (at) => {
        const point = fromSpineCoordinate(on, at);
        fc.pre(point.ok);
        const back = toSpineCoordinate(on, point.value);
        expect(back.ok && [back.value.upper, back.value.lower]).toEqual([at.upper, at.lower]);
        if (!back.ok) return;
        expect(back.value.fraction).toBeCloseTo(at.fraction, 6);
        expect(back.value.lateralMm).toBeCloseTo(at.lateralMm, 6);
        expect(back.value.posteriorMm).toBeCloseTo(at.posteriorMm, 6);
      }),
    );
  });

  it('exists for nearly every place in and beside the canal', () => {
    const on = spine(labels);
    const made = fc.sample(coordinateOn(labels), 300).filter((at) => fromSpineCoordinate(on, at).ok);
    expect(made.length).toBeGreaterThan(295);
  });

  it('says the same level, side and offsets as the rule of definitions.md', () => {
    const on = spine(labels);
    fc.assert(
      fc.property(coordinateOn(labels), (at) => {
        const point = fromSpineCoordinate(on, at);
        fc.pre(point.ok);
        const located = locatePoint(on, point.value);
        expect(located.interspace).toEqual({ upper: at.upper, lower: at.lower });
        expect(located.lateralMm).toBeCloseTo(at.lateralMm, 6);
        expect(located.apMm).toBeCloseTo(at.posteriorMm, 6);
      }),
    );
  });
});

describe('from series to series', () => {
  it('keeps level, side and millimetres between any two postures', () => {
    fc.assert(
      fc.property(
        coordinateOn(average('T6', 'L5')),
        fc.constantFrom(...GEOMETRIES.filter(([name]) => /oblique|feet|prone/.test(name))),
        (at, [, labels]) => {
          const there = fromSpineCoordinate(spine(labels), at);
          fc.pre(there.ok);
          const located = locatePoint(spine(labels), there.value);
          expect(located.interspace).toEqual({ upper: at.upper, lower: at.lower });
          expect(located.lateralMm).toBeCloseTo(at.lateralMm, 6);
        },
      ),
    );
  });

  it('does not stretch millimetres with a longer interspace', () => {
    const at = { upper: 'L1', lower: 'L2', fraction: 0.4, lateralMm: 7, posteriorMm: 22 } as const;
    const short = fromSpineCoordinate(spine(straight('T12', 'L3', 30)), at);
    const long = fromSpineCoordinate(spine(straight('T12', 'L3', 36)), at);
    expect(short.ok && short.value.map(Math.round)).toEqual([7, 22, -42]);
    expect(long.ok && long.value.map(Math.round)).toEqual([7, 22, -50]);
  });

  it('carries by the vertebra, not by the patient, where the roll is known', () => {
    const labels = average('T12', 'L4');
    const behind = mapPoints(labels, ([x, y, z]) => [x, y + 30, z]);
    const rolled = spine(turned(labels, rollBy(20)), turned(behind, rollBy(20)));
    const at = { upper: 'L2', lower: 'L3', fraction: 0.5, lateralMm: 6, posteriorMm: 25 } as const;
    const plain = fromSpineCoordinate(spine(labels, behind), at);
    const there = fromSpineCoordinate(rolled, at);
    expect(plain.ok && there.ok && distance(rollBy(20)(plain.value), there.value)).toBeLessThan(0.5);
  });

  it('refuses what it cannot know: outside the labels, a level not labelled, an unlabelled vertebra between', () => {
    const on = spine(straight('L1', 'L4'));
    const outside = toSpineCoordinate(on, [0, 20, 40]);
    expect(outside.ok ? '' : outside.error.code).toBe('outside-labels');
    const at = { fraction: 0.5, lateralMm: 0, posteriorMm: 20 } as const;
    const absent = fromSpineCoordinate(on, { ...at, upper: 'L4', lower: 'L5' });
    expect(absent.ok ? '' : absent.error.code).toBe('level-not-labelled');
    const gap = spine(straight('L1', 'L4').filter((label) => label.level !== 'L2'));
    const between = toSpineCoordinate(gap, [0, 20, -30]);
    expect(between.ok ? '' : between.error.code).toBe('missing-label:L2');
    expect(fromSpineCoordinate(gap, { ...at, upper: 'L1', lower: 'L3' }).ok).toBe(false);
  });

  it('has one place only where levels do not cross: beyond the centre of curvature it says so', () => {
    const bent = spine(turned(straight('L1', 'L5'), kyphotic(60)));
    const far = fromSpineCoordinate(bent, {
      upper: 'L2',
      lower: 'L3',
      fraction: 0.3,
      lateralMm: 0,
      posteriorMm: 90,
    });
    expect(far.ok ? '' : far.error.code).toBe('beyond-curvature');
  });
});

describe('uncertainty', () => {
  const labels = straight('L1', 'L4');
  const at = { upper: 'L2', lower: 'L3', fraction: 0.5, lateralMm: 8, posteriorMm: 25 } as const;
  const spread = (sdMm: number, rollKnown: boolean) =>
    coordinateSpread(
      spine(labels, rollKnown ? mapPoints(labels, ([x, y, z]) => [x, y + 30, z]) : []),
      labels.map(({ level }) => ({ level, sdMm })),
      at,
    );
  it('grows with the standard deviation of the labels, on every axis', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 6, noNaN: true }),
        fc.double({ min: 0.1, max: 6, noNaN: true }),
        (sd, more) => {
          const [little, much] = [spread(sd, false), spread(sd + more, false)];
          expect(much.alongMm).toBeGreaterThan(little.alongMm);
          expect(much.lateralMm).toBeGreaterThan(little.lateralMm);
          expect(much.posteriorMm).toBeGreaterThan(little.posteriorMm);
        },
      ),
    );
  });
  it('grows where the roll is not known', () => {
    expect(spread(0, false).lateralMm).toBeGreaterThan(spread(0, true).lateralMm);
    expect(spread(0, false).lateralMm).toBeCloseTo(Math.hypot(1.5, 25 * Math.tan((7.6 * Math.PI) / 180)), 9);
  });
  it('adds up over two series', () => {
    const joined = joinedSpread(spread(0, false), spread(2, false));
    expect(joined.alongMm).toBeCloseTo(Math.hypot(1.5, 1.5, 2), 9);
    expect(worstMm(joined)).toBe(joined.lateralMm);
  });
});

describe('the link of two series', () => {
  const ct = { frameOfReferenceUid: '1.1', labels: average('T10', 'L5') };
  const link = (labels: readonly LevelPoint[], frameOfReferenceUid = '1.2') =>
    linkSpines(ct, { frameOfReferenceUid, labels }, STANDARD_SCHEME);

  it('has no residual between copies, moved and turned, and none at the ends', () => {
    const moved = link(turned(ct.labels, (p) => pitchBy(5)([p[0] + 100, p[1], p[2] - 400])));
    expect(moved?.method).toBe('by-level');
    expect(moved?.levels[0]?.residualMm).toBeNull();
    expect(moved?.levels.at(-1)?.residualMm).toBeNull();
    expect(moved === null ? null : worstResidual(moved)?.residualMm).toBeLessThan(0.5);
  });
  it('names the level whose label is misplaced', () => {
    const wrong = ct.labels.map((label) =>
      label.level === 'L2'
        ? {
            ...label,
            pointLpsMm: [label.pointLpsMm[0] + 9, label.pointLpsMm[1], label.pointLpsMm[2]] as const,
          }
        : label,
    );
    const found = link(wrong);
    expect(found === null ? null : worstResidual(found)).toMatchObject({ level: 'L2' });
    expect(found === null ? null : worstResidual(found)?.residualMm).toBeCloseTo(9, 0);
  });
  it('in one frame of reference sees a whole row counted one off', () => {
    const shifted = ct.labels.slice(1).map(({ pointLpsMm }, i) => ({
      level: ct.labels[i]?.level ?? 'T10',
      pointLpsMm,
    }));
    const found = link(shifted, '1.1');
    expect(found?.method).toBe('same-frame');
    expect(found?.levels.every((each) => (each.residualMm ?? 0) > 20)).toBe(true);
  });
  it('is none where fewer than two levels are on both', () => {
    expect(link(ct.labels.slice(0, 1))).toBeNull();
  });
});
