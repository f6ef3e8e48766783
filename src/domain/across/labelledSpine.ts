import type { CaseDocument, SpineLabeling } from '../case/document.ts';
import { canalInUse } from '../spine/canalPoint.ts';
import { spineOf, type Spine } from '../spine/spineFrame.ts';
import type { SpineScheme } from '../vocabulary/level.ts';

/** A series of the patient whose labels give a body line: what a place is carried from and to. */
export interface LabelledSpine {
  readonly labeling: SpineLabeling;
  readonly spine: Spine;
}

/** The spine of one labelling, rolled as its canal says where a person set or confirmed one. */
export const spineOfLabeling = (labeling: SpineLabeling, scheme: SpineScheme): Spine =>
  spineOf({ labels: labeling.labels, canal: canalInUse(labeling.canal), scheme });

/** Every usable labelling of the case; of several on one frame of reference the one with most labels comes first. */
export function labelledSpines(doc: Pick<CaseDocument, 'labelings' | 'numbering'>): readonly LabelledSpine[] {
  return Object.values(doc.labelings)
    .map((labeling) => ({ labeling, spine: spineOfLabeling(labeling, doc.numbering) }))
    .filter(({ spine }) => spine.nodes.length > 0)
    .toSorted((a, b) => b.labeling.labels.length - a.labeling.labels.length);
}

/** One labelling a frame of reference: a mark put on it shows on every series that shares the frame. */
export function oneOfEachFrame(spines: readonly LabelledSpine[]): readonly LabelledSpine[] {
  return spines.filter(
    ({ labeling }, i) =>
      spines.findIndex((other) => other.labeling.frameOfReferenceUid === labeling.frameOfReferenceUid) === i,
  );
}

/** Does the place beside these two levels rest on a label that no person has clicked or confirmed? */
export const restsOnProvisional = (
  labeling: SpineLabeling,
  pair: { readonly upper: string; readonly lower: string },
): boolean =>
  labeling.labels.some(
    (label) => !label.confirmed && (label.level === pair.upper || label.level === pair.lower),
  );
