import type { CaseDocument, DraftPlan, DraftSite } from '../case/document.ts';
import { emptySite } from '../case/emptyDocument.ts';
import { derivedSite, type Marks } from './derivedSite.ts';

/**
 * Fills unanswered fields of the plan with what the marks prove: level, collection and side. An answer a person gave
 * is never touched, and the way in (approach, access, needle or catheter, guidance, volumes, position) is never guessed.
 *
 * One leak gives a targeted plan with one site. Several leaks are not decided here: which of them are patched, and
 * whether in one sitting, is a person's choice; sites that exist are still filled.
 */
export function prefillPlan(doc: CaseDocument, marks: Marks, newSiteId: string): DraftPlan {
  const { plan } = doc;
  const [only, ...more] = doc.findings;
  const single = only !== undefined && more.length === 0;
  const isTargeted = plan.kind === null || plan.kind === 'targeted';
  const sites =
    plan.sites.length === 0 && only !== undefined && single && isTargeted
      ? [emptySite(newSiteId, only.id)]
      : plan.sites;
  return {
    ...plan,
    kind: plan.kind ?? (single ? 'targeted' : null),
    sites: sites.map((site) => prefillSite(doc, marks, site)),
  };
}

/** The same for one site; a site without a leak stays as it is. */
export function prefillSite(doc: CaseDocument, marks: Marks, site: DraftSite): DraftSite {
  if (site.findingId === null) return site;
  const derived = derivedSite(doc, marks, site);
  const noRegions = doc.regions.length === 0;
  return {
    ...site,
    defect: site.defect ?? derived.defect,
    // Without any region nothing was looked for: whether there is a collection stays a question.
    collection: site.collection ?? (noRegions ? null : derived.collection),
    target: site.target ?? derived.target,
    side: site.side ?? derived.side,
  };
}
