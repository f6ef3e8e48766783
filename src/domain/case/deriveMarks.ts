import { extentOf } from '../findings/extent.ts';
import { locateFinding } from '../findings/locateFinding.ts';
import { resolveFinding } from '../findings/resolve.ts';
import { problemsAt, RULES_VERSION } from '../plan/rules/ruleHistory.ts';
import type { RegisteredSeries } from '../posture/registered.ts';
import type { CaseDerived } from './derive.ts';
import type { CaseDocument } from './document.ts';

/**
 * What geometry says of every mark: needs the document, and of the series how the patient lay. Commands and the server ask
 * for it too.
 *
 * @param rulesVersion - doubts that came later are left out
 */
export function deriveMarks(
  doc: CaseDocument,
  series: readonly RegisteredSeries[],
  rulesVersion: number = RULES_VERSION,
): Pick<CaseDerived, 'locations' | 'resolved' | 'extents'> {
  const located = doc.findings.map((finding) => {
    const location = locateFinding(doc, finding, series);
    return { finding, location: { ...location, problems: problemsAt(rulesVersion, location.problems) } };
  });
  return {
    locations: Object.fromEntries(located.map(({ finding, location }) => [finding.id, location])),
    resolved: Object.fromEntries(
      located.map(({ finding, location }) => [finding.id, resolveFinding(finding, location)]),
    ),
    extents: Object.fromEntries(doc.regions.map((region) => [region.id, extentOf(doc, region)])),
  };
}
