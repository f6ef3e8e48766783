import { fieldTexts, derivedSite } from '../plan/derivedSite.ts';
import { withoutLostProof } from '../plan/lostProof.ts';
import { prefillSite } from '../plan/prefill.ts';
import { withConsequences } from '../plan/siteConsequences.ts';
import type { RegisteredSeries } from '../posture/registered.ts';
import { err, issue, ok, unreachable, type Result } from '../result.ts';
import { deriveMarks } from './deriveMarks.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, DraftPlan, DraftSite } from './document.ts';
import { emptySite } from './emptyDocument.ts';
import { byId, replaced, without } from './ids.ts';

type SiteCommand = Extract<CaseCommand, { readonly type: `site/${string}` | 'deviation/set' }>;

/** Injection sites and the reasons for departing from geometry. */
export function applySite(
  doc: CaseDocument,
  command: SiteCommand,
  series: readonly RegisteredSeries[],
): Result<CaseDocument> {
  switch (command.type) {
    case 'site/add':
      return addSite(doc, command.id, command.findingId, series);
    case 'site/set': {
      const found = byId(doc.plan.sites, command.id, 'site');
      if (!found.ok) return found;
      const { findingId } = command.patch;
      if (findingId !== undefined && !hasFinding(doc, findingId)) return err(unknownLeak());
      const site = withConsequences(found.value, command.patch);
      const next = withPlan(doc, { sites: replaced(doc.plan.sites, site) });
      return ok(findingId === undefined ? next : aimedAnew(doc, next, command.id, series));
    }
    case 'site/remove': {
      const found = byId(doc.plan.sites, command.id, 'site');
      if (!found.ok) return found;
      return ok(
        withPlan(doc, {
          sites: without(doc.plan.sites, command.id),
          deviations: doc.plan.deviations.filter((deviation) => deviation.siteId !== command.id),
          hazardAnswers: doc.plan.hazardAnswers.filter((answer) => answer.siteId !== command.id),
        }),
      );
    }
    case 'deviation/set':
      return setDeviation(doc, command, series);
    default:
      return unreachable(command);
  }
}

function addSite(
  doc: CaseDocument,
  id: string,
  findingId: string | null,
  series: readonly RegisteredSeries[],
): Result<CaseDocument> {
  if (doc.plan.sites.some((site) => site.id === id))
    return err(issue('duplicate-id', 'A site with this identifier exists already.'));
  if (!hasFinding(doc, findingId)) return err(unknownLeak());
  if (doc.plan.sites.length >= MAX_SITES)
    return err(issue('too-many-sites', `One plan holds up to ${MAX_SITES} sites.`));
  const site: DraftSite = prefillSite(doc, deriveMarks(doc, series), emptySite(id, findingId));
  return ok(withPlan(doc, { sites: [...doc.plan.sites, site] }));
}

/** Aimed at another leak, or at none: what followed from the first goes, and what follows from the second comes. */
function aimedAnew(
  before: CaseDocument,
  next: CaseDocument,
  id: string,
  series: readonly RegisteredSeries[],
): CaseDocument {
  const bare = withoutLostProof(before, next);
  const marks = deriveMarks(bare, series);
  return withPlan(bare, {
    sites: bare.plan.sites.map((site) => (site.id === id ? prefillSite(bare, marks, site) : site)),
  });
}

/** One to ten sites in one sitting are published (clinical.md 6). */
const MAX_SITES = 10;

/**
 * The reason for a departure. What geometry says and what was chosen are read from the case, whatever the caller
 * wrote: a reason cannot claim a departure other than the one there is.
 */
function setDeviation(
  doc: CaseDocument,
  { deviation }: Extract<SiteCommand, { type: 'deviation/set' }>,
  series: readonly RegisteredSeries[],
): Result<CaseDocument> {
  const found = byId(doc.plan.sites, deviation.siteId, 'site');
  if (!found.ok) return found;
  const others = doc.plan.deviations.filter(
    (given) => given.siteId !== deviation.siteId || given.field !== deviation.field,
  );
  if (deviation.reason.trim() === '') return ok(withPlan(doc, { deviations: others }));
  const texts = fieldTexts(
    found.value,
    derivedSite(doc, deriveMarks(doc, series), found.value),
    deviation.field,
  );
  if (texts.derived === null || texts.chosen === null || texts.derived === texts.chosen)
    return err(
      issue(
        'no-deviation',
        'This field does not depart from what the marks say, so it needs no reason.',
        `sites.${deviation.siteId}.${deviation.field}`,
      ),
    );
  return ok(
    withPlan(doc, {
      deviations: [...others, { ...deviation, derived: texts.derived, chosen: texts.chosen }],
    }),
  );
}

const hasFinding = (doc: CaseDocument, id: string | null): boolean =>
  id === null || doc.findings.some((finding) => finding.id === id);
const unknownLeak = () => issue('unknown-id', 'This leak mark no longer exists.');
const withPlan = (doc: CaseDocument, patch: Partial<DraftPlan>): CaseDocument => ({
  ...doc,
  plan: { ...doc.plan, ...patch },
});
