import type { CaseDerived } from '../case/derive.ts';
import type { CaseDocument, LeakFinding } from '../case/document.ts';
import { projectionKey } from '../case/ids.ts';
import { labelsFor } from '../findings/labelsFor.ts';
import { relativeDescription } from '../spine/relative.ts';
import type { Level, Vertebra } from '../vocabulary/level.ts';

/**
 * The place the operator recounts under fluoroscopy ("second interspace above the sacrum"): the first site's target,
 * or the first leak while there is no site. Counted only over labels a person clicked or confirmed.
 */
export function relativeToLandmarks(doc: CaseDocument, marks: Pick<CaseDerived, 'resolved'>): string | null {
  const [site] = doc.plan.sites;
  const finding = doc.findings.find((candidate) => candidate.id === site?.findingId) ?? doc.findings[0];
  const leak: Level | null = finding === undefined ? null : (marks.resolved[finding.id]?.level ?? null);
  const level = site?.target ?? leak;
  if (level === null) return null;
  return relativeDescription(level, {
    scheme: doc.numbering,
    countedFrom: doc.numbering.countedFrom,
    labelled: labelledBeside(doc, finding),
  });
}

/** Levels seen on the series the leak was read on; without a leak, on the series the vertebrae were counted on. */
function labelledBeside(doc: CaseDocument, finding: LeakFinding | undefined): readonly Vertebra[] {
  if (finding?.place.kind === 'image') {
    const labeling =
      doc.projectionLabelings[projectionKey(finding.place.sopInstanceUid, finding.place.frame)];
    return (labeling?.labels ?? []).map((label) => label.level);
  }
  const labels = finding === undefined ? null : labelsFor(doc.labelings, finding.place);
  const labeling = labels?.kind === 'labels' ? labels.labeling : doc.labelings[doc.numbering.seriesUid ?? ''];
  return (labeling?.labels ?? []).filter((label) => label.confirmed).map((label) => label.level);
}
