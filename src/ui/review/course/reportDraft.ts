import type { DoneSite, ProcedureReport } from '../../../domain/plan/course.ts';
import { isOpacified, type EpidurogramSeen } from '../../../domain/plan/epidurogram.ts';
import type { PlanSite, TargetingPlan } from '../../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Issue, type Result } from '../../../domain/result.ts';
import { formatLevel, parseLevel } from '../../../domain/vocabulary/levelText.ts';
import type { Approach, Side } from '../../../domain/vocabulary/terms.ts';

/** What the physician has entered so far. Nothing is filled in from the plan before they say "as planned". */
export interface SiteEntry {
  readonly siteId: string;
  readonly wasDone: 'yes' | 'no' | null;
  readonly level: string;
  readonly side: Side | null;
  readonly approach: Approach | null;
  readonly volumeMl: number | null;
  readonly epidurogram: EpidurogramSeen | null;
  readonly epidurogramReason: string;
  readonly reason: string;
}
export interface ReportEntry {
  readonly performedOn: string;
  readonly sites: readonly SiteEntry[];
  readonly stopReason: string;
  readonly complications: string;
  readonly response: string;
  readonly deviationReason: string;
}

export const emptyReport = (plan: TargetingPlan, today: string): ReportEntry => ({
  performedOn: today,
  sites: plan.sites.map(({ id }) => ({
    siteId: id,
    wasDone: null,
    level: '',
    side: null,
    approach: null,
    volumeMl: null,
    epidurogram: null,
    epidurogramReason: '',
    reason: '',
  })),
  stopReason: '',
  complications: '',
  response: '',
  deviationReason: '',
});

/** A person's word that it went as planned; volume and epidurogram are what was seen, so they are always asked for. */
export const asPlanned = (entry: SiteEntry, site: PlanSite): SiteEntry => ({
  ...entry,
  wasDone: 'yes',
  level: formatLevel(site.target),
  side: site.side,
  approach: site.approach,
});

const stated = (text: string) => (text.trim() === '' ? ('not-stated' as const) : text.trim());

/** What a report is compared with the plan without, but not sent without. */
export const stillAsked = ({ sites }: ProcedureReport): Issue | null =>
  sites.some((site) => site.done && site.epidurogram === undefined)
    ? issue('incomplete', 'Say what the epidurogram showed, or "not stated".')
    : null;

/** @returns the report, or the first thing that is missing */
export function reportOf(entry: ReportEntry, plan: TargetingPlan): Result<ProcedureReport> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(entry.performedOn)) {
    return err(issue('incomplete', 'Enter the day of the procedure.'));
  }
  const sites: DoneSite[] = [];
  for (const site of entry.sites) {
    const done = siteOf(site, plan);
    if (!done.ok) return done;
    sites.push(done.value);
  }
  return ok({
    performedOn: entry.performedOn,
    sites,
    stopReason: stated(entry.stopReason),
    complications: stated(entry.complications),
    response: stated(entry.response),
    deviationReason: entry.deviationReason.trim(),
  });
}

function siteOf(entry: SiteEntry, { numbering }: TargetingPlan): Result<DoneSite> {
  if (entry.wasDone === null) return err(issue('incomplete', 'Say for each site whether it was done.'));
  if (entry.wasDone === 'no') return ok({ siteId: entry.siteId, done: false, reason: entry.reason.trim() });
  const level = entry.level.trim() === '' ? null : parseLevel(entry.level, numbering);
  if (level !== null && !level.ok) return level;
  if (entry.side === null || entry.approach === null) {
    return err(issue('incomplete', 'Choose side and approach as they were.'));
  }
  const seen = entry.epidurogram;
  return ok({
    siteId: entry.siteId,
    done: true,
    level: level === null ? 'not-stated' : level.value,
    side: entry.side,
    approach: entry.approach,
    injectedVolumeMl: entry.volumeMl ?? 'not-stated',
    ...(seen === null
      ? {}
      : { epidurogram: { seen, reason: isOpacified(seen) ? entry.epidurogramReason.trim() : '' } }),
  });
}
