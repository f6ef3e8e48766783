import { deriveMarks } from '../case/deriveMarks.ts';
import type { CaseDocument, DraftSite } from '../case/document.ts';
import { sameLevel } from '../vocabulary/levelText.ts';
import { derivedSite, DEVIATION_FIELDS, fieldTexts, type DerivedSite } from './derivedSite.ts';

/**
 * A mark was removed, or a site aims elsewhere: answers of sites that were what the marks proved before, and that the
 * marks do not prove any more, are opened again. An answer that departed from the marks was a person's and stays.
 */
export function withoutLostProof(before: CaseDocument, after: CaseDocument): CaseDocument {
  const [marksBefore, marksAfter] = [deriveMarks(before, []), deriveMarks(after, [])];
  const sites = after.plan.sites.map((site) => {
    const old = before.plan.sites.find((candidate) => candidate.id === site.id);
    if (old === undefined) return site;
    return opened(site, derivedSite(before, marksBefore, old), derivedSite(after, marksAfter, site));
  });
  const changed = sites.some((site, i) => site !== after.plan.sites[i]);
  return changed ? { ...after, plan: { ...after.plan, sites } } : after;
}

function opened(site: DraftSite, proved: DerivedSite, proves: DerivedSite): DraftSite {
  const lost = DEVIATION_FIELDS.filter((field) => {
    const [was, is] = [fieldTexts(site, proved, field), fieldTexts(site, proves, field)];
    return was.derived !== null && was.derived === was.chosen && is.derived !== was.derived;
  });
  if (lost.length === 0) return site;
  const { access, target } = site;
  const followed =
    lost.includes('target') &&
    access !== null &&
    typeof access === 'object' &&
    target !== null &&
    sameLevel(access, target);
  return {
    ...site,
    ...Object.fromEntries(lost.map((field) => [field, null])),
    ...(followed ? { access: null } : {}),
  };
}
