import { describe, expect, it } from 'vitest';
import { planSentence } from '../../../src/domain/plan/describe.ts';
import { NOTICE } from '../../../src/domain/plan/notice.ts';
import { planFromDraft } from '../../../src/domain/plan/planFromDraft.ts';
import { verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import { parseTargetingPlan } from '../../../src/schema/plan.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import {
  after,
  answerHazard,
  click,
  markLeak,
  pointBetween,
  SITE,
  TODAY,
  ctPlanSeries,
  CT,
  newCase,
  planContext,
  planFixture,
  planOf,
  rightL2L3Draft,
} from '../builders.ts';
import { SEED_DRAFTS, seedPlan, type SeedStyle } from '../seedCases.ts';

const STYLES: readonly [SeedStyle, sentence: string, hazards: string][] = [
  ['lumbarSideNotStated', 'L2-L3, side not stated, approach not stated, counted up from the sacrum', ''],
  ['cervical', 'C6-C7, side not stated, approach not stated, counted down from C2', 'H7 H18'],
  ['atlantoaxial', 'C1-C2, side not stated, approach not stated, counted down from C2', 'H7 H14 H18'],
  ['intrathecalPump', 'Right L1-L2, approach not stated, counted up from the sacrum', 'H4 H16 H17'],
  [
    'caudalCatheter',
    'L4-L5, side not stated, caudal by catheter through the sacral hiatus, counted up from the sacrum',
    'H5 H13 H21',
  ],
  ['prophylactic', 'L3-L4, approach not stated (prophylactic patch), counted up from the sacrum', 'H17'],
];

const counted = (confirm: boolean) => {
  const spine = after(newCase(), click('S1'), click('L1'), {
    type: 'numbering/set',
    patch: { countedFrom: 'segmentation', seriesUid: CT },
  });
  const marked = after(
    spine,
    ...(confirm ? [{ type: 'label/confirm', seriesUid: CT, levels: ['L2', 'L3', 'L4', 'L5'] } as const] : []),
    markLeak(pointBetween('L4', 'L5')),
  );
  return deriveCase(marked, [], TODAY).relative;
};

describe('planFromDraft', () => {
  it('makes the plan of a right L2-L3 leak from what was marked', () => {
    const plan = planFixture();
    expect(planSentence(plan)).toBe('Right L2-L3, interlaminar, counted up from the sacrum');
    expect(plan.notice).toBe(NOTICE);
    expect(plan.numbering.relative).toContain('above the sacrum');
    expect(plan.findings[0]).toMatchObject({ side: 'right', level: { upper: 'L2', lower: 'L3' } });
    expect(plan.sites[0]).toMatchObject({
      target: { kind: 'interspace', upper: 'L2', lower: 'L3' },
      defect: { kind: 'interspace', upper: 'L2', lower: 'L3' },
      collection: { kind: 'range', from: 'L2', to: 'L4' },
      access: { kind: 'interspace', upper: 'L2', lower: 'L3' },
      side: 'right',
      delivery: 'needle',
      catheter: 'not-applicable',
    });
    expect(plan.hazards).toEqual([]);
    expect(plan.signature).toBeNull();
  });

  it('gives an equal plan from an equal draft', () => {
    expect(planOf(rightL2L3Draft())).toEqual(planOf(rightL2L3Draft()));
  });

  it('refuses an empty case with everything that is missing, each leading to its field', () => {
    const plan = planFromDraft(newCase(), planContext);
    expect(plan.ok).toBe(false);
    if (plan.ok) return;
    expect(plan.error.map((blocker) => `${blocker.step} ${blocker.path}`)).toEqual([
      'spine numbering.countedFrom',
      'spine numbering.seriesUid',
      'plan plan.kind',
      'plan sites',
      'plan plan.conservativeTherapy',
      'plan plan.aftercare',
      ...['H1', 'H2', 'H3', 'H4', 'H8', 'H9'].map((id) => `plan hazards.${id}`),
    ]);
  });

  it('leaves out what no longer counts: overrides of hazards that are gone, reasons taken back', () => {
    const doc = after(
      rightL2L3Draft(),
      answerHazard('H4', 'Device removed since'),
      { type: 'site/set', id: SITE, patch: { side: 'left' } },
      {
        type: 'deviation/set',
        deviation: { siteId: SITE, field: 'side', derived: '', chosen: '', reason: 'Slip of the hand' },
      },
      { type: 'site/set', id: SITE, patch: { side: 'right' } },
    );
    expect(doc.plan.deviations).toHaveLength(1);
    expect(planOf(doc)).toMatchObject({ hazardAnswers: [], deviations: [] });
    const pump = after(SEED_DRAFTS.intrathecalPump(), answerHazard('H5', 'No scar after all'));
    expect(planOf(pump).hazardAnswers.map((answer) => answer.id)).toEqual(['H4']);
  });

  it('keeps the reason for a departure that stands, with what geometry says beside it', () => {
    const doc = after(
      rightL2L3Draft(),
      { type: 'site/set', id: SITE, patch: { collection: 'not-stated' } },
      {
        type: 'deviation/set',
        deviation: {
          siteId: SITE,
          field: 'collection',
          derived: '?',
          chosen: '?',
          reason: 'Residual contrast',
        },
      },
    );
    expect(planOf(doc).deviations).toEqual([
      {
        siteId: SITE,
        field: 'collection',
        derived: 'L2..L4',
        chosen: 'not-stated',
        reason: 'Residual contrast',
      },
    ]);
    expect(verifyPlan(planOf(doc))).toEqual([]);
  });

  it('counts to landmarks only over labels that a person clicked or confirmed', () => {
    expect(counted(false)).toBeNull();
    expect(counted(true)).toBe('second interspace above the sacrum');
  });

  it.each([
    ['a series that is not there', [], 'series-missing'],
    ['another frame of reference', [{ ...ctPlanSeries, frameOfReferenceUid: '2.25.5' }], 'frame-mismatch'],
  ])('refuses marks that point at %s', (_what, series, code) => {
    const plan = planFromDraft(rightL2L3Draft(), { ...planContext, series });
    expect(plan.ok ? [] : plan.error.map((blocker) => blocker.code)).toContain(code);
  });

  it.each(STYLES)('expresses the published style %s', (style, sentence, hazards) => {
    const plan = seedPlan(style);
    expect(planSentence(plan)).toBe(sentence);
    expect(plan.hazards.map((hazard) => hazard.id).join(' ')).toBe(hazards);
    expect(verifyPlan(plan)).toEqual([]);
  });

  it.each(['fixture', ...Object.keys(SEED_DRAFTS)])('writes what its own schema reads: %s', (name) => {
    const style = STYLES.find(([key]) => key === name)?.[0];
    const plan = style === undefined ? planFixture() : seedPlan(style);
    const read = parseTargetingPlan(JSON.parse(JSON.stringify(plan)));
    expect(read).toEqual({ ok: true, value: plan });
    expect(plan.series[0]?.seriesInstanceUid).toBe(CT);
  });
});
