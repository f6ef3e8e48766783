import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { toScene } from '../math/frame.ts';
import { makeProfile } from '../math/table.ts';
import type { Profile } from '../math/table.ts';
import { VERTEBRA_SIZES, SACRAL_SIZES, bodyDepthMm, canalOf, isSacral } from './anatomy.ts';
import { makeCanalCurve } from './canalCurve.ts';
import type { CanalCurve } from './canalCurve.ts';
import type { PlacedVertebra } from './column.ts';

/** The spinal canal and the sac in it, all by distance s along the canal, mm. */
export interface Canal {
  readonly curve: CanalCurve;
  /** s of each body centre. */
  readonly levelS: ReadonlyMap<Vertebra, number>;
  readonly halfWidth: Profile;
  readonly halfDepth: Profile;
  readonly sacHalfWidth: Profile;
  readonly sacHalfDepth: Profile;
  /** Sac centre behind the canal centre, mm. */
  readonly sacBack: Profile;
  /** Half diameters of the cord, 0 below the conus tip. */
  readonly cordHalfWidth: Profile;
  readonly cordHalfDepth: Profile;
  readonly conusS: number;
  readonly sacEndS: number;
  /** Mean position of the canal along gravity, to tell where heavy contrast pools. */
  readonly meanPosterior: number;
}

/** Half width, half depth and posterior offset of the sac at a level, mm. */
const SAC: Readonly<Partial<Record<Vertebra, readonly [number, number, number]>>> = {
  C1: [12.4, 8.2, 0], C2: [11, 7.6, 0], C3: [10.4, 6.9, 0], C4: [10.4, 6.7, 0], C5: [10.6, 6.6, 0],
  C6: [10.6, 6.6, 0], C7: [10.2, 6.6, -0.1], T1: [9.2, 6.6, -0.3], T2: [8.2, 6.5, -0.5], T4: [7.5, 6.4, -0.6],
  T8: [7.6, 6.4, -0.6], T10: [7.8, 6.6, -0.6], T11: [8.2, 7, -0.4], T12: [8.9, 7.4, -0.2], L1: [9.3, 7.6, 0],
  L2: [9.2, 7.4, 0.1], L3: [9, 7.1, 0.1], L4: [8.8, 6.8, 0.1], L5: [8, 5.9, 0.4], S1: [6.2, 4.7, 1],
}; // prettier-ignore

/** Half width and half depth of the cord above its thoracic part, mm. */
const CORD: Readonly<Partial<Record<Vertebra, readonly [number, number]>>> = {
  C1: [5.8, 4.6], C2: [5.8, 4.2], C3: [6, 3.9], C4: [6.5, 3.8], C5: [6.8, 3.8], C6: [6.6, 3.8], C7: [6, 3.7],
  T1: [5.1, 3.6], T2: [4.5, 3.6], T4: [4.3, 3.7],
}; // prettier-ignore

/** Above the atlas: height, depth of the middle behind the ring's centre, and what widens into the skull, mm. */
const SKULL_END = [
  { upMm: 42, behindMm: 0, sac: [15, 11], cord: [11, 9] },
  { upMm: 20, behindMm: 6, sac: [14, 10], cord: [7.5, 6.6] },
] as const;

/** Levels at which the sac ends and the cord ends, in head-to-foot order of usual people. */
export interface CanalOptions {
  readonly conusBelow: Vertebra;
  readonly conusFraction: number;
  readonly sizeFactor: number;
}

export function makeCanal(column: readonly PlacedVertebra[], o: CanalOptions): Canal {
  const knots = column.flatMap((v) => {
    const height = isSacral(v.level)
      ? SACRAL_SIZES[v.level].heightMm
      : (VERTEBRA_SIZES[v.level]?.backHeightMm ?? 24);
    const behind = bodyDepthMm(v.level) / 2 + canalOf(v.level).depthMm / 2;
    const spots = isSacral(v.level) ? [0] : [0.34, -0.34];
    return spots.map((k) => ({ point: toScene(v.frame, [0, behind, height * k]), left: v.frame.x }));
  });
  const atlas = column.find((v) => v.level === 'C1');
  const skull = atlas === undefined ? [] : SKULL_END;
  const curve = makeCanalCurve([
    ...skull.flatMap((e) =>
      atlas === undefined
        ? []
        : [{ point: toScene(atlas.frame, [0, e.behindMm, e.upMm * o.sizeFactor]), left: atlas.frame.x }],
    ),
    ...knots,
  ]);
  const levelS = new Map(
    column.map((v) => {
      const place = { s: 0, l: 0, a: 0 };
      const [x, y, z] = toScene(v.frame, [0, bodyDepthMm(v.level) / 2 + canalOf(v.level).depthMm / 2, 0]);
      curve.locate(x, y, z, place);
      return [v.level, place.s] as const;
    }),
  );
  const s = (level: Vertebra): number => levelS.get(level) ?? 0;
  const k = o.sizeFactor;
  const along = <T>(value: (v: Vertebra) => T | undefined): (readonly [number, T])[] =>
    column.flatMap((v) => {
      const found = value(v.level);
      return found === undefined ? [] : [[s(v.level), found] as const];
    });
  const sacEndS = s('S2') + 4;
  const skullS = (upMm: number): number => s('C1') - upMm * k;
  const taper = (i: 0 | 1, end: number): Profile =>
    makeProfile([
      ...skull.map((e) => [skullS(e.upMm), e.sac[i] * k] as const),
      ...along((v) => SAC[v]).map(([at, row]) => [at, row[i] * k] as const),
      [s('S2') - 6, (i === 0 ? 4 : 3.2) * k],
      [sacEndS, end],
    ]);
  const below = column.findIndex((v) => v.level === o.conusBelow);
  const next = column[below + 1]?.level ?? o.conusBelow;
  const conusS = s(o.conusBelow) + (s(next) - s(o.conusBelow)) * o.conusFraction;
  const cord = (i: 0 | 1, wide: number, swell: number): Profile =>
    makeProfile([
      ...(skull.length === 0
        ? [[0, wide] as const]
        : [
            ...skull.map((e) => [skullS(e.upMm), e.cord[i] * k] as const),
            ...along((v) => CORD[v]).map(([at, row]) => [at, row[i] * k] as const),
          ]),
      [conusS - 75, wide], [conusS - 48, wide + swell], [conusS - 26, wide * 0.82],
      [conusS - 10, wide * 0.42], [conusS, 0.9],
    ]); // prettier-ignore
  const middle = column.map((v) => curve.pointAt(s(v.level))[1]);
  return {
    curve,
    levelS,
    halfWidth: makeProfile(along((v) => (canalOf(v).widthMm / 2) * k)),
    halfDepth: makeProfile(along((v) => (canalOf(v).depthMm / 2) * k)),
    sacHalfWidth: taper(0, 0.6),
    sacHalfDepth: taper(1, 0.6),
    sacBack: makeProfile([...along((v) => SAC[v]).map(([at, row]) => [at, row[2]] as const), [sacEndS, 0.5]]),
    cordHalfWidth: cord(0, 4.3 * k, 0.5),
    cordHalfDepth: cord(1, 3.7 * k, 0.5),
    conusS,
    sacEndS,
    meanPosterior: middle.reduce((sum, y) => sum + y, 0) / middle.length,
  };
}
