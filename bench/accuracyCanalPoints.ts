import { CASES } from '../sample-data/cases/index.ts';
import type { CaseDefinition } from '../sample-data/cases/caseDefinition.ts';
import { mixFrames, toLocal, toScene } from '../sample-data/math/frame.ts';
import { makeRandom } from '../sample-data/math/random.ts';
import { gridsOf } from '../sample-data/render/grids.ts';
import { mrPoint } from '../sample-data/render/mr.ts';
import type { Scene } from '../sample-data/scene/scene.ts';
import { scenesOf } from '../sample-data/scene/scenesOf.ts';
import type { Vec3 } from '../src/domain/geometry/vec3.ts';
import { openBendDeg } from '../src/domain/findings/curvedSpine.ts';
import { liesInFront } from '../src/domain/findings/inFrontOfBodies.ts';
import { isMidlineOpen } from '../src/domain/findings/openMidline.ts';
import { openTurn } from '../src/domain/findings/turnedBody.ts';
import { registeredPosture } from '../src/domain/posture/registered.ts';
import { locatePoint, MIDLINE_MM } from '../src/domain/spine/locate.ts';
import { spineOf, type LevelPoint, type SpineInput } from '../src/domain/spine/spineFrame.ts';
import type { Vertebra } from '../src/domain/vocabulary/level.ts';
import { DiscPlanes } from './accuracyDiscPlanes.ts';
import { percent, table } from './accuracyTables.ts';

/**
 * Random points of the canal of every phantom, CT and MR, by `locate` with the true body centres, against the phantom's
 * own geometry: the planes of its discs, and the mid-plane of its vertebrae. No image is made: `npm run bench:canal-points`.
 *
 * Measured with the roll unknown (labels alone), and known from the true sac beside each label, as a confirmed canal
 * gives it.
 */
const POINTS = 10_000;
/** The generator's scale changes the pixels, not the person. */
const SCALE = 0.5;

interface Tally {
  points: number;
  level: number;
  near: number;
  definite: number;
  definiteWrong: number;
  middleDefinite: number;
  /** Called midline although it lies to a side: by `locate` alone, and without the product's question. */
  sideAsMidline: number;
  sideAsMidlineUnasked: number;
  uncertain: number;
}
const tally = (): Tally => ({
  points: 0,
  level: 0,
  near: 0,
  definite: 0,
  definiteWrong: 0,
  middleDefinite: 0,
  sideAsMidline: 0,
  sideAsMidlineUnasked: 0,
  uncertain: 0,
});
type Roll = 'unknown' | 'known';
const totals: Readonly<Record<Roll, Tally>> = { unknown: tally(), known: tally() };
const rows: (readonly string[])[] = [];
let [spentMs, located, farMissMm] = [0, 0, 0];
const missMm: number[] = [];
const planes = new DiscPlanes();

for (const one of CASES) judge(one);

process.stdout.write(
  `${table(
    [
      'phantom, series',
      'roll',
      'points',
      'level right',
      'right or in near',
      'definite, wrong',
      'definite in the middle 3 mm',
      'a side called midline',
      'of them unasked',
      'uncertain',
    ],
    [...rows, rowOf('all', 'unknown', totals.unknown), rowOf('all', 'known', totals.known)],
  )}\n\none point: ${((1000 * spentMs) / located).toFixed(1)} µs\n` +
    `other vertebra than the discs say: ${(missMm.toSorted((a, b) => a - b)[missMm.length >> 1] ?? 0).toFixed(1)} mm from the disc's middle plane in the median, ${Math.max(0, ...missMm.slice(0, 50_000)).toFixed(1)} mm at most; not in near: up to ${farMissMm.toFixed(1)} mm\n\n${planes.table()}\n`,
);

function judge(one: CaseDefinition): void {
  const { ct, mr } = gridsOf(one, scenesOf(one), SCALE);
  const series: readonly (readonly [string, Scene, (p: Vec3) => Vec3])[] = [
    ...(ct === null ? [] : [['CT', ct.scene, (p: Vec3) => toScene(ct.grid.person, p)] as const]),
    ...(mr === null ? [] : [['MR', mr.scene, (p: Vec3) => mrPoint(mr.grid, p)] as const]),
  ];
  for (const [modality, scene, place] of series) {
    const name = `${one.id} ${modality}`;
    const labels = scene.column.map(({ level, frame }): LevelPoint => ({
      level,
      pointLpsMm: place(frame.origin),
    }));
    const canal = scene.column.flatMap(({ level }): readonly LevelPoint[] => {
      const s = scene.canal.levelS.get(level);
      return s === undefined || s > scene.canal.sacEndS || level === 'C1'
        ? []
        : [{ level, pointLpsMm: place(sacPoint(scene, s, 0, 0)) }];
    });
    const { scheme } = one.person;
    const registered = modality === 'CT' ? (one.ct?.lying.registered ?? null) : null;
    const decubitus = registeredPosture(registered)?.endsWith('decubitus') ?? false;
    const inputs: Readonly<Record<Roll, SpineInput>> = {
      unknown: { labels, scheme },
      known: { labels, scheme, canal },
    };
    planes.add(scene, spineOf(inputs.unknown), place);
    for (const roll of ['unknown', 'known'] as const) {
      const counted = count(scene, place, inputs[roll], decubitus, `${name} canal points`);
      rows.push(rowOf(name, roll, counted));
      for (const key of Object.keys(counted) as readonly (keyof Tally)[]) totals[roll][key] += counted[key];
    }
  }
}

