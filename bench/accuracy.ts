/**
 * How right labels, level and side are, on real spines the model has not seen: `npm run bench:accuracy`, about three
 * minutes. What the figures mean, and where they come from: docs/accuracy.md.
 */
import { locatePoint } from '../src/domain/spine/locate.ts';
import { spineOf } from '../src/domain/spine/spineFrame.ts';
import { STANDARD_SCHEME } from '../src/domain/vocabulary/scheme.ts';
import { fitIncrements, gaussianPlacer, straight } from './accuracyBaselines.ts';
import { FARTHEST, WITHIN_SDS } from './accuracyCalibration.ts';
import { crossValidate, perFold } from './accuracyCrossValidation.ts';
import { DUPLICATE_RULE, FOLDS, foldsOf, groupsOf, readScans, seededRandom } from './accuracyData.ts';
import { PAIR_FAR, PAIR_NEAR, THREE_FAR, TWO_FAR, TWO_MIDDLE, TWO_NEAR } from './accuracyPatterns.ts';
import { PEDICLE_RULE, pedicleFigures, pedicleOutcomes, type PedicleFigures } from './accuracyPedicles.ts';
import type { Outcome } from './accuracyScore.ts';
import { committedExclusions } from './accuracyScreen.ts';
import { percent, table } from './accuracyTables.ts';

/** Percent, issue 5 section A. */
const GOALS: readonly (readonly [pattern: string, goal: number])[] = [
  [TWO_NEAR, 0.03],
  [TWO_MIDDLE, 0.2],
  [TWO_FAR, 1.5],
  [THREE_FAR, 0.25],
  [PAIR_NEAR, 0.15],
  [PAIR_FAR, 1],
];

interface Methods {
  readonly straight: readonly Outcome[];
  readonly gaussian: readonly Outcome[];
  readonly model: readonly Outcome[];
}

const { scans, source } = readScans();
const folds = foldsOf(scans);
const excluded = committedExclusions(scans);
const groups = new Set(groupsOf(scans)).size;
console.log(`${scans.length} scans, ${source}, CC BY-SA 4.0`);
console.log(`${FOLDS} folds of ${groups} groups: ${DUPLICATE_RULE}`);
console.log(
  `screened: without the ${excluded.size} scans of bench/accuracyExclusions.json; models never see those\n`,
);

function isScreened({ scan }: { readonly scan: string }): boolean {
  return !excluded.has(scan);
}

const share = (outcomes: readonly Outcome[]): string =>
  percent(outcomes.filter(({ wrong }) => wrong).length, outcomes.length, 3);
const inside = (outcomes: readonly Outcome[]): string =>
  percent(outcomes.filter(({ errorMm, sdMm }) => errorMm <= WITHIN_SDS * sdMm).length, outcomes.length, 1);

function wrongLabels(everyMethod: Methods): string {
  const rows = GOALS.map(([pattern, goal]) => {
    const of = (outcomes: readonly Outcome[]): readonly Outcome[] =>
      outcomes.filter((outcome) => outcome.pattern === pattern);
    const [line, gauss, model] = [of(everyMethod.straight), of(everyMethod.gaussian), of(everyMethod.model)];
    const screened = model.filter(isScreened);
    const wrong = screened.filter((outcome) => outcome.wrong);
    const met = (100 * wrong.length) / screened.length <= goal;
    return [
      pattern,
      String(model.length),
      ...[line, gauss, model].map(share),
      ...[line, gauss, model].map((outcomes) => share(outcomes.filter(isScreened))),
      `${wrong.length} of ${screened.length}`,
      String(wrong.filter(({ confirmed }) => !confirmed).length),
      `≤ ${goal} %`,
      met ? 'met' : 'missed',
    ];
  });
  const head = ['anchors', 'labels', 'straight, raw', 'Gaussian, raw', 'model, raw'];
  return table(
    [
      ...head,
      'straight, screened',
      'Gaussian, screened',
      'model, screened',
      'wrong',
      'unflagged',
      'goal',
      '',
    ],
    rows,
  );
}

