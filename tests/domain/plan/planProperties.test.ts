import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import { planSentence } from '../../../src/domain/plan/describe.ts';
import { planFromDraft } from '../../../src/domain/plan/planFromDraft.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import { verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import { parseTargetingPlan } from '../../../src/schema/plan.ts';
import {
  after,
  answerSite,
  interspaceOf,
  labelledSpine,
  LEAK,
  markLeak,
  noHazards,
  planContext,
  pointBetween,
  SITE,
  siteAnswers,
} from '../builders.ts';

const PAIRS = [
  ['L1', 'L2'],
  ['L2', 'L3'],
  ['L3', 'L4'],
  ['L4', 'L5'],
  ['L5', 'S1'],
] as const;
const where = fc.record({
  pair: fc.constantFrom(...PAIRS),
  fraction: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  leftMm: fc.double({ min: -25, max: 25, noNaN: true }),
  backMm: fc.double({ min: -10, max: 40, noNaN: true }),
});

/** What a mark near the middle is asked, in a body that lies as it is registered. */
const SIDE_QUESTIONS: readonly string[] = ['side-uncertain', 'side-midline-uncertain'];

/** A draft whose every question is answered but those the mark answers. */
function draftAt({
  pair: [upper, lower],
  ...offsets
}: typeof where extends fc.Arbitrary<infer T> ? T : never) {
  return after(
    labelledSpine('S1', 'L5', 'L4', 'L3', 'L2', 'L1'),
    markLeak(pointBetween(upper, lower, offsets)),
    {
      type: 'finding/update',
      id: LEAK,
      patch: { leakType: { system: 'farb', type: '1' }, compartment: 'ventral', confidence: 'probable' },
    },
    { type: 'plan/prefill', newSiteId: SITE },
    answerSite({ ...siteAnswers, access: interspaceOf(upper, lower), collection: 'none' }),
    { type: 'plan/set', patch: { conservativeTherapy: 'Bed rest', aftercare: 'not-stated' } },
    ...noHazards(),
  );
}

const mirror = (sentence: string) =>
  sentence.replace(/^(Left|Right)/, (side) => (side === 'Left' ? 'Right' : 'Left'));

describe('a plan of any mark', () => {
  it('is blocked for its uncertain side alone, or names the mark’s own interspace and side and stands up to a check', () => {
    fc.assert(
      fc.property(where, (at) => {
        const plan = planFromDraft(draftAt(at), planContext);
        const blocked = plan.ok ? [] : plan.error.map((blocker) => blocker.code);
        const open = blocked.filter((code) => code.startsWith('side-'));
        expect(open.every((code) => SIDE_QUESTIONS.includes(code))).toBe(true);
        expect(blocked.filter((code) => !open.includes(code) && code !== 'unanswered')).toEqual([]);
        expect(blocked.includes('unanswered')).toBe(open.length > 0);
        if (!plan.ok) return;
        const side = Math.abs(at.leftMm) <= 3 ? 'midline' : at.leftMm > 0 ? 'left' : 'right';
        expect(plan.value.sites[0]).toMatchObject({ side, target: { upper: at.pair[0], lower: at.pair[1] } });
        expect(verifyPlan(plan.value)).toEqual([]);
        expect(parseTargetingPlan(JSON.parse(JSON.stringify(plan.value)))).toEqual(plan);
      }),
      { numRuns: 150 },
    );
  });

  it('mirrored left to right, is the same plan on the other side', () => {
    const swapped = { left: 'right', right: 'left' } as const;
    fc.assert(
      fc.property(where, (at) => {
        const plans = [at, { ...at, leftMm: -at.leftMm }].map((place) =>
          planFromDraft(draftAt(place), planContext),
        );
        const [one, other] = plans.map((plan): TargetingPlan | null => (plan.ok ? plan.value : null));
        expect(other === null).toBe(one === null);
        if (one == null || other == null) return;
        expect(planSentence(other)).toBe(mirror(planSentence(one)));
        const side = one.findings[0]?.side;
        expect(other.findings[0]?.side).toBe(side === 'left' || side === 'right' ? swapped[side] : side);
      }),
      { numRuns: 100 },
    );
  });

  it('whose side was turned round anywhere never passes the check', () => {
    fc.assert(
      fc.property(where, fc.constantFrom('finding', 'derived', 'site'), (at, what) => {
        const plan = planFromDraft(draftAt(at), planContext);
        if (!plan.ok || plan.value.sites[0]?.side === 'midline') return;
        const side = plan.value.sites[0]?.side === 'left' ? 'right' : 'left';
        const turned: TargetingPlan = {
          ...plan.value,
          findings: plan.value.findings.map((finding) =>
            what === 'site'
              ? finding
              : what === 'finding'
                ? { ...finding, side }
                : { ...finding, derived: { ...finding.derived, side } },
          ),
          sites: plan.value.sites.map((site) => (what === 'site' ? { ...site, side } : site)),
        };
        expect(verifyPlan(turned)).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('an uncertain side is settled by a person’s word alone', () => {
    const uncertain = draftAt({ pair: ['L2', 'L3'], fraction: 0.4, leftMm: 5, backMm: 30 });
    const settled = after(
      uncertain,
      { type: 'finding/update', id: LEAK, patch: { sideDecision: { side: 'left', reason: '' } } },
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(planFromDraft(uncertain, planContext).ok).toBe(false);
    const plan = planFromDraft(settled, planContext);
    expect(plan.ok && verifyPlan(plan.value)).toEqual([]);
    expect(applyCommand(settled, { type: 'plan/prefill', newSiteId: 'x' })).toEqual({
      ok: true,
      value: settled,
    });
  });
});
