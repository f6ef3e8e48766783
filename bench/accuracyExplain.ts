/**
 * Why three and four levels beyond an adjacent pair stay above their goal, and how little the settings matter:
 * `node --import tsx bench/accuracyExplain.ts [limits] [learning] [clicks] [settings]`, all of them about ten minutes. Told in
 * docs/accuracy.md.
 */
import { addScaled, distance, subtract, type Vec3 } from '../src/domain/geometry/vec3.ts';
import type { Vertebra } from '../src/domain/vocabulary/level.ts';
import type { Placer } from './accuracyBaselines.ts';
import { calibrated, WITHIN_SDS } from './accuracyCalibration.ts';
import { crossValidate, modelPlacer, perFold, type CrossValidation } from './accuracyCrossValidation.ts';
import {
  centresOf,
  FOLDS,
  foldsOf,
  groupBy,
  LEARNED,
  readScans,
  seededRandom,
  type Scan,
} from './accuracyData.ts';
import { anchorPatterns, PAIR_FAR, PAIR_NEAR, TWO_FAR, TWO_MIDDLE, TWO_NEAR } from './accuracyPatterns.ts';
import type { Outcome } from './accuracyScore.ts';
import { committedExclusions } from './accuracyScreen.ts';
import { clickBeside, fitShape, normalFrom, SETTINGS, type ShapeSettings } from './accuracyShape.ts';
import { percent, table } from './accuracyTables.ts';

const COLUMNS = [TWO_NEAR, TWO_MIDDLE, TWO_FAR, PAIR_NEAR, PAIR_FAR];
/** How far a body size may be off when a pair alone tells it: standard deviation of ln length over four steps. */
const SIZE_SD = 0.055;

const { scans } = readScans();
const folds = foldsOf(scans);
const excluded = committedExclusions(scans);

const isWrong = ({ wrong }: Outcome): boolean => wrong;
const isInside = ({ errorMm, sdMm }: Outcome): boolean => errorMm <= WITHIN_SDS * sdMm;

function figures(name: string, outcomes: readonly Outcome[]): readonly string[] {
  const screened = outcomes.filter(({ scan }) => !excluded.has(scan));
  const shares = COLUMNS.map((pattern) => {
    const own = screened.filter((outcome) => outcome.pattern === pattern);
    return percent(own.filter(isWrong).length, own.length, 3);
  });
  return [name, ...shares, percent(screened.filter(isInside).length, screened.length, 1)];
}

/** The pair is known, and so is the length of the spine from it to the label, to within this share (1 SD). */
function withSizeKnown(share: number): readonly [wrong: number, labels: number] {
  const normal = normalFrom(seededRandom(5));
  const patterns = anchorPatterns().filter(({ name }) => name === PAIR_FAR);
  const trust = SIZE_SD ** 2 / (SIZE_SD ** 2 + share ** 2);
  let [wrong, labels] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const place = modelPlacer(fitShape(training(fold, 1)));
    for (const scan of scans.filter((one, i) => folds[i] === fold && !excluded.has(one.subject))) {
      const centres = centresOf(scan);
      for (const { name, anchors, targets } of patterns) {
        const target = targets[0] ?? 0;
        const near = target < (anchors[0] ?? 0) ? (anchors[0] ?? 0) : (anchors[1] ?? 0);
        const toward = Math.sign(target - near);
        const walk = Array.from({ length: Math.abs(target - near) + 1 }, (_, k) => near + toward * k);
        const truth = walk.map((k) => centres[k]).filter((centre) => centre !== undefined);
        const pair = anchors.map((k) => centres[k]).filter((centre) => centre !== undefined);
        const [from, to] = [truth[0], truth.at(-1)];
        if (truth.length < walk.length || pair.length < 2 || from === undefined || to === undefined) continue;
        const placed = place({ name, anchors, targets: walk.slice(1) }, pair);
        const path = [from, ...placed.map((one) => one?.pointLpsMm ?? from)];
        const told = (lengthOf(truth) * (1 + share * normal())) / lengthOf(path);
        const point = addScaled(from, subtract(path.at(-1) ?? from, from), told ** trust);
        labels += 1;
        const error = distance(point, to);
        if (scan.labels.some(({ pointLpsMm }) => distance(pointLpsMm, point) < error - 1e-9)) wrong += 1;
      }
    }
  }
  return [wrong, labels];
}

const lengthOf = (path: readonly Vec3[]): number =>
  path.slice(1).reduce((sum, point, i) => sum + distance(point, path[i] ?? point), 0);

