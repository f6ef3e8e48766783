import type { CaseDocument, ExtravasationRegion } from '../case/document.ts';
import { canalInUse } from '../spine/canalPoint.ts';
import { locatePoint } from '../spine/locate.ts';
import { spineOf } from '../spine/spineFrame.ts';
import type { Level } from '../vocabulary/level.ts';
import { compareVertebrae } from '../vocabulary/scheme.ts';
import { labelsFor } from './labelsFor.ts';

/**
 * Extent of a region in levels: from the vertebra beside its cranial end to the one beside its caudal end.
 *
 * @returns `L2..L4`, one vertebra, or null where the labels do not reach both ends
 */
export function extentOf(
  doc: Pick<CaseDocument, 'labelings' | 'numbering'>,
  region: Pick<ExtravasationRegion, 'seriesUid' | 'frameOfReferenceUid' | 'measurement'>,
): Level | null {
  const labels = labelsFor(doc.labelings, region);
  if (labels.kind === 'none') return null;
  const canal = canalInUse(labels.labeling.canal);
  const spine = spineOf({ labels: labels.labeling.labels, canal, scheme: doc.numbering });
  const ends = [region.measurement.cranialLpsMm, region.measurement.caudalLpsMm]
    .map((point) => locatePoint(spine, point).vertebra)
    .filter((vertebra) => vertebra !== null)
    .toSorted(compareVertebrae);
  const [from, to] = ends;
  if (from === undefined || to === undefined) return null;
  return from === to ? { kind: 'vertebra', level: from } : { kind: 'range', from, to };
}
