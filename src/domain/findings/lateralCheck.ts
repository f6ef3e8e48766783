import type { CaseDocument, LeakFinding } from '../case/document.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { labelsFor } from './labelsFor.ts';
import { labelToCheck } from './lateralReference.ts';

/** The label to look at on a plane across the body before the side of this finding counts; null when none is open. */
export function lateralCheckOf(
  doc: Pick<CaseDocument, 'labelings'>,
  { place }: Pick<LeakFinding, 'place'>,
  location: DerivedLocation | undefined,
): { readonly seriesUid: string; readonly level: Vertebra } | null {
  if (place.kind !== 'patient' || location === undefined) return null;
  const labels = labelsFor(doc.labelings, place);
  if (labels.kind === 'none') return null;
  const level = labelToCheck(labels.labeling, location, place.pointLpsMm);
  return level === null ? null : { seriesUid: labels.labeling.seriesUid, level };
}
