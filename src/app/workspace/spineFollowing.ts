import type { CaseDocument } from '../../domain/case/document.ts';
import { labelsFor } from '../../domain/findings/labelsFor.ts';
import { compareVertebrae } from '../../domain/vocabulary/scheme.ts';
import type { Pane } from '../../viewer/api.ts';
import { seriesUidOf } from './stackKeys.ts';

/** Gives a pane the body centres its curved planes follow: labels of its series, or of the one that shares its frame. */
export function followSpine(
  pane: Pane,
  frameOfReferenceUid: string | null,
  labelings: CaseDocument['labelings'],
): void {
  if (!pane.spec.plane.startsWith('curved-')) return;
  const seriesUid = seriesUidOf(pane.spec.seriesUid);
  const found =
    frameOfReferenceUid === null ? null : labelsFor(labelings, { seriesUid, frameOfReferenceUid });
  if (found?.kind !== 'labels') return pane.setSpine(null);
  const labels = found.labeling.labels.toSorted((a, b) => compareVertebrae(a.level, b.level));
  pane.setSpine(labels.map((label) => label.pointLpsMm));
}
