import type { SeriesContext } from '../../domain/case/derive.ts';
import type { SeriesSummary, StudySummary } from '../../dicom/model.ts';
import { framesOf } from '../../dicom/pictures.ts';
import { seriesUidOf, stackNumberOf, stackOf } from './stackKeys.ts';

const SLICED = ['CT', 'MR'] as const;

export function allSeries(studies: readonly StudySummary[]): readonly SeriesSummary[] {
  return studies.flatMap((study) => study.series);
}

/** A series by its UID, or one of its stacks by its key (stackKeys.ts). */
export function findSeries(studies: readonly StudySummary[], seriesUid: string | null): SeriesSummary | null {
  if (seriesUid === null) return null;
  const uid = seriesUidOf(seriesUid);
  const series = allSeries(studies).find((one) => one.seriesInstanceUid === uid);
  return series === undefined ? null : stackOf(series, stackNumberOf(seriesUid));
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
    const frames = framesOf(instance, series.selection);
    if (instance.sopInstanceUid === sopInstanceUid) {
      const at = frames.indexOf(frame);
      return at < 0 ? null : index + at;
    }
    index += frames.length;
  }
  return null;
}
