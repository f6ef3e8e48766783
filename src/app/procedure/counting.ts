import type { PointPx, ProjectionLabeling } from '../../domain/case/document.ts';
import { landmarkOf } from '../../domain/guard/found.ts';
import { judgeTip } from '../../domain/guard/judge.ts';
import type { CountedHere, TipMark } from '../../domain/guard/model.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';
import { compareVertebrae } from '../../domain/vocabulary/scheme.ts';
import { nextFreeLevel } from '../workspace/levels.ts';
import type { ProcedureState } from './procedure.ts';

export const frameKey = (at: { readonly sopInstanceUid: string; readonly frame: number }): string =>
  `${at.sopInstanceUid}#${at.frame}`;

/** The labels of one image and frame; empty where nothing was counted yet. */
export function labelingAt(
  state: Pick<ProcedureState, 'labelings'>,
  at: { readonly seriesUid: string; readonly sopInstanceUid: string; readonly frame: number },
): ProjectionLabeling {
  const { seriesUid, sopInstanceUid, frame } = at;
  return (
    state.labelings[frameKey(at)] ?? {
      seriesUid,
      sopInstanceUid,
      frame,
      labels: [],
      confirmedRightEdge: null,
    }
  );
}

export function withLabeling(
  state: Pick<ProcedureState, 'labelings'>,
  labeling: ProjectionLabeling,
): ProcedureState['labelings'] {
  return { ...state.labelings, [frameKey(labeling)]: labeling };
}

/** One label more on an image; a level already there moves. */
export function withLabel(
  labeling: ProjectionLabeling,
  level: Vertebra,
  pointPx: PointPx,
): ProjectionLabeling {
  const others = labeling.labels.filter((label) => label.level !== level);
  const labels = [...others, { level, pointPx }].toSorted((a, b) => compareVertebrae(a.level, b.level));
  return { ...labeling, labels };
}

/** A count from the sacrum goes up, from C2 or the last rib down. */
export const directionFrom = (countedFrom: CountedHere | null): 'toward-head' | 'toward-feet' =>
  countedFrom === 'C2' || countedFrom === 'last-rib' ? 'toward-feet' : 'toward-head';

export function nextToLabel(state: ProcedureState, labeling: ProjectionLabeling): Vertebra {
  const placed = labeling.labels.map(({ level }) => level);
  const scheme = state.record.plan.numbering;
  return nextFreeLevel(scheme, placed, state.nextLevel, directionFrom(state.countedFrom));
}

export const firstToLabel = (state: ProcedureState, countedFrom: CountedHere): Vertebra =>
  landmarkOf(countedFrom, state.record.plan.numbering);

/** What is compared, and later kept, of the state. */
export function tipMarkOf(state: ProcedureState): TipMark | null {
  const { tip, siteId, instrument, countedFrom, labelings } = state;
  if (tip === null) return null;
  const counted = Object.values(labelings).filter(
    ({ labels, confirmedRightEdge }) => labels.length > 0 || confirmedRightEdge !== null,
  );
  return { siteId, instrument, tip, countedFrom, labelings: counted };
}

export function judgementOf(state: ProcedureState): ProcedureState['judgement'] {
  const mark = tipMarkOf(state);
  const judged = mark === null ? null : judgeTip(state.record.plan, mark);
  return judged?.ok === true ? judged.value : null;
}
