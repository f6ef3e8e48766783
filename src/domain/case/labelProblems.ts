import type { Issue } from '../result.ts';
import { labelIssues } from '../spine/consistency.ts';
import type { SpineScheme } from '../vocabulary/level.ts';
import type { CaseDerived } from './derive.ts';
import type { CaseDocument, SpineLabeling } from './document.ts';

/**
 * Consistency messages by series. Documents share what a command did not touch, so the messages of an untouched
 * labeling are remembered beside it: they cost more than all else that is derived.
 */
export function labelProblems(
  doc: Pick<CaseDocument, 'labelings' | 'numbering'>,
): CaseDerived['labelProblems'] {
  return Object.fromEntries(
    Object.entries(doc.labelings).map(([seriesUid, labeling]) => [
      seriesUid,
      remembered(labeling, doc.numbering),
    ]),
  );
}

interface Remembered {
  readonly scheme: string;
  readonly issues: readonly Issue[];
}
const memory = new WeakMap<SpineLabeling, Remembered>();

function remembered(labeling: SpineLabeling, { absent, extra }: SpineScheme): readonly Issue[] {
  const scheme = `${absent.join()}|${extra.join()}`;
  const known = memory.get(labeling);
  if (known?.scheme === scheme) return known.issues;
  const issues = labelIssues(labeling.labels, { absent, extra });
  memory.set(labeling, { scheme, issues });
  return issues;
}
