import type { Answer } from '../case/document.ts';
import { err, issue, ok, unreachable, type Result } from '../result.ts';
import type { Level } from '../vocabulary/level.ts';
import { formatLevel } from '../vocabulary/levelText.ts';
import type { Approach, Side } from '../vocabulary/terms.ts';
import { isOpacified, type Epidurogram } from './epidurogram.ts';
import type { PlanSignature, PlanSite, TargetingPlan } from './targetingPlan.ts';
import { sideShort } from './words.ts';

/**
 * What became of an accepted plan: scheduled, performed or cancelled. Entries are only ever added, each with its author
 * and time; the plan itself stays as it was signed.
 */
export type CourseEvent =
  | { readonly kind: 'scheduled'; readonly plannedFor: string; readonly where: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'performed'; readonly report: ProcedureReport };

export interface CourseEntry {
  readonly event: CourseEvent;
  readonly by: PlanSignature;
}

/** What was done, site by site, in the order of the plan's sites. Never copied from the plan without a person's word. */
export interface ProcedureReport {
  readonly performedOn: string;
  readonly sites: readonly DoneSite[];
  /** Why the injection ended: the planned criterion met, pain, volume reached, … */
  readonly stopReason: Answer<string>;
  readonly complications: Answer<string>;
  readonly response: Answer<string>;
  /** Why what was done departs from the plan; needed where level, side or approach differ. */
  readonly deviationReason: string;
}

export type DoneSite =
  | { readonly siteId: string; readonly done: false; readonly reason: string }
  | {
      readonly siteId: string;
      readonly done: true;
      readonly level: Answer<Level>;
      readonly side: Side;
      readonly approach: Approach;
      readonly injectedVolumeMl: Answer<number>;
      /** Absent in reports from before it was asked. */
      readonly epidurogram?: Epidurogram | undefined;
    };

/** One line of planned against done. `departs`: not what the plan said, as far as both are known. */
export interface PlannedAndDone {
  readonly siteId: string;
  readonly field: 'level' | 'side' | 'approach' | 'volume' | 'site';
  readonly planned: string;
  readonly done: string;
  readonly departs: boolean;
}

export function plannedAndDone(
  plan: Pick<TargetingPlan, 'sites'>,
  report: ProcedureReport,
): readonly PlannedAndDone[] {
  return plan.sites.flatMap((site) => {
    const done = report.sites.find(({ siteId }) => siteId === site.id);
    return done === undefined || !done.done ? [notDone(site, done?.reason ?? '')] : linesOf(site, done);
  });
}

const notDone = (site: PlanSite, reason: string): PlannedAndDone => ({
  siteId: site.id,
  field: 'site',
  planned: `${formatLevel(site.target)}, ${sideShort(site.side)}`,
  done: reason === '' ? 'not done' : `not done: ${reason}`,
  departs: true,
});

function linesOf(site: PlanSite, done: Extract<DoneSite, { done: true }>): readonly PlannedAndDone[] {
  const level = done.level === 'not-stated' ? 'not stated' : formatLevel(done.level);
  const planned = { target: formatLevel(site.target), ml: millilitres(site.plannedVolumeMl) };
  const maximum = site.maximumVolumeMl === 'not-stated' ? site.plannedVolumeMl : site.maximumVolumeMl;
  return [
    line(site, 'level', planned.target, level, done.level !== 'not-stated' && level !== planned.target),
    line(site, 'side', sideShort(site.side), sideShort(done.side), done.side !== site.side),
    line(site, 'approach', site.approach, done.approach, done.approach !== site.approach),
    line(
      site,
      'volume',
      planned.ml,
      millilitres(done.injectedVolumeMl),
      done.injectedVolumeMl !== 'not-stated' && maximum !== 'not-stated' && done.injectedVolumeMl > maximum,
    ),
  ];
}

const line = (
  { id }: PlanSite,
  field: PlannedAndDone['field'],
  planned: string,
  done: string,
  departs: boolean,
): PlannedAndDone => ({ siteId: id, field, planned, done, departs });

const millilitres = (volume: Answer<number>): string =>
  volume === 'not-stated' ? 'not stated' : `${String(volume)} mL`;

/**
 * A report must answer for every planned site, and give a reason where level, side or approach is another and where
 * contrast was seen in a vessel or the subarachnoid space (H20).
 */
export function checkCourseEvent(
  plan: Pick<TargetingPlan, 'sites'>,
  event: CourseEvent,
): Result<CourseEvent> {
  switch (event.kind) {
    case 'scheduled':
      return ok(event);
    case 'cancelled':
      return event.reason.trim() === ''
        ? err(issue('reason-missing', 'Say why the procedure is cancelled.', 'reason'))
        : ok(event);
    case 'performed':
      return checkReport(plan, event.report, event);
    default:
      return unreachable(event);
  }
}

function checkReport(
  plan: Pick<TargetingPlan, 'sites'>,
  report: ProcedureReport,
  event: CourseEvent,
): Result<CourseEvent> {
  const planned = new Set(plan.sites.map(({ id }) => id));
  const answered = new Set(report.sites.map(({ siteId }) => siteId));
  if (answered.size !== report.sites.length || [...answered].some((id) => !planned.has(id))) {
    return err(issue('unknown-site', 'The report names a site that the plan does not have.', 'sites'));
  }
  if (answered.size < planned.size) {
    return err(issue('site-unanswered', 'Say for every planned site what was done.', 'sites'));
  }
  const reasonless = report.sites.some((site) => !site.done && site.reason.trim() === '');
  const departs = plannedAndDone(plan, report).some((each) => each.departs && each.field !== 'site');
  if (reasonless || (departs && report.deviationReason.trim() === '')) {
    return err(issue('reason-missing', 'What was done departs from the plan: say why.', 'deviationReason'));
  }
  const unexplained = report.sites.some(
    (site) =>
      site.done &&
      site.epidurogram !== undefined &&
      isOpacified(site.epidurogram.seen) &&
      site.epidurogram.reason.trim() === '',
  );
  return unexplained
    ? err(
        issue(
          'reason-missing',
          'Contrast was seen outside the epidural space (H20): say what was done about it.',
          'epidurogram',
        ),
      )
    : ok(event);
}
