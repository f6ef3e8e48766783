import { describe, expect, it } from 'vitest';
import {
  leakName,
  planDifferences,
  planGlanceTexts,
  siteSentence,
} from '../../../src/domain/plan/describe.ts';
import { nextState, openOverrides, reviewEvent } from '../../../src/domain/plan/states.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import { PLAN_STATES } from '../../../src/domain/vocabulary/terms.ts';
import { planFixture } from '../builders.ts';
import { seedPlan } from '../seedCases.ts';

const site = (patch: Partial<TargetingPlan['sites'][number]>): TargetingPlan => {
  const plan = planFixture();
  return { ...plan, sites: plan.sites.map((entry) => ({ ...entry, ...patch })) };
};

describe('sentences', () => {
  it.each([
    [{ side: 'left' }, 'left L2-L3, interlaminar'],
    [{ side: 'bilateral' }, 'both sides L2-L3, interlaminar'],
    [{ side: 'midline' }, 'midline L2-L3, interlaminar'],
    [{ side: 'not-applicable' }, 'L2-L3, interlaminar'],
    [{ side: 'not-stated' }, 'L2-L3, side not stated, interlaminar'],
    [
      { access: { kind: 'interspace', upper: 'C7', lower: 'T1' }, delivery: 'catheter' },
      'right L2-L3, interlaminar by catheter through C7-T1',
    ],
    [{ approach: 'not-stated', access: 'not-stated' }, 'right L2-L3, approach not stated'],
  ] as const)('%o', (patch, sentence) => {
    const [only] = site(patch).sites;
    expect(only && siteSentence(only)).toBe(sentence);
  });

  it('names a leak with what is known of it', () => {
    expect(leakName(1, { level: { kind: 'interspace', upper: 'L2', lower: 'L3' }, side: 'right' })).toBe(
      'Leak 1, L2-L3 right',
    );
    expect(leakName(2, undefined)).toBe('Leak 2, level not known side not yet known');
  });

  it('fits a plan into a row of the worklist', () => {
    expect(planGlanceTexts(planFixture())).toEqual({
      level: 'L2-L3',
      side: 'right',
      approach: 'interlaminar',
    });
  });
});

describe('differences between two versions', () => {
  it('are none between equal plans', () => {
    expect(planDifferences(planFixture(), planFixture({ version: 2 }))).toEqual([]);
  });

  it.each([
    [site({ side: 'left' }), ['side: right → left']],
    [site({ target: { kind: 'interspace', upper: 'L3', lower: 'L4' } }), ['target: L2-L3 → L3-L4']],
    [site({ plannedVolumeMl: 10 }), ['planned blood: 15 mL → 10 mL']],
    [site({ access: 'not-stated' }), ['access: L2-L3 → not stated']],
    [site({ stopCriterion: 'not-stated' }), ['stop criterion: Local pressure or pain → not stated']],
    [planFixture({ rationale: 'x' }), ['rationale: none → x']],
    [planFixture({ sites: [] }), ['site removed: L2-L3 right']],
    [planFixture({ findings: [] }), ['mark removed: Leak 1']],
    [planFixture({ regions: [] }), ['region removed: Extravasation 1: L2..L4, 3.2 mL']],
  ])('say what changed: %#', (to, words) => {
    expect(planDifferences(planFixture(), to)).toEqual(words);
  });

  it('name new warnings', () => {
    expect(planDifferences(seedPlan('lumbarSideNotStated'), seedPlan('intrathecalPump'))).toContain(
      'new warning: H4 Intrathecal catheter or pump near the path',
    );
  });
});

describe('states', () => {
  const plain = { hazards: [] };
  const sign = { type: 'sign', role: 'radiologist' } as const;
  const accept = { type: 'accept', role: 'pain-physician', hazardAnswers: [] } as const;
  const giveBack = { type: 'return', role: 'pain-physician', comment: 'Which side?' } as const;
  const supersede = { type: 'supersede' } as const;

  it.each(PLAN_STATES)('from %s only what the machine allows', (state) => {
    const reached = [sign, accept, giveBack, supersede].map((event) => {
      const next = nextState(state, event, plain);
      return next.ok ? next.value : '-';
    });
    expect(reached).toEqual(
      {
        draft: ['signed', '-', '-', '-'],
        signed: ['-', 'accepted', 'returned', 'superseded'],
        accepted: ['-', '-', '-', 'superseded'],
        returned: ['-', '-', '-', 'superseded'],
        superseded: ['-', '-', '-', '-'],
      }[state],
    );
  });

  it('each role does its own part', () => {
    expect(nextState('draft', { ...sign, role: 'pain-physician' }, plain)).toMatchObject({
      error: { code: 'role' },
    });
    expect(nextState('signed', { ...accept, role: 'radiologist' }, plain)).toMatchObject({
      error: { code: 'role' },
    });
    expect(nextState('signed', { ...giveBack, role: 'radiologist' }, plain)).toMatchObject({
      error: { code: 'role' },
    });
  });

  it('returning needs a comment', () => {
    expect(nextState('signed', { ...giveBack, comment: ' ' }, plain)).toMatchObject({
      error: { code: 'comment-missing' },
    });
  });

  it('accepting a blocking hazard needs the reviewer’s own reason', () => {
    const plan = seedPlan('intrathecalPump');
    expect(nextState('signed', accept, plan)).toMatchObject({ error: { code: 'hazard-unanswered' } });
    // The radiologist's override is in the plan; it does not stand in for the reviewer's.
    expect(plan.hazardAnswers).toHaveLength(1);
    expect(openOverrides(plan, [])).toHaveLength(1);
    const siteId = plan.sites[0]?.id ?? null;
    const review = {
      decision: 'accepted',
      comment: '',
      hazardAnswers: [{ id: 'H4', siteId, reason: 'Lateral film first' }],
      reviewer: { name: 'B', role: 'pain-physician', at: '2024-06-12T11:00:00Z', authenticated: false },
    } as const;
    expect(nextState('signed', reviewEvent(review), plan)).toEqual({ ok: true, value: 'accepted' });
  });
});
