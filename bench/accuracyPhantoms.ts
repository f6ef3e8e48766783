import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { distance, dot, subtract, type Vec3 } from '../src/domain/geometry/vec3.ts';
import { findCanal } from '../src/domain/spine/canal.ts';
import { placeInCanal } from '../src/domain/spine/canalPlace.ts';
import { together, vertebraTurnDeg, type Sample } from '../src/domain/posture/bodyTurn.ts';
import { axesBetween, spineOf, type LevelPoint, type Spine } from '../src/domain/spine/spineFrame.ts';
import { positionOf } from '../src/domain/spine/spinePosition.ts';
import { readTruth, type Space } from '../sample-data/check/readBack.ts';
import { makeRandom } from '../sample-data/math/random.ts';
import { SnapFigures } from './accuracySnap.ts';
import { percent, table } from './accuracyTables.ts';
import { loadVolume } from './accuracyVolume.ts';

/**
 * Canal, roll and compartment, and the snap to the image, on the phantoms of a folder, made before by
 * `npm run sample-data -- --out DIR/images --truth DIR/truth` (`--seed N` makes another person: a hold-out).
 */
const [folder = 'sample-data/out'] = process.argv.slice(2);
const MARKS_PER_PAIR = 40;

interface Figures {
  readonly centreMm: number[];
  readonly betweenMm: number[];
  readonly rollDeg: number[];
  marks: number;
  right: number;
}
const figures: Figures = { centreMm: [], betweenMm: [], rollDeg: [], marks: 0, right: 0 };
const turns = {
  CT: { offDeg: [] as number[], silent: 0, seriesOffDeg: [] as number[], silentSeries: 0 },
  MR: { offDeg: [] as number[], silent: 0, seriesOffDeg: [] as number[], silentSeries: 0 },
};
const snap = new SnapFigures();
const notFound: string[] = [];

for (const name of readdirSync(join(folder, 'truth')).filter((file) => file.endsWith('.json'))) {
  const truth = readTruth(join(folder, 'truth', name));
  for (const kind of ['ct', 'mr'] as const) {
    const space = truth.series[kind];
    const images = join(folder, 'images', truth.case, kind);
    if (space === null || !existsSync(images)) continue;
    const { series, sample } = await loadVolume(images);
    const labels = space.labels
      .filter((label) => sample(label.lps) !== null && !/^S[2-5]$/.test(label.level))
      .map(({ level, lps }): LevelPoint => ({ level, pointLpsMm: lps }));
    const modality = series.modality === 'CT' ? 'CT' : 'MR';
    snap.judge({ modality, labels, scheme: truth.scheme, sample, seed: `${truth.case}/${kind}` });
    const tips = space.spinousTips.map(({ level, lps }): LevelPoint => ({ level, pointLpsMm: lps }));
    judgeTurn(spineOf({ labels, scheme: truth.scheme, canal: tips }), modality, sample);
    const found = findCanal({ labels, modality, sample });
    if (!found.ok) {
      notFound.push(`${truth.case} ${kind}: ${found.error.code}`);
      continue;
    }
    for (const point of found.value.points) figures.centreMm.push(offLine(space.canal, point.pointLpsMm));
    const spine = spineOf({ labels, scheme: truth.scheme, canal: found.value.points });
    judgeRoll(spine, spineOf({ labels, scheme: truth.scheme, canal: tips }));
    judgeMarks(spine, found.value.points, space, tips, `${truth.case}/${kind}`);
  }
}

/** The turn told by the voxels alone, vertebra by vertebra and of the whole series, against the true spinous tips. */
function judgeTurn({ nodes }: Spine, modality: 'CT' | 'MR', sample: Sample): void {
  const seen = nodes.flatMap(({ level, centre, rollRad }) => {
    const trueDeg = rollRad === null ? null : (rollRad * 180) / Math.PI;
    // Lain prone under a supine header: posture contradicts anatomy, and the turn is none of a few degrees.
    if (trueDeg === null || Math.abs(trueDeg) > 90 || level === 'C1') return [];
    return [{ turnDeg: vertebraTurnDeg(centre, sample), trueDeg }];
  });
  for (const { turnDeg, trueDeg } of seen)
    if (turnDeg === null) turns[modality].silent += 1;
    else turns[modality].offDeg.push(Math.abs(turnDeg - trueDeg));
  const all = together(seen.map(({ turnDeg }) => turnDeg));
  const middle = seen.map(({ trueDeg }) => trueDeg).toSorted((a, b) => a - b)[seen.length >> 1];
  if (middle === undefined) return;
  if (all === null) turns[modality].silentSeries += 1;
  else turns[modality].seriesOffDeg.push(Math.abs(all - middle));
}

