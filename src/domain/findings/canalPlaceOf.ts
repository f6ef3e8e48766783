import type { CaseDocument, LeakFinding } from '../case/document.ts';
import { canalInUse } from '../spine/canalPoint.ts';
import { placeInCanal, type CanalPlace } from '../spine/canalPlace.ts';
import { spineOf } from '../spine/spineFrame.ts';
import { labelsFor } from './labelsFor.ts';

/**
 * Where a leak mark lies around the canal of the series it is read on.
 *
 * @returns null on projection images, and where no canal is known beside the mark: the compartment is asked for
 */
export function canalPlaceOf(
  doc: Pick<CaseDocument, 'labelings' | 'numbering'>,
  { place }: Pick<LeakFinding, 'place'>,
): CanalPlace | null {
  if (place.kind !== 'patient') return null;
  const labels = labelsFor(doc.labelings, place);
  if (labels.kind === 'none') return null;
  const canal = canalInUse(labels.labeling.canal);
  if (canal === undefined) return null;
  const spine = spineOf({ labels: labels.labeling.labels, canal, scheme: doc.numbering });
  return placeInCanal(spine, canal, place.pointLpsMm);
}
