import { describe, expect, it } from 'vitest';
import {
  checkCourseEvent,
  plannedAndDone,
  type DoneSite,
  type ProcedureReport,
} from '../../../src/domain/plan/course.ts';
import { planFixture } from '../builders.ts';

const plan = planFixture();
const siteId = plan.sites[0]?.id ?? '';
const asPlanned: Extract<DoneSite, { done: true }> = {
  siteId,
  done: true,
  level: { kind: 'interspace', upper: 'L2', lower: 'L3' },
  side: 'right',
  approach: 'interlaminar',
  injectedVolumeMl: 15,
};
const report = (site: DoneSite, more: Partial<ProcedureReport> = {}): ProcedureReport => ({
  performedOn: '2024-06-20',
  sites: [site],
  stopReason: 'Local pressure',
  complications: 'none',
  response: 'not-stated',
  deviationReason: '',
  ...more,
});
const check = (given: ProcedureReport) => {
  const checked = checkCourseEvent(plan, { kind: 'performed', report: given });
  return checked.ok ? 'ok' : checked.error.code;
};
const departures = (given: ProcedureReport) =>
  plannedAndDone(plan, given)
    .filter(({ departs }) => departs)
    .map(({ field, planned, done }) => `${field}: ${planned} → ${done}`);

describe('planned against done', () => {
  it('as planned needs no reason', () => {
    expect(departures(report(asPlanned))).toEqual([]);
    expect(check(report(asPlanned))).toBe('ok');
  });

  it.each<[Partial<typeof asPlanned>, string]>([
    [{ level: { kind: 'interspace', upper: 'L3', lower: 'L4' } }, 'level: L2-L3 → L3-L4'],
    [{ side: 'left' }, 'side: right → left'],
    [{ side: 'not-stated' }, 'side: right → side not stated'],
    [{ approach: 'caudal' }, 'approach: interlaminar → caudal'],
    [{ injectedVolumeMl: 21 }, 'volume: 15 mL → 21 mL'],
  ])('%j is named and needs a reason', (patch, words) => {
    const given = report({ ...asPlanned, ...patch });
    expect(departures(given)).toEqual([words]);
    expect(check(given)).toBe('reason-missing');
    expect(check({ ...given, deviationReason: 'Scar at the planned level' })).toBe('ok');
  });

  it('less blood than planned is what a stop criterion is for; what is not stated does not depart', () => {
    expect(departures(report({ ...asPlanned, injectedVolumeMl: 9 }))).toEqual([]);
    expect(departures(report({ ...asPlanned, injectedVolumeMl: 'not-stated', level: 'not-stated' }))).toEqual(
      [],
    );
  });

  it.each(['vascular', 'subarachnoid', 'vascular-and-subarachnoid'] as const)(
    'H20: %s opacification needs the reason why blood was given',
    (seen) => {
      expect(check(report({ ...asPlanned, epidurogram: { seen, reason: ' ' } }))).toBe('reason-missing');
      const reason = 'Needle drawn back, then epidural only';
      expect(check(report({ ...asPlanned, epidurogram: { seen, reason } }))).toBe('ok');
    },
  );

  it.each(['epidural-only', 'not-done', 'not-stated'] as const)('H20: %s needs none', (seen) => {
    expect(check(report({ ...asPlanned, epidurogram: { seen, reason: '' } }))).toBe('ok');
  });

  it('a site that was not done says why', () => {
    expect(check(report({ siteId, done: false, reason: ' ' }))).toBe('reason-missing');
    expect(check(report({ siteId, done: false, reason: 'No loss of resistance' }))).toBe('ok');
  });

  it('every planned site is answered for, and no other', () => {
    expect(check({ ...report(asPlanned), sites: [] })).toBe('site-unanswered');
    expect(check({ ...report(asPlanned), sites: [asPlanned, asPlanned] })).toBe('unknown-site');
    expect(check(report({ ...asPlanned, siteId: 'other' }))).toBe('unknown-site');
  });

  it('a cancelled procedure says why', () => {
    expect(checkCourseEvent(plan, { kind: 'cancelled', reason: '' })).toMatchObject({
      error: { code: 'reason-missing' },
    });
  });
});
