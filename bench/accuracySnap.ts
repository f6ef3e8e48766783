import { distance, type Vec3 } from '../src/domain/geometry/vec3.ts';
import { interpolateLabels } from '../src/domain/spine/interpolate.ts';
import { snapLabels } from '../src/domain/spine/snap.ts';
import type { LevelPoint } from '../src/domain/spine/spineFrame.ts';
import type { SampleValue } from '../src/domain/spine/spineStations.ts';
import type { SpineScheme } from '../src/domain/vocabulary/level.ts';
import { makeRandom } from '../sample-data/math/random.ts';
import { percent, table } from './accuracyTables.ts';

/**
 * What the snap to the image adds to labels computed from clicks, on one phantom series at a time: clicks within
 * 1.5 mm of the truth per axis, the rest computed, then snapped; distance in 3D, wrong as in `accuracy.ts`.
 */
const CLICK_MM = 1.5;
/** Beyond an adjacent pair labels are judged as far as the figures of issue 5 go. */
const BEYOND = 4;
const PATTERNS = ['both ends and the middle', 'pair, 1–2 beyond', 'pair, 3–4 beyond'] as const;
type Pattern = (typeof PATTERNS)[number];

interface Judged {
  readonly beforeMm: number;
  readonly wrongBefore: boolean;
  /** Null where the image did not tell. */
  readonly afterMm: number | null;
  readonly wrongAfter: boolean;
}
export interface SnapSeries {
  readonly modality: 'CT' | 'MR';
  readonly labels: readonly LevelPoint[];
  readonly scheme: SpineScheme;
  readonly sample: SampleValue;
  readonly seed: string;
}

export class SnapFigures {
  readonly #judged = new Map<string, Judged[]>();

  judge(series: SnapSeries): void {
    const random = makeRandom(`snap ${series.seed}`);
    const { labels } = series;
    const last = labels.length - 1;
    this.#judgeAnchors(series, [0, last >> 1, last], [...labels.keys()], random);
    for (let i = 0; i < last; i += 2) {
      const reach = [...labels.keys()].filter((k) => k >= i - BEYOND && k <= i + 1 + BEYOND);
      this.#judgeAnchors(series, [i, i + 1], reach, random);
    }
  }

  #judgeAnchors(
    { modality, labels, scheme, sample }: SnapSeries,
    at: readonly number[],
    reach: readonly number[],
    random: () => number,
  ): void {
    const jitter = (mm: number): number => mm + (2 * random() - 1) * CLICK_MM;
    const confirmed = at
      .flatMap((i) => labels[i] ?? [])
      .map(({ level, pointLpsMm: [x, y, z] }): LevelPoint => {
        const pointLpsMm: Vec3 = [jitter(x), jitter(y), jitter(z)];
        return { level, pointLpsMm };
      });
    const [from, to] = [labels[reach[0] ?? 0]?.level, labels[reach.at(-1) ?? 0]?.level];
    if (from === undefined || to === undefined) return;
    const provisional = interpolateLabels({ anchors: confirmed, scheme, from, to }).labels.filter(
      ({ level }) => !confirmed.some((one) => one.level === level),
    );
    const offer = snapLabels({ confirmed, provisional, scheme, sample });
    for (const { level, pointLpsMm } of provisional) {
      const k = labels.findIndex((one) => one.level === level);
      const own = labels[k];
      if (own === undefined) continue;
      const moved = offer.ok ? offer.value.shifts.find((shift) => shift.level === level) : undefined;
      const wrong = (point: Vec3): boolean =>
        labels.some((other) => distance(other.pointLpsMm, point) < distance(own.pointLpsMm, point));
      const after = moved?.pointLpsMm ?? pointLpsMm;
      const steps = Math.min(...at.map((i) => Math.abs(i - k)));
      const key = `${modality}, ${patternOf(at.length, steps)}`;
      this.#judged.set(key, [
        ...(this.#judged.get(key) ?? []),
        {
          beforeMm: distance(own.pointLpsMm, pointLpsMm),
          wrongBefore: wrong(pointLpsMm),
          afterMm: moved === undefined ? null : distance(own.pointLpsMm, after),
          wrongAfter: wrong(after),
        },
      ]);
    }
  }

  table(): string {
    const rows = (['CT', 'MR'] as const).flatMap((modality) =>
      PATTERNS.flatMap((pattern) => {
        const judged = this.#judged.get(`${modality}, ${pattern}`) ?? [];
        const snapped = judged.filter(({ afterMm }) => afterMm !== null);
        const share = (test: (one: Judged) => boolean, of = judged): string =>
          `${of.filter(test).length} (${percent(of.filter(test).length, of.length, 1)})`;
        return [
          [
            `${modality}, ${pattern}`,
            String(judged.length),
            quantiles(snapped.map(({ beforeMm }) => beforeMm)),
            quantiles(snapped.map(({ afterMm }) => afterMm ?? Number.NaN)),
            share(({ afterMm }) => afterMm === null),
            share(({ wrongBefore }) => wrongBefore),
            share(({ wrongAfter }) => wrongAfter),
            share(({ wrongAfter }) => wrongAfter, snapped),
          ],
        ];
      }),
    );
    return table(
      [
        'clicks',
        'labels',
        'moved ones before, median / p95',
        'snapped, median / p95',
        'left as unclear',
        'wrong before',
        'wrong after, all',
        'wrong of the moved',
      ],
      rows,
    );
  }
}

const patternOf = (anchors: number, steps: number): Pattern => {
  if (anchors > 2) return PATTERNS[0];
  return steps <= 2 ? PATTERNS[1] : PATTERNS[2];
};

function quantiles(mm: readonly number[]): string {
  const sorted = mm.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
  return `${at(0.5)} / ${at(0.95)} mm`;
}
