import { addScaled, negate } from '../geometry/vec3.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { canalMaps } from './canalMap.ts';
import { IN_FRONT, looksLikeSac, notFound } from './canalEvidence.ts';
import { brightestPath, type PathStep } from './canalPath.ts';
import type { CanalPoint } from './canalPoint.ts';
import { smoothCanal, type CanalSpot } from './canalSmooth.ts';
import { canalCandidates, type CanalCandidate } from './canalTemplate.ts';
import type { LevelPoint } from './spineFrame.ts';
import {
  intervalAt,
  onStation,
  spineStations,
  type SampleValue,
  type SpineStations,
} from './spineStations.ts';

export interface CanalRequest {
  /** Body centres, in any order; LPS mm. */
  readonly labels: readonly LevelPoint[];
  readonly modality: 'CT' | 'MR';
  readonly sample: SampleValue;
}

export interface FoundCanal {
  /** Head to foot, one a level where the sac was seen. */
  readonly points: readonly CanalPoint[];
  /** Labelled levels without one. */
  readonly missing: readonly Vertebra[];
}

const STEP_MM = 2;
const MAP_EVERY = 2;
/** The curve is followed this far past the end labels: the windows there would be one-sided otherwise. */
const BEYOND_MM = 8;
/** The contrast of the better third of the planes stands for this sac. */
const TYPICAL_SHARE = 0.7;
/** A place with less than this share of it is not the sac. */
const LEAST_SHARE = 0.3;
/** Places of one path further apart than this from plane to plane are two things. */
const BREAK_MM = 5;
/** A piece of path shorter than this, mm, stands for nothing. */
const LEAST_RUN_MM = 24;
/** The sac is seen along this share of the labelled spine at least. */
const LEAST_COVER = 0.25;

/**
 * Centre of the contrast or CSF in the sac at every labelled level, searched behind the curve through the labels.
 *
 * What is bright along a whole period of the spine, round, and darker outside is the sac. A plain CT has nothing of that
 * kind, and on MR fat or flow may hide it: then nothing is found and a person is asked.
 *
 * @returns issue `canal-not-found`, `canal-no-curve` or `posture-against-anatomy` with the reason in words
 * Source: issue 5 C; docs/decisions/0009-canal-and-roll.md; figures in docs/accuracy.md
 */
export function findCanal(request: CanalRequest): Result<FoundCanal> {
  const search = searchCanal(request);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

/** The same in pieces of a few milliseconds: yields the share done, 0 to 1, and may be left at any of them. */
export function* searchCanal({
  labels,
  modality,
  sample,
}: CanalRequest): Generator<number, Result<FoundCanal>> {
  const spine = spineStations(labels, STEP_MM, BEYOND_MM);
  if (spine === null)
    return err(
      issue('canal-no-curve', 'Two labels or more are needed, and a body line that does not run across.'),
    );
  const runs = yield* counted(sacRuns(spine, modality, sample), unitsOf(spine));
  if (runs !== null) {
    const found = spine.labels.map((label, i) => ({ label, point: pointAtLabel(spine, i, runs) }));
    const points = found.flatMap(({ point }) => (point === null ? [] : [point]));
    const missing = found.flatMap(({ label, point }) => (point === null ? [label.level] : []));
    if (points.length > 0) return ok({ points, missing });
  }
  const before = yield* counted(sacRuns(inFront(spine), modality, sample), unitsOf(spine));
  return err(before === null ? notFound(modality) : IN_FRONT);
}

/** A plane and, at every n-th, a map and its candidates. */
const unitsOf = ({ stations }: SpineStations): number => stations.length * (1 + 2 / MAP_EVERY);

function* counted<T>(work: Generator<undefined, T>, units: number): Generator<number, T> {
  for (let done = 1; ; done++) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield Math.min(1, done / units);
  }
}

/** The same planes turned by 180° about the body line. */
const inFront = (spine: SpineStations): SpineStations => ({
  ...spine,
  stations: spine.stations.map((station) => ({
    ...station,
    left: negate(station.left),
    posterior: negate(station.posterior),
  })),
});

/** Places of the sac in runs without a jump; null where there is no evidence of one. */
function* sacRuns(
  spine: SpineStations,
  modality: 'CT' | 'MR',
  sample: SampleValue,
): Generator<undefined, readonly (readonly Seen[])[] | null> {
  const steps: PathStep[] = [];
  for (const map of yield* canalMaps(spine, sample, MAP_EVERY)) {
    steps.push({ arcMm: map.arcMm, candidates: canalCandidates(map) });
    yield;
  }
  const best = steps.map((step) => step.candidates[0]?.contrast ?? 0).toSorted((a, b) => a - b);
  const typical = best[Math.floor(best.length * TYPICAL_SHARE)] ?? 0;
  if (typical <= 0) return null;
  const path = brightestPath(steps, typical);
  const spots = steps.flatMap((step, i): Seen[] => {
    const candidate = path[i];
    return candidate && candidate.contrast >= LEAST_SHARE * typical
      ? [{ arcMm: step.arcMm, candidate, leftMm: candidate.leftMm, posteriorMm: candidate.posteriorMm }]
      : [];
  });
  const runs = longRuns(spots);
  const kept = runs.flat();
  const seen = kept.map((spot) => spot.candidate);
  return looksLikeSac(seen, modality) && kept.length >= steps.length * LEAST_COVER ? runs : null;
}

interface Seen extends CanalSpot {
  readonly candidate: CanalCandidate;
}

/** Pieces of the path without a jump, short ones left out. */
function longRuns(spots: readonly Seen[]): readonly (readonly Seen[])[] {
  const runs: Seen[][] = [];
  for (const spot of spots) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const jump =
      before === undefined
        ? Infinity
        : Math.hypot(spot.leftMm - before.leftMm, spot.posteriorMm - before.posteriorMm);
    const gap = before === undefined ? Infinity : spot.arcMm - before.arcMm;
    if (run === undefined || jump > BREAK_MM || gap > LEAST_RUN_MM) runs.push([spot]);
    else run.push(spot);
  }
  return runs.filter((run) => (run.at(-1)?.arcMm ?? 0) - (run[0]?.arcMm ?? 0) >= LEAST_RUN_MM);
}

function pointAtLabel(
  spine: SpineStations,
  index: number,
  runs: readonly (readonly Seen[])[],
): CanalPoint | null {
  const arcMm = spine.labelArcsMm[index];
  const label = spine.labels[index];
  if (arcMm === undefined || label === undefined) return null;
  const run = runs.find(
    (one) => (one[0]?.arcMm ?? Infinity) <= arcMm + 4 && (one.at(-1)?.arcMm ?? -Infinity) >= arcMm - 4,
  );
  const spot = run === undefined ? null : smoothCanal(run, arcMm, intervalAt(spine, arcMm) * 0.5);
  const station = spine.stations.reduce<SpineStations['stations'][number] | undefined>(
    (near, one) =>
      near === undefined || Math.abs(one.arcMm - arcMm) < Math.abs(near.arcMm - arcMm) ? one : near,
    undefined,
  );
  if (spot === null || station === undefined) return null;
  const pointLpsMm = addScaled(
    onStation(station, spot.leftMm, spot.posteriorMm),
    station.tangent,
    arcMm - station.arcMm,
  );
  return { level: label.level, pointLpsMm, source: 'found', sdMm: spot.sdMm };
}
