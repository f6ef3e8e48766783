import type { CaseDocument, PatientPlace, SpineLabeling } from '../case/document.ts';

/** Labels a patient place is read against, or why there are none. */
export type LabelsFor =
  | { readonly kind: 'labels'; readonly labeling: SpineLabeling; readonly ownSeries: boolean }
  | { readonly kind: 'none'; readonly problem: 'no-labels' | 'frame-mismatch' };

/**
 * The labels of the place's own series; without them, those of the one other series with the same Frame of Reference
 * UID (a sagittal and an axial reconstruction share it). Never across frames: coordinates mean nothing there.
 */
export function labelsFor(
  labelings: CaseDocument['labelings'],
  place: Pick<PatientPlace, 'seriesUid' | 'frameOfReferenceUid'>,
): LabelsFor {
  const own = labelings[place.seriesUid];
  if (own !== undefined) {
    return own.frameOfReferenceUid === place.frameOfReferenceUid
      ? { kind: 'labels', labeling: own, ownSeries: true }
      : { kind: 'none', problem: 'frame-mismatch' };
  }
  const shared = Object.values(labelings).filter(
    (labeling) =>
      labeling.frameOfReferenceUid === place.frameOfReferenceUid && labeling.frameOfReferenceUid !== '',
  );
  const [labeling] = shared;
  return shared.length === 1 && labeling !== undefined
    ? { kind: 'labels', labeling, ownSeries: false }
    : { kind: 'none', problem: 'no-labels' };
}
