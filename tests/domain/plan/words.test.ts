import { describe, expect, it } from 'vitest';
import {
  leakName,
  planDifferences,
  planGlanceTexts,
  siteSentence,
} from '../../../src/domain/plan/describe.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import { planFixture } from '../builders.ts';
import { seedPlan } from '../seedCases.ts';

const site = (patch: Partial<TargetingPlan['sites'][number]>): TargetingPlan => {
  const plan = planFixture();
  return { ...plan, sites: plan.sites.map((entry) => ({ ...entry, ...patch })) };
};

const pictured = (sha256: string, marked: string, caption = 'Leak 1'): TargetingPlan => ({
  ...planFixture(),
  keyImages: [
    {
      id: sha256,
      sha256,
      caption,
      seriesUid: '1.2',
      sopInstanceUid: null,
      frame: null,
      findingIds: [],
      widthPx: 1024,
      heightPx: 1100,
      marked: { id: marked, sha256: marked, widthPx: 1024, heightPx: 1024, identity: '', facts: '' },
    },
  ],
});

describe('key images of two versions', () => {
  it('are the same where only the version printed below them differs', () => {
    expect(planDifferences(pictured('v1', 'a'), pictured('v2', 'a'))).toEqual([]);
    expect(planDifferences(pictured('v1', 'a'), pictured('v2', 'b'))).toHaveLength(1);
    expect(planDifferences(pictured('v1', 'a'), pictured('v2', 'a', 'Leak 2'))).toHaveLength(1);
  });
});

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