/** Training scans of a fold, one of every `thinning`. */
function training(fold: number, thinning: number): readonly Scan[] {
  const all = scans.filter((scan, i) => folds[i] !== fold && !excluded.has(scan.subject));
  return all.filter((_, i) => i % thinning === 0);
}

const varied = (name: string, change: Partial<ShapeSettings>): readonly string[] =>
  figures(name, crossValidate(scans, folds, excluded, { ...SETTINGS, ...change }).outcomes);

const head = ['', ...COLUMNS, `inside ${WITHIN_SDS} sd`];

/** Where the wrong labels three and four beyond a pair are, and what would put them right. */
function limits(outcomes: readonly Outcome[]): void {
  const beyond = outcomes.filter(({ pattern, scan }) => pattern === PAIR_FAR && !excluded.has(scan));
  const perScan = groupBy(beyond.filter(isWrong), ({ scan }) => scan);
  const worst = [...perScan.values()].map((some) => some.length).toSorted((a, b) => b - a);
  const inWorst = worst.slice(0, 12).reduce((sum, count) => sum + count, 0);
  console.log(`3–4 beyond a pair: ${beyond.filter(isWrong).length} wrong of ${beyond.length},`);
  console.log(`in ${worst.length} scans, ${inWorst} of them in 12\n`);
  const high = new Set(
    scans.filter(({ labels }) => labels.some(({ level }) => HIGH.has(level))).map(({ subject }) => subject),
  );
  for (const reach of [false, true]) {
    const some = beyond.filter(({ scan }) => high.has(scan) === reach);
    const name = reach ? 'scans that reach above T8' : 'scans that begin at T8 or below';
    console.log(`${name}: ${percent(some.filter(isWrong).length, some.length, 3)} of ${some.length}`);
  }
  const rows = [0, 0.01, 0.02, 0.03, 0.04].map((share) => {
    const [wrong, labels] = withSizeKnown(share);
    return [`${100 * share} %`, percent(wrong, labels, 3)];
  });
  console.log(`\n${table(['length of the spine known to (1 SD)', PAIR_FAR], rows)}\n`);
}

const HIGH: ReadonlySet<Vertebra> = new Set(LEARNED.slice(0, LEARNED.indexOf('T8')));

function learning(outcomes: readonly Outcome[]): void {
  const rows = [8, 4, 2].map((thinning) => {
    const fit = (all: readonly Scan[]): Placer =>
      modelPlacer(fitShape(all.filter((_, i) => i % thinning === 0)));
    return figures(`one scan in ${thinning}`, perFold(scans, folds, excluded, fit).flat());
  });
  const all = [...rows, figures('all', outcomes)].map((row) => row.slice(0, -1));
  console.log(`${table(head.slice(0, -1), all)}\n`);
}

const fitWhole = (all: readonly Scan[]): Placer => modelPlacer(fitShape(all));

/** Anchors beside the true centres; the spread as calibrated on true ones. */
function clicks({ outcomes, calibration }: CrossValidation): void {
  const rows = [0.43, 1, 1.5].map((sdMm) => {
    const clicked = perFold(scans, folds, excluded, fitWhole, clickBeside(seededRandom(7), sdMm)).flat();
    return figures(
      `± ${sdMm} mm`,
      clicked.map((outcome) => calibrated(outcome, calibration)),
    );
  });
  console.log(`${table(head, [figures('true centres', outcomes), ...rows])}\n`);
}

function settings(outcomes: readonly Outcome[]): void {
  const rows = [
    varied('pull 0 scans', { pullScans: 0 }),
    varied('pull 100 scans', { pullScans: 100 }),
    varied('smoothing 1.5 levels', { smoothLevels: 1.5 }),
    varied('click variance 1 mm²', { clickVarianceMm2: 1 }),
    varied('click variance 2 mm²', { clickVarianceMm2: 2 }),
    varied('tails 30', { tailFreedom: 30 }),
  ];
  console.log(table(head, [figures('as set', outcomes), ...rows]));
}

const wanted = process.argv.slice(2);
const cross = crossValidate(scans, folds, excluded);
for (const [name, tell] of Object.entries({
  limits: () => limits(cross.outcomes),
  learning: () => learning(cross.outcomes),
  clicks: () => clicks(cross),
  settings: () => settings(cross.outcomes),
}))
  if (wanted.length === 0 || wanted.includes(name)) tell();
