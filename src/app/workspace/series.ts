import type { SeriesContext } from '../../domain/case/derive.ts';
import type { SeriesSummary, StudySummary } from '../../dicom/model.ts';

const SLICED = ['CT', 'MR'] as const;

export function allSeries(studies: readonly StudySummary[]): readonly SeriesSummary[] {
  return studies.flatMap((study) => study.series);
}

export function findSeries(studies: readonly StudySummary[], seriesUid: string | null): SeriesSummary | null {
  if (seriesUid === null) return null;
  return allSeries(studies).find((series) => series.seriesInstanceUid === seriesUid) ?? null;
}

export function studyOfSeries(studies: readonly StudySummary[], seriesUid: string): StudySummary | null {
  return (
    studies.find((study) => study.series.some((series) => series.seriesInstanceUid === seriesUid)) ?? null
  );
}

/** May the series be cut into three planes? Else it is scrolled as it was acquired. */
export function showsPlanes(series: SeriesSummary): boolean {
  return SLICED.some((modality) => modality === series.modality) && series.geometry.volumeAllowed;
}

/** Single images and runs without a patient frame: marks belong to one image and frame. */
export function isProjection(series: SeriesSummary): boolean {
  return series.class === 'fluoroscopy' || series.frameOfReferenceUid === null;
}

export function seriesContexts(studies: readonly StudySummary[]): readonly SeriesContext[] {
  return studies.flatMap((study) =>
    study.series.map((series) => ({
      seriesUid: series.seriesInstanceUid,
      modality: series.modality,
      class: series.class,
      frameOfReferenceUid: series.frameOfReferenceUid,
      patientPosition: series.patientPosition,
      volumeAllowed: series.geometry.volumeAllowed,
      studyDate: study.study.date,
    })),
  );
}

/** The image of a projection series a mark was put on; null when it is not in this case. */
export function imageIndex(series: SeriesSummary, sopInstanceUid: string, frame: number): number | null {
  let index = 0;
  for (const instance of series.instances) {
    if (instance.sopInstanceUid === sopInstanceUid) return index + frame - 1;
    index += instance.numberOfFrames;
  }
  return null;
}
