import type { EvidenceSeries } from './rules/model.ts';
import type { PlanSeries } from './targetingPlan.ts';

/** What the rules know of the series of a plan. */
export const registeredSeries = (series: readonly PlanSeries[]): readonly EvidenceSeries[] =>
  series.map(({ seriesInstanceUid, patientPosition, studyDate, turnDeg }) => ({
    seriesUid: seriesInstanceUid,
    patientPosition,
    studyDate,
    ...(turnDeg === undefined ? {} : { turnDeg }),
  }));
