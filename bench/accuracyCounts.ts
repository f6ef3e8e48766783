/**
 * How often the check of two counts speaks (`countConflicts`): on the true labels of the VID scans, where it should not,
 * and where one vertebra was passed over or counted twice on the way. `node --import tsx bench/accuracyCounts.ts` (20 s).
 */
import { gaussian, makeRandom } from '../sample-data/math/random.ts';
import type { LevelPoint } from '../src/domain/spine/spineFrame.ts';
import { unusualSpacings } from '../src/domain/spine/unusualSpacing.ts';
import { STANDARD_SCHEME } from '../src/domain/vocabulary/scheme.ts';
import { LEARNED, readScans } from './accuracyData.ts';
import { committedExclusions } from './accuracyScreen.ts';
import { percent, table } from './accuracyTables.ts';

const everyScan = readScans().scans;
const excluded = committedExclusions(everyScan);
const scans = everyScan.filter(({ subject }) => !excluded.has(subject));

/** Which of the bodies in view a person has clicked. */
const CLICKED: Readonly<Record<string, (i: number, last: number) => boolean>> = {
  'every body': () => true,
  'every second': (i, last) => i % 2 === 0 || i === last,
  'every fourth': (i, last) => i % 4 === 0 || i === last,
  'both ends': (i, last) => i === 0 || i === last,
};

interface Tally {
  asked: number;
  spoke: number;
}
const share = ({ asked, spoke }: Tally): string => `${percent(spoke, asked)} of ${asked}`;
const speaks = (labels: readonly LevelPoint[]): boolean =>
  unusualSpacings(labels, STANDARD_SCHEME).some(({ fromBelow }) => fromBelow !== null);

/** A hand off the true centre, mm (1 SD per axis). */
const CLICK_SDS_MM = [0, 1.5, 3];

const rows = CLICK_SDS_MM.flatMap((sdMm) =>
  Object.entries(CLICKED).map(([name, clicked]) => {
    const random = makeRandom(`counts ${sdMm} ${name}`);
    const [right, passed, twice]: [Tally, Tally, Tally] = [
      { asked: 0, spoke: 0 },
      { asked: 0, spoke: 0 },
      { asked: 0, spoke: 0 },
    ];
    const note = (tally: Tally, labels: readonly LevelPoint[]): void => {
      const last = labels.length - 1;
      if (last < 2) return;
      tally.asked += 1;
      const hand = labels.filter((_, i) => clicked(i, last)).map((label) => moved(label, sdMm, random));
      if (speaks(hand)) tally.spoke += 1;
    };
    for (const { labels } of scans) {
      const known = labels.filter(({ level }) => LEARNED.includes(level));
      note(right, known);
      // The count from above goes wrong at each body in turn; the one from below stays.
      for (let wrong = 1; wrong < known.length - 1; wrong++) {
        note(passed, [...renamed(known.slice(0, wrong), 1), ...known.slice(wrong + 1)]);
        note(twice, twiceAt(known, wrong));
      }
    }
    return [`± ${sdMm} mm`, name, share(right), share(passed), share(twice)];
  }),
);

process.stdout.write(
  `${table(['hand', 'clicked', 'true labels: speaks', 'one passed over: speaks', 'one counted twice: speaks'], rows)}\n`,
);

function moved({ level, pointLpsMm: [x, y, z] }: LevelPoint, sdMm: number, random: () => number): LevelPoint {
  const off = (): number => sdMm * gaussian(random);
  return { level, pointLpsMm: [x + off(), y + off(), z + off()] };
}

function renamed(labels: readonly LevelPoint[], by: 1 | -1): readonly LevelPoint[] {
  return labels.flatMap(({ level, pointLpsMm }): readonly LevelPoint[] => {
    const name = LEARNED[LEARNED.indexOf(level) + by];
    return name === undefined ? [] : [{ level: name, pointLpsMm }];
  });
}

/** One body carries two names, a quarter of a body apart; everything above counts one too far. */
function twiceAt(known: readonly LevelPoint[], at: number): readonly LevelPoint[] {
  const [body, next] = [known[at], known[at + 1]];
  if (body === undefined || next === undefined) return known;
  const second = body.pointLpsMm.map((x, i) => x - 0.25 * ((next.pointLpsMm[i] ?? x) - x));
  const [x = 0, y = 0, z = 0] = second;
  const again = renamed([{ level: body.level, pointLpsMm: [x, y, z] }], -1);
  return [...renamed(known.slice(0, at), -1), ...again, ...known.slice(at)];
}
