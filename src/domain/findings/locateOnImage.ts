import type { CaseDocument, ImagePlace } from '../case/document.ts';
import { projectionKey } from '../case/ids.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { locateOnProjection } from '../spine/projection.ts';
import { isMidlineOpen, MIDLINE_UNCERTAIN, midlineWords } from './openMidline.ts';
import { unlabelled } from './unlabelled.ts';

/** Level of a mark on a projection image from the 2D labels of exactly this image and frame. */
export function locateOnImage(
  doc: Pick<CaseDocument, 'projectionLabelings' | 'numbering'>,
  place: ImagePlace,
): DerivedLocation {
  const labeling = doc.projectionLabelings[projectionKey(place.sopInstanceUid, place.frame)];
  if (labeling === undefined || labeling.labels.length === 0) return unlabelled('no-image-labels');
  const { labels, confirmedRightEdge } = labeling;
  const location = locateOnProjection({ labels, scheme: doc.numbering, confirmedRightEdge }, place.pointPx);
  if (!isMidlineOpen(location)) return location;
  return {
    ...location,
    problems: [...location.problems, MIDLINE_UNCERTAIN],
    words: `${location.words}; ${midlineWords(location)}`,
  };
}
