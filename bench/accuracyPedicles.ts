/** Level and side of the pedicle points by the rule of `definitions.md`, from the true body centres. */
import {
  add,
  addScaled,
  distance,
  mix,
  scale,
  subtract,
  unit,
  type Vec3,
} from '../src/domain/geometry/vec3.ts';
import { locatePoint, type PointLocation } from '../src/domain/spine/locate.ts';
import { spineOf } from '../src/domain/spine/spineFrame.ts';
import type { Vertebra } from '../src/domain/vocabulary/level.ts';
import { groupBy, LABELS, readGzipped, type Scan } from './accuracyData.ts';
import { schemeOf } from './accuracyScheme.ts';

type Side = 'left' | 'right';

export interface PedicleOutcome {
  readonly scan: string;
  readonly level: Vertebra;
  readonly side: Side;
  /** By `PEDICLE_RULE`, on the labels alone. */
  readonly faulty: boolean;
  readonly located: PointLocation;
  /** The point 5 mm beside the midpoint of the two pedicles, toward this side. */
  readonly beside: PointLocation;
}

/** A pair of key points is faulty when it departs by more than this from its neighbours' pairs. */
const OFF_MM = 12;
const WIDTH_SHARE = 0.5;
export const PEDICLE_RULE =
  `a pair is left out when its midpoint, seen from its body centre, lies more than ${OFF_MM} mm off the mean of its ` +
  `neighbours', its width differs by more than ${100 * WIDTH_SHARE} % from theirs, or one point lies more than ` +
  `${2 * OFF_MM} mm above the other; and with it the scans of the exclusion list`;

interface Pedicles {
  readonly points: readonly {
    readonly subject: string;
    readonly kind: 'left pedicle' | 'right pedicle';
    readonly lps: Vec3;
  }[];
}

const pediclesOf = (text: string): Pedicles => JSON.parse(text);

export interface Pair {
  readonly level: Vertebra;
  readonly body: Vec3;
  readonly left: Vec3;
  readonly right: Vec3;
}

/** Scans with as many points on each side as bodies; the others hold an unlabelled S1. */
export function pediclePairs(
  scans: readonly Scan[],
): readonly { readonly scan: Scan; readonly pairs: readonly Pair[] }[] {
  const { points } = pediclesOf(readGzipped(`${LABELS}/vid_pedicles.json.gz`));
  const bySide = groupBy(points, ({ subject, kind }) => `${subject} ${kind}`);
  return scans.flatMap((scan) => {
    // No level is given: they are counted from the top, each side for itself.
    const [left, right] = (['left', 'right'] as const).map((side) =>
      (bySide.get(`${scan.subject} ${side} pedicle`) ?? [])
        .map(({ lps }) => lps)
        .toSorted((a, b) => b[2] - a[2]),
    );
    if (left?.length !== scan.labels.length || right?.length !== scan.labels.length) return [];
    const pairs = scan.labels.flatMap(({ level, pointLpsMm }, i) => {
      const [l, r] = [left[i], right[i]];
      return l === undefined || r === undefined ? [] : [{ level, body: pointLpsMm, left: l, right: r }];
    });
    return [{ scan, pairs }];
  });
}

export function pedicleOutcomes(
  scans: readonly Scan[],
  excluded: ReadonlySet<string>,
): readonly PedicleOutcome[] {
  return pediclePairs(scans).flatMap(({ scan, pairs }) => {
    const faulty = faultyPairs(pairs);
    const spine = spineOf({ labels: scan.labels, scheme: schemeOf(scan) });
    return pairs.flatMap((pair) =>
      (['left', 'right'] as const).map((side) => ({
        scan: scan.subject,
        level: pair.level,
        side,
        faulty: excluded.has(scan.subject) || faulty.has(pair.level),
        located: locatePoint(spine, pair[side]),
        beside: locatePoint(spine, besideMidpoint(pair, side)),
      })),
    );
  });
}

/** Levels whose key points depart from their neighbours' (`PEDICLE_RULE`). */
export function faultyPairs(pairs: readonly Pair[]): ReadonlySet<Vertebra> {
  const offsets = pairs.map(({ body, left, right }) => subtract(mix(left, right, 0.5), body));
  const widths = pairs.map(({ left, right }) => distance(left, right));
  return new Set(
    pairs.flatMap(({ level, left, right }, i) => {
      const beside = [i - 1, i + 1].filter((k) => k in pairs);
      const offset = beside.reduce<Vec3>(
        (sum, k) => addScaled(sum, offsets[k] ?? sum, 1 / beside.length),
        [0, 0, 0],
      );
      const width = beside.reduce((sum, k) => sum + (widths[k] ?? 0) / beside.length, 0);
      const off = distance(offsets[i] ?? offset, offset) > OFF_MM;
      const wide = Math.abs((widths[i] ?? width) / width - 1) > WIDTH_SHARE;
      return off || wide || Math.abs(left[2] - right[2]) > 2 * OFF_MM ? [level] : [];
    }),
  );
}

const BESIDE_MM = 5;

function besideMidpoint({ left, right }: Pair, side: Side): Vec3 {
  const toLeft = unit(subtract(left, right)) ?? [1, 0, 0];
  return add(mix(left, right, 0.5), scale(toLeft, side === 'left' ? BESIDE_MM : -BESIDE_MM));
}

export interface PedicleFigures {
  readonly points: number;
  readonly vertebraRight: number;
  /** Outside the labels by half an interval or more: the rule gives no vertebra. */
  readonly vertebraNone: number;
  readonly signRight: number;
  readonly definiteWrong: number;
  readonly uncertain: number;
  readonly besideDefiniteWrong: number;
  readonly besideMidline: number;
  readonly besideUncertain: number;
}

export function pedicleFigures(outcomes: readonly PedicleOutcome[]): PedicleFigures {
  const count = (test: (outcome: PedicleOutcome) => boolean): number => outcomes.filter(test).length;
  return {
    points: outcomes.length,
    vertebraRight: count(({ located, level }) => located.vertebra === level),
    vertebraNone: count(({ located }) => located.vertebra === null),
    signRight: count(({ located, side }) => (located.lateralMm ?? 0) > 0 === (side === 'left')),
    definiteWrong: count(({ located, side }) => isDefiniteWrong(located, side)),
    uncertain: count(({ located }) => isUncertain(located)),
    besideDefiniteWrong: count(({ beside, side }) => isDefiniteWrong(beside, side)),
    besideMidline: count(({ beside }) => beside.side === 'midline'),
    besideUncertain: count(({ beside }) => isUncertain(beside)),
  };
}

const isUncertain = ({ problems }: PointLocation): boolean => problems.includes('side-uncertain');
const isDefiniteWrong = (location: PointLocation, side: Side): boolean =>
  !isUncertain(location) && location.side === (side === 'left' ? 'right' : 'left');
