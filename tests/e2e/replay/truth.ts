import type { Truth } from '../../../sample-data/check/readBack.ts';
import { gaussian, makeRandom } from '../../../sample-data/math/random.ts';
import type { Lps, Px } from '../support/panes.ts';

type InSeries<T> = (NonNullable<T> & { readonly seriesInstanceUid: string }) | null;

/** The truth of a sample case as the replay reads it: also which series the places belong to. */
export interface ReplayTruth extends Omit<Truth, 'series'> {
  readonly series: {
    readonly [Name in 'ct' | 'mr' | 'fluoroscopy']: InSeries<Truth['series'][Name]>;
  };
}

export type Volume = 'ct' | 'mr';
/** SD of a click around the place it aims at, in each direction, mm. */
const JITTER_SD_MM = 3;
/** Mean distance of neighbouring body centres that an image without scale is read by, mm. */
const LUMBAR_SPACING_MM = 37;

export function spaceOf(truth: ReplayTruth, on: Volume): NonNullable<ReplayTruth['series']['ct' | 'mr']> {
  const space = truth.series[on];
  if (space === null) throw new Error(`${truth.case} has no ${on}`);
  return space;
}

/** Body centres to click, in the order given, each a little off as a hand is. */
export function clicksOn(
  truth: ReplayTruth,
  on: Volume,
  levels: readonly string[],
): readonly { readonly level: string; readonly lps: Lps }[] {
  return levels.map((level) => {
    const random = makeRandom(`replay/${truth.case}/${on}/${level}`);
    const label = spaceOf(truth, on).labels.find((each) => each.level === level);
    if (label === undefined) throw new Error(`${truth.case} has no ${level} on ${on}`);
    const [x, y, z] = label.lps;
    const [dx, dy, dz] = [gaussian(random), gaussian(random), gaussian(random)];
    return { level, lps: [x + JITTER_SD_MM * dx, y + JITTER_SD_MM * dy, z + JITTER_SD_MM * dz] };
  });
}

/** The same on the fluoroscopy, in pixels. */
export function clicksOnRun(
  truth: ReplayTruth,
  levels: readonly string[],
): readonly { readonly level: string; readonly pixel: Px }[] {
  const random = makeRandom(`replay/${truth.case}/run`);
  const pixels = levels.map((level) => ({ level, pixel: pixelOf(truth, level) }));
  const rows = pixels.map(({ pixel }) => pixel[1]);
  const pxPerMm = (Math.max(...rows) - Math.min(...rows)) / ((levels.length - 1) * LUMBAR_SPACING_MM);
  const sdPx = JITTER_SD_MM * pxPerMm;
  return pixels.map(({ level, pixel: [column, row] }) => ({
    level,
    pixel: [column + sdPx * gaussian(random), row + sdPx * gaussian(random)],
  }));
}

export function pixelOf(truth: ReplayTruth, level: string): Px {
  const found = truth.series.fluoroscopy?.levels.find((each) => each.level === level);
  if (found === undefined) throw new Error(`${truth.case} has no ${level} on its fluoroscopy`);
  return [found.column, found.row];
}