/** Local roll from the found canal against the one from the true spinous tips. */
function judgeRoll(spine: Spine, real: Spine): void {
  for (const [i, node] of spine.nodes.entries()) {
    const other = real.nodes[i]?.rollRad ?? null;
    if (node.rollRad === null || other === null || node.level === 'C1' || node.level === 'S1') continue;
    figures.rollDeg.push((Math.abs(node.rollRad - other) * 180) / Math.PI);
  }
}

/** Marks about the true canal in the true roll, 2 mm or more from every boundary between compartments. */
function judgeMarks(
  spine: Spine,
  canal: readonly LevelPoint[],
  space: Space,
  tips: readonly LevelPoint[],
  seed: string,
): void {
  const random = makeRandom(`canal marks ${seed}`);
  const labels = spine.nodes.map(({ level, centre }): LevelPoint => ({ level, pointLpsMm: centre }));
  const real = spineOf({ labels, scheme: spine.scheme, canal: tips });
  for (const centre of space.canal) {
    const position = positionOf(real, centre);
    if (position?.kind !== 'between') continue;
    const axes = axesBetween(real, position.upper, position.lower, position.fraction);
    const between = placeInCanal(spine, canal, centre);
    if (axes === null || axes.rollRad === null || between === null) continue;
    figures.betweenMm.push(offLine(space.canal, between.centreLpsMm));
    for (let n = 0; n < MARKS_PER_PAIR; n++) {
      const angle = random() * 2 * Math.PI;
      const radius = 5 + random() * 6;
      const [left, back] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      if (Math.abs(Math.abs(left) - Math.abs(back)) / Math.SQRT2 < 2) continue;
      const expected = Math.abs(left) > Math.abs(back) ? 'lateral' : back > 0 ? 'dorsal' : 'ventral';
      const at = (k: 0 | 1 | 2): number => centre[k] + left * axes.left[k] + back * axes.posterior[k];
      const mark: Vec3 = [at(0), at(1), at(2)];
      figures.marks += 1;
      if (placeInCanal(spine, canal, mark)?.compartment === expected) figures.right += 1;
    }
  }
}

function offLine(line: readonly Vec3[], point: Vec3): number {
  return Math.min(
    ...line.slice(1).map((b, i) => {
      const a = line[i] ?? b;
      const d = subtract(b, a);
      const t = Math.min(1, Math.max(0, dot(subtract(point, a), d) / Math.max(1e-9, dot(d, d))));
      return distance(point, [a[0] + t * d[0], a[1] + t * d[1], a[2] + t * d[2]]);
    }),
  );
}

const quantile = (values: readonly number[], share: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN).toFixed(2);
const row = (name: string, values: readonly number[]): readonly string[] => [
  name,
  String(values.length),
  quantile(values, 0.5),
  quantile(values, 0.95),
  quantile(values, 0.9999),
];
process.stdout.write(
  `${table(
    ['', 'n', 'median', 'p95', 'largest'],
    [
      row('canal centre at the labels, mm', figures.centreMm),
      row('canal centre along the curve, mm', figures.betweenMm),
      row('roll against the spinous tips, degrees', figures.rollDeg),
      ...(['CT', 'MR'] as const).flatMap((modality) => [
        row(`turn of a vertebra by voxels, ${modality}, degrees`, turns[modality].offDeg),
        row(`turn of the body by voxels, ${modality}, degrees`, turns[modality].seriesOffDeg),
      ]),
    ],
  )}\n\nroll within 4 degrees: ${percent(figures.rollDeg.filter((deg) => deg <= 4).length, figures.rollDeg.length)}\n` +
    `compartment right: ${percent(figures.right, figures.marks)} of ${figures.marks} marks\nturn not said: ${(['CT', 'MR'] as const).map((modality) => `${turns[modality].silent} vertebrae and ${turns[modality].silentSeries} series of ${modality}`).join(', ')}\nnot found:\n${notFound.map((one) => `  ${one}\n`).join('')}\n${snap.table()}\n`,
);
