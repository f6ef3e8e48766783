import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import { emptySite } from '../../../src/domain/case/emptyDocument.ts';
import {
  after,
  answerSite,
  growRegion,
  labelledSpine,
  LEAK,
  markLeak,
  pointBetween,
  rightL2L3Draft,
  SITE,
} from '../builders.ts';

const L2L3 = { kind: 'interspace', upper: 'L2', lower: 'L3' } as const;
const marked = () =>
  after(labelledSpine('S1', 'L5', 'L4', 'L3', 'L2', 'L1'), markLeak(pointBetween('L2', 'L3', { leftMm: 9 })));

describe('plan/prefill', () => {
  it('fills what the marks prove and leaves every judgement open, the way in included', () => {
    const doc = after(
      marked(),
      growRegion(pointBetween('L1', 'L2', { fraction: 0.9 }), pointBetween('L4', 'L5', { fraction: 0.1 })),
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(doc.plan.kind).toBe('targeted');
    expect(doc.plan.sites).toEqual([
      {
        ...emptySite(SITE, LEAK),
        target: L2L3,
        defect: L2L3,
        collection: { kind: 'range', from: 'L2', to: 'L4' },
        side: 'left',
      },
    ]);
  });

  it('leaves the collection a question where no region was drawn', () => {
    const doc = after(marked(), { type: 'plan/prefill', newSiteId: SITE });
    expect(doc.plan.sites[0]?.collection).toBeNull();
  });

  it('never overwrites an answer, and a second time changes nothing at all', () => {
    const doc = rightL2L3Draft();
    const changed = after(doc, answerSite({ side: 'left', target: { kind: 'vertebra', level: 'L4' } }));
    const again = applyCommand(changed, { type: 'plan/prefill', newSiteId: 'other' });
    expect(again.ok && again.value).toBe(changed);
  });

  it('takes an uncertain side only once a person has confirmed it', () => {
    const uncertain = after(
      labelledSpine('L4', 'L3', 'L2'),
      markLeak(pointBetween('L2', 'L3', { leftMm: 4, backMm: 25 })),
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(uncertain.plan.sites[0]?.side).toBeNull();
    const confirmed = after(
      uncertain,
      { type: 'finding/update', id: LEAK, patch: { sideDecision: { side: 'left', reason: '' } } },
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(confirmed.plan.sites[0]?.side).toBe('left');
  });

  it('makes a site for one leak, and leaves the choice among several to a person', () => {
    const two = after(marked(), markLeak(pointBetween('L3', 'L4'), { id: 'leak-2' }), {
      type: 'plan/prefill',
      newSiteId: SITE,
    });
    expect(two.plan).toMatchObject({ kind: null, sites: [] });
    const chosen = after(two, { type: 'site/add', id: SITE, findingId: 'leak-2' });
    expect(chosen.plan.sites[0]?.target).toEqual({ kind: 'interspace', upper: 'L3', lower: 'L4' });
  });

  it('makes no site for a blind patch', () => {
    const doc = after(
      marked(),
      { type: 'plan/set', patch: { kind: 'blind' } },
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(doc.plan.sites).toEqual([]);
  });

  it('gives each leak the region beside it', () => {
    const doc = after(
      marked(),
      markLeak(pointBetween('L5', 'S1'), { id: 'leak-2' }),
      growRegion(pointBetween('L2', 'L3', { fraction: 0.1 }), pointBetween('L2', 'L3', { fraction: 0.9 })),
      { type: 'site/add', id: SITE, findingId: LEAK },
      { type: 'site/add', id: 'site-2', findingId: 'leak-2' },
    );
    expect(doc.plan.sites.map((site) => site.collection)).toEqual([
      { kind: 'range', from: 'L2', to: 'L3' },
      null,
    ]);
  });
});

const set = (patch: Parameters<typeof answerSite>[0]) =>
  after(rightL2L3Draft(), answerSite(patch)).plan.sites[0];

describe('what follows from an answer', () => {
  it('a catheter opens its questions, a needle closes them', () => {
    expect(set({ delivery: 'catheter' })).toMatchObject({ catheter: null, catheterTip: null });
    const doc = after(
      rightL2L3Draft(),
      answerSite({ delivery: 'catheter' }),
      answerSite({ delivery: 'needle' }),
    );
    expect(doc.plan.sites[0]).toMatchObject({ catheter: 'not-applicable', catheterTip: 'not-applicable' });
  });

  it('the caudal approach enters at the sacral hiatus; leaving it opens the access again', () => {
    expect(set({ approach: 'caudal' })?.access).toBe('sacral-hiatus');
    const doc = after(
      rightL2L3Draft(),
      answerSite({ approach: 'caudal' }),
      answerSite({ approach: 'direct' }),
    );
    expect(doc.plan.sites[0]?.access).toBeNull();
    expect(set({ approach: 'interlaminar-paramedian' })?.access).toEqual(L2L3);
  });

  it('an access given as the target is asked again when the target moves; one set apart stays', () => {
    const L3L4 = { kind: 'interspace', upper: 'L3', lower: 'L4' } as const;
    expect(set({ target: L3L4 })?.access).toBeNull();
    const apart = after(rightL2L3Draft(), answerSite({ access: L3L4 }), answerSite({ target: L2L3 }));
    expect(apart.plan.sites[0]?.access).toEqual(L3L4);
  });

  it('does not overrule what the same answer says', () => {
    expect(set({ delivery: 'catheter', catheter: 'not-stated', catheterTip: L2L3 })).toMatchObject({
      catheter: 'not-stated',
      catheterTip: L2L3,
    });
  });
});
