import { findCase } from '../../../sample-data/cases/index.ts';
import { gridsOf } from '../../../sample-data/render/grids.ts';
import { scenesOf } from '../../../sample-data/scene/scenesOf.ts';
import { makeTruth } from '../../../sample-data/truth.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import type { Anomaly } from '../../../src/domain/vocabulary/terms.ts';
import { after, CT, CT_FRAME, growRegion, newCase } from '../../domain/builders.ts';
import { spaceOf, type ReplayTruth } from './truth.ts';

/** Truth without a picture: the geometry of a case is all there before anything is painted. */
export function paintlessTruth(id: string): ReplayTruth {
  const definition = findCase(id);
  if (definition === undefined) throw new Error(`no case ${id}`);
  const truth: unknown = makeTruth(definition, gridsOf(definition, scenesOf(definition), 0.5));
  return JSON.parse(JSON.stringify(truth)) as ReplayTruth;
}

interface HowMarked {
  readonly anomalies?: readonly Anomaly[];
  /** The canal set beside each label, so that the roll is known level by level. */
  readonly canal?: boolean;
  /** Places of the truth's findings that are marked; all of them by default. */
  readonly leaks?: readonly number[];
}

export const leakId = (index: number): string => `leak-${index + 1}`;

/** The CT labelled at the true body centres, seen across the body, and its leaks marked where they are. */
export function markedCase(truth: ReplayTruth, how: HowMarked = {}): CaseDocument {
  const space = spaceOf(truth, 'ct');
  const { anomalies = [], canal = false, leaks = [...space.leaks.keys()] } = how;
  const levels = space.labels.map(({ level }) => level);
  return after(
    newCase(),
    { type: 'numbering/set', patch: { countedFrom: 'sacrum', seriesUid: CT, anomalies } },
    ...space.labels.map(({ level, lps }) => place(level, lps)),
    { type: 'label/confirm-middle', seriesUid: CT, levels, seenOn: 'axial' },
    ...(canal
      ? space.sacPoints
          .filter(({ level }) => levels.includes(level))
          .map(({ level, lps }): CaseCommand => ({
            type: 'canal/place',
            seriesUid: CT,
            level,
            pointLpsMm: lps,
          }))
      : []),
    ...leaks.map((index): CaseCommand => ({
      type: 'finding/add',
      id: leakId(index),
      trackingUid: `2.25.90${index}`,
      place: {
        kind: 'patient',
        seriesUid: CT,
        frameOfReferenceUid: CT_FRAME,
        pointLpsMm: space.leaks[index]?.defect ?? [0, 0, 0],
      },
    })),
  );
}

const place = (level: Vertebra, pointLpsMm: readonly [number, number, number]): CaseCommand => ({
  type: 'label/place',
  seriesUid: CT,
  frameOfReferenceUid: CT_FRAME,
  level,
  pointLpsMm,
});

/** The whole collection outlined, from its head end to its foot end. */
export const outlined = (truth: ReplayTruth, index: number): CaseCommand => {
  const leak = spaceOf(truth, 'ct').leaks[index];
  if (leak === undefined) throw new Error(`${truth.case} has no leak ${index}`);
  return growRegion(leak.headEnd, leak.footEnd);
};

/** The same pictures counted as if nothing were unusual: five lumbar vertebrae above S1. */
export function countedAsUsual(truth: ReplayTruth): ReplayTruth {
  const usual: readonly Vertebra[] = ['S1', 'L5', 'L4', 'L3', 'L2', 'L1', 'T12', 'T11', 'T10'];
  const space = spaceOf(truth, 'ct');
  const s1 = space.labels.findIndex(({ level }) => level === 'S1');
  const labels = usual.flatMap((level, i) => {
    const at = space.labels[s1 - i];
    return at === undefined ? [] : [{ level, lps: at.lps }];
  });
  const ct = truth.series.ct;
  return ct === null
    ? truth
    : { ...truth, series: { ...truth.series, ct: { ...ct, labels: labels.toReversed() } } };
}
