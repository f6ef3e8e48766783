import type { PointPx, ProjectionLabeling } from '../../domain/case/document.ts';
import { landmarkOf } from '../../domain/guard/found.ts';
import { judgeTip } from '../../domain/guard/judge.ts';
import type { CountedHere, TipMark } from '../../domain/guard/model.ts';
import type { DerivedLocation } from '../../domain/plan/targetingPlan.ts';
import { locateOnProjection } from '../../domain/spine/projection.ts';
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

/** Level and side of a pixel of the image shown, by the labels counted on that frame; null before there are two. */
export function placeUnder(
  state: Pick<ProcedureState, 'labelings' | 'shown' | 'record'>,
  pointPx: PointPx,
): DerivedLocation | null {
  const { shown, labelings, record } = state;
  const labeling = shown === null ? undefined : labelings[frameKey(shown)];
  if (labeling === undefined || labeling.labels.length < 2) return null;
  const { labels, confirmedRightEdge } = labeling;
  return locateOnProjection({ labels, confirmedRightEdge, scheme: record.plan.numbering }, pointPx);
}

/** Another frame of the image shown whose labels may hold here too: the nearest one; null where there is none. */
export function framesLabelsToRepeat(
  state: Pick<ProcedureState, 'labelings' | 'shown'>,
): ProjectionLabeling | null {
  const { shown, labelings } = state;
  if (shown === null || (labelings[frameKey(shown)]?.labels.length ?? 0) > 0) return null;
  const [nearest] = Object.values(labelings)
    .filter(({ sopInstanceUid, labels }) => sopInstanceUid === shown.sopInstanceUid && labels.length > 0)
    .toSorted((a, b) => Math.abs(a.frame - shown.frame) - Math.abs(b.frame - shown.frame));
  return nearest ?? null;
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