function sacPoint({ canal }: Scene, s: number, l: number, a: number): Vec3 {
  return canal.curve.toScene(s, l, canal.sacBack(s) + a);
}

function count(
  scene: Scene,
  place: (p: Vec3) => Vec3,
  input: SpineInput,
  decubitus: boolean,
  seed: string,
): Tally {
  const spine = spineOf(input);
  const random = makeRandom(seed);
  const counted = tally();
  const { canal, column } = scene;
  const arcs = column.flatMap(({ level }) =>
    level === 'C1' || /^S[2-5]/.test(level) ? [] : [canal.levelS.get(level) ?? Number.NaN],
  );
  const [top = 0, bottom = 0] = [arcs[0], arcs.at(-1)];
  const asked: {
    readonly lps: Vec3;
    readonly level: Vertebra | null;
    readonly lateralMm: number;
    readonly fromDiscMm: number;
  }[] = [];
  while (asked.length < POINTS) {
    const s = top + random() * (bottom - top);
    const [u, v] = [2 * random() - 1, 2 * random() - 1];
    if (Math.hypot(u, v) > 1) continue;
    const point = sacPoint(scene, s, u * canal.sacHalfWidth(s), v * canal.sacHalfDepth(s));
    asked.push({ lps: place(point), ...ownAnswer(scene, point) });
  }
  const from = performance.now();
  const answers = asked.map(({ lps }) => locatePoint(spine, lps));
  spentMs += performance.now() - from;
  located += asked.length;
  for (const [i, answer] of answers.entries()) {
    const own = asked[i];
    if (own === undefined) continue;
    counted.points += 1;
    if (answer.vertebra === own.level) counted.level += 1;
    else if (answer.near.some((one) => one.kind === 'vertebra' && one.level === own.level)) counted.near += 1;
    else farMissMm = Math.max(farMissMm, own.fromDiscMm);
    if (answer.vertebra !== own.level) missMm.push(own.fromDiscMm);
    // As the product says it: so do a bent spine or one lying on a side without a known roll, and a place before the bodies.
    const uncertain =
      answer.problems.includes('side-uncertain') ||
      liesInFront(answer) ||
      isMidlineOpen(answer) ||
      openBendDeg(input, answer, own.lps) !== null ||
      openTurn({ spine: input, canal: [], decubitus, turnDeg: null }, answer, own.lps) !== null;
    if (uncertain) counted.uncertain += 1;
    if (answer.side === 'midline' && Math.abs(own.lateralMm) > MIDLINE_MM) {
      counted.sideAsMidline += 1;
      if (!uncertain) counted.sideAsMidlineUnasked += 1;
    }
    if (uncertain || (answer.side !== 'left' && answer.side !== 'right')) continue;
    counted.definite += 1;
    if (answer.side !== (own.lateralMm > 0 ? 'left' : 'right')) counted.definiteWrong += 1;
    else if (Math.abs(own.lateralMm) <= MIDLINE_MM) counted.middleDefinite += 1;
  }
  return counted;
}

/** The vertebra between whose discs the point lies, and millimetres from the mid-plane there, + patient left. */
function ownAnswer(
  { column }: Scene,
  point: Vec3,
): { readonly level: Vertebra | null; readonly lateralMm: number; readonly fromDiscMm: number } {
  const discs = column
    .slice(1)
    .map((lower, i) => toLocal(mixFrames((column[i] ?? lower).frame, lower.frame, 0.5), point)[2]);
  // Far planes tilt: only the first disc above which the point lies, counted from the head, is its own.
  const i = discs.findIndex((height) => height >= 0);
  const vertebra = column[i === -1 ? column.length - 1 : i];
  const fromDiscMm = Math.min(...discs.map(Math.abs));
  if (vertebra === undefined) return { level: null, lateralMm: Number.NaN, fromDiscMm };
  const [x, , z] = toLocal(vertebra.frame, point);
  const next = column[column.indexOf(vertebra) + (z < 0 ? 1 : -1)];
  if (next === undefined) return { level: vertebra.level, lateralMm: x, fromDiscMm };
  const toNext = Math.abs(z) / (Math.abs(z) + Math.abs(toLocal(next.frame, point)[2]));
  return {
    level: vertebra.level,
    lateralMm: toLocal(mixFrames(vertebra.frame, next.frame, toNext), point)[0],
    fromDiscMm,
  };
}

function rowOf(name: string, roll: Roll, one: Tally): readonly string[] {
  return [
    name,
    roll,
    String(one.points),
    percent(one.level, one.points),
    percent(one.level + one.near, one.points),
    String(one.definiteWrong),
    String(one.middleDefinite),
    String(one.sideAsMidline),
    String(one.sideAsMidlineUnasked),
    percent(one.uncertain, one.points, 1),
  ];
}