function coverage(outcomes: readonly Outcome[]): string {
  const rows = [false, true].flatMap((beyond) =>
    Array.from({ length: FARTHEST }, (_, k) => {
      const all = outcomes.filter((outcome) => outcome.beyond === beyond && outcome.distance === k + 1);
      const screened = all.filter(isScreened);
      const rms = (pick: (outcome: Outcome) => number): string =>
        Math.sqrt(screened.reduce((sum, one) => sum + pick(one) ** 2, 0) / screened.length).toFixed(1);
      return [
        `${k + 1} ${beyond ? 'beyond' : 'between'}`,
        String(all.length),
        rms(({ errorMm }) => errorMm),
        rms(({ sdMm }) => sdMm),
        inside(all),
        inside(screened),
      ];
    }),
  );
  return table(['levels', 'labels', 'RMS error mm', 'RMS sd mm', 'inside, raw', 'inside, screened'], rows);
}

const answered = ({ points, vertebraNone }: PedicleFigures): number => points - vertebraNone;
const row = (
  name: string,
  from: readonly PedicleFigures[],
  part: (figures: PedicleFigures) => number,
  goal: string,
  of: (figures: PedicleFigures) => number = ({ points }) => points,
): readonly string[] => [name, ...from.map((one) => percent(part(one), of(one), 3)), goal];

function pedicles(): string {
  const all = pedicleOutcomes(scans, excluded);
  const screened = all.filter(({ faulty }) => !faulty);
  const withoutC1 = [all, screened].map((some) => pedicleFigures(some.filter(({ level }) => level !== 'C1')));
  const whole = [all, screened].map(pedicleFigures);
  return table(
    ['', `raw, ${whole[0]?.points ?? 0} points`, `screened, ${whole[1]?.points ?? 0} points`, 'goal'],
    [
      row(
        'vertebra right, C1 out, of those named',
        withoutC1,
        (f) => f.vertebraRight,
        '≥ 99.5 / ≥ 99.7 %',
        answered,
      ),
      row('no vertebra: outside the labels', withoutC1, (f) => f.vertebraNone, ''),
      row('sign of lateralMm right', whole, (f) => f.signRight, '≥ 99.8 / ≥ 99.9 %'),
      row('definite side, wrong', whole, (f) => f.definiteWrong, '≤ 0.05 %'),
      row('flagged side-uncertain', whole, (f) => f.uncertain, '≤ 4 %'),
      row('5 mm beside: definite side, wrong', whole, (f) => f.besideDefiniteWrong, '≤ 0.5 %'),
      row('5 mm beside: called midline', whole, (f) => f.besideMidline, ''),
      row('5 mm beside: flagged side-uncertain', whole, (f) => f.besideUncertain, ''),
    ],
  );
}

function locateMicroseconds(): number {
  const labels = scans.toSorted((a, b) => b.labels.length - a.labels.length)[0]?.labels ?? [];
  const random = seededRandom(1);
  const points = Array.from({ length: 20_000 }, () => {
    const beside = labels[Math.floor(random() * labels.length)]?.pointLpsMm ?? [0, 0, 0];
    return [
      beside[0] + 20 * random() - 10,
      beside[1] + 30 * random(),
      beside[2] + 20 * random() - 10,
    ] as const;
  });
  const spine = spineOf({ labels, scheme: STANDARD_SCHEME });
  const start = performance.now();
  for (const point of points) locatePoint(spine, point);
  return (1000 * (performance.now() - start)) / points.length;
}

const everyMethod = {
  straight: perFold(scans, folds, excluded, () => straight).flat(),
  gaussian: perFold(scans, folds, excluded, (training) => gaussianPlacer(fitIncrements(training))).flat(),
  model: crossValidate(scans, folds, excluded).outcomes,
};
console.log(`Wrong labels\n\n${wrongLabels(everyMethod)}\n`);
console.log(
  `|error| ≤ ${WITHIN_SDS} sdMm, by levels to the nearest anchor\n\n${coverage(everyMethod.model)}\n`,
);
console.log(`Pedicles; screened: ${PEDICLE_RULE}\n\n${pedicles()}\n`);
console.log(`One locate with the most labels: ${locateMicroseconds().toFixed(1)} µs per point (goal ≤ 50)`);
