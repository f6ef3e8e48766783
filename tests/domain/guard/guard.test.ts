import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PointPx, ProjectionLabeling } from '../../../src/domain/case/document.ts';
import { judgeTip } from '../../../src/domain/guard/judge.ts';
import { stops, type GuardVerdict, type TipMark } from '../../../src/domain/guard/model.ts';
import { countedFromWords, verdictWords } from '../../../src/domain/guard/words.ts';
import type { PlanSite, TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import { planFixture, SITE, XA, XA_IMAGE } from '../builders.ts';

const LEVELS = ['T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1'] as const;
const ROW = 60;
/** Labels down the middle column of a 512² image, 60 px a level: 1.8 px a mm. */
const labeling = (patch: Partial<ProjectionLabeling> = {}): ProjectionLabeling => ({
  seriesUid: XA,
  sopInstanceUid: XA_IMAGE,
  frame: 1,
  labels: LEVELS.map((level, i) => ({ level, pointPx: [256, 60 + i * ROW] })),
  confirmedRightEdge: 'left',
  ...patch,
});
/** Between L2 and L3, 40 px (23 mm) to the image's left: the patient's right where the right edge shows the left. */
const AT_PLAN: PointPx = [216, 60 + 2.4 * ROW];
const mark = (patch: Partial<TipMark> = {}, pointPx: PointPx = AT_PLAN): TipMark => ({
  siteId: SITE,
  instrument: 'needle',
  tip: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 1, pointPx },
  countedFrom: 'sacrum',
  labelings: [labeling()],
  ...patch,
});
const plan = planFixture();
const withSite = (patch: Partial<PlanSite>): TargetingPlan => ({
  ...plan,
  sites: plan.sites.map((site) => ({ ...site, ...patch })),
});
function verdict(tip: TipMark, on: TargetingPlan = plan): GuardVerdict {
  const judged = judgeTip(on, tip);
  if (!judged.ok) throw new Error(judged.error.message);
  return judged.value.verdict;
}

describe('the wrong-level guard', () => {
  it('lets a tip at the planned interspace and side pass', () => {
    expect(verdict(mark())).toEqual({ kind: 'match', side: 'same' });
    expect(stops(verdict(mark()))).toBe(false);
  });

  it('stops a tip one level off, and says which way', () => {
    const below = verdict(mark({}, [216, AT_PLAN[1] + ROW]));
    expect(below).toEqual({ kind: 'adjacent-level-mismatch', steps: 1, side: 'same' });
    expect(stops(below)).toBe(true);
    expect(verdict(mark({}, [216, AT_PLAN[1] - ROW]))).toMatchObject({ steps: -1 });
    expect(verdict(mark({}, [216, AT_PLAN[1] + 2 * ROW]))).toMatchObject({
      kind: 'level-mismatch',
      steps: 2,
    });
  });

  it('stops when the same picture was counted one off', () => {
    const shifted = labeling({
      labels: LEVELS.slice(1).map((level, i) => ({ level, pointPx: [256, 60 + i * ROW] as const })),
    });
    expect(verdict(mark({ labelings: [shifted] }))).toMatchObject({
      kind: 'adjacent-level-mismatch',
      steps: 1,
    });
  });

  it('stops on the other side, certain or not', () => {
    expect(verdict(mark({}, [296, AT_PLAN[1]]))).toEqual({
      kind: 'side-mismatch',
      planned: 'right',
      found: 'left',
      certain: true,
    });
    expect(verdict(mark({}, [264, AT_PLAN[1]]))).toMatchObject({ kind: 'side-mismatch', certain: false });
  });

  it('names a wrong level first, and the wrong side with it', () => {
    expect(verdict(mark({}, [296, AT_PLAN[1] + ROW]))).toMatchObject({
      kind: 'adjacent-level-mismatch',
      side: 'opposite',
    });
  });

  it('leaves the side of a mirrored image unconfirmed: its Patient Orientation says what it said before', () => {
    // Mirrored left to right, header unchanged: nothing but a person can say which side the right edge shows.
    const mirrored = labeling({
      labels: labeling().labels.map(({ level, pointPx }) => ({
        level,
        pointPx: [511 - pointPx[0], pointPx[1]] as const,
      })),
      confirmedRightEdge: null,
    });
    const judged = verdict(mark({ labelings: [mirrored] }, [511 - AT_PLAN[0], AT_PLAN[1]]));
    expect(judged).toEqual({ kind: 'side-unconfirmed', planned: 'right', why: 'orientation' });
    expect(stops(judged)).toBe(true);
    const confirmed = { ...mirrored, confirmedRightEdge: 'right' } as const;
    expect(verdict(mark({ labelings: [confirmed] }, [511 - AT_PLAN[0], AT_PLAN[1]]))).toMatchObject({
      kind: 'match',
    });
  });

  it('does not call a tip near the midline right or left', () => {
    expect(verdict(mark({}, [254, AT_PLAN[1]]))).toMatchObject({ kind: 'side-unconfirmed', why: 'midline' });
    expect(verdict(mark({}, [247, AT_PLAN[1]]))).toMatchObject({
      kind: 'side-unconfirmed',
      why: 'within-uncertainty',
    });
  });

  it('compares no side where the plan names none', () => {
    for (const side of ['midline', 'bilateral', 'not-stated', 'not-applicable'] as const)
      expect(verdict(mark(), withSite({ side }))).toEqual({ kind: 'match', side: 'not-compared' });
  });

  it('asks for a count from a landmark that is seen, and keeps the frame it is seen on', () => {
    expect(verdict(mark({ countedFrom: null }))).toEqual({ kind: 'level-unknown', why: 'not-counted' });
    const withoutSacrum = labeling({ labels: labeling().labels.filter(({ level }) => level !== 'S1') });
    expect(verdict(mark({ labelings: [withoutSacrum] }))).toEqual({
      kind: 'level-unknown',
      why: 'landmark-not-seen',
    });
    const lower = labeling({ frame: 9 });
    const judged = judgeTip(plan, mark({ labelings: [withoutSacrum, lower] }));
    expect(judged.ok && judged.value.verdict.kind).toBe('match');
    expect(judged.ok && judged.value.found.countedOn).toEqual({ sopInstanceUid: XA_IMAGE, frame: 9 });
    // A frame that shows the sacrum but no vertebra of the tip's frame counts nothing.
    const apart = labeling({ frame: 9, labels: labeling().labels.filter(({ level }) => level === 'S1') });
    expect(verdict(mark({ labelings: [withoutSacrum, apart] }))).toMatchObject({ why: 'landmark-not-seen' });
  });

  it('says what it cannot know: outside the labels, not labelled, a plan without a level', () => {
    expect(verdict(mark({}, [216, 30]))).toEqual({ kind: 'level-unknown', why: 'outside-labels' });
    const onlyOne = labeling({ labels: labeling().labels.filter(({ level }) => level === 'S1') });
    expect(verdict(mark({ labelings: [onlyOne] }))).toEqual({ kind: 'level-unknown', why: 'not-labelled' });
    expect(verdict(mark(), withSite({ access: 'sacral-hiatus' }))).toEqual({
      kind: 'level-unknown',
      why: 'plan-silent',
    });
  });

  it('compares a needle with the access, a catheter with its tip, and either with the target where that is open', () => {
    const caudal = withSite({
      access: 'sacral-hiatus',
      catheterTip: { kind: 'interspace', upper: 'L3', lower: 'L4' },
    });
    expect(verdict(mark({ instrument: 'catheter' }), caudal)).toMatchObject({ steps: -1 });
    expect(verdict(mark(), withSite({ access: 'not-stated' }))).toMatchObject({ kind: 'match' });
    expect(
      verdict(mark({ instrument: 'catheter' }), withSite({ catheterTip: 'not-applicable' })),
    ).toMatchObject({
      kind: 'match',
    });
  });

  it('holds a range, and measures from its nearer end', () => {
    const range = withSite({ access: { kind: 'range', from: 'L1', to: 'L3' } });
    expect(verdict(mark(), range)).toMatchObject({ kind: 'match' });
    expect(verdict(mark({}, [216, 60 + 4.2 * ROW]), range)).toMatchObject({ steps: 1 });
  });

  it('refuses a site or a label that the plan does not know', () => {
    expect(judgeTip(plan, mark({ siteId: 'other' })).ok).toBe(false);
    const l6 = labeling({ labels: [...labeling().labels, { level: 'L6', pointPx: [256, 500] }] });
    expect(judgeTip(plan, mark({ labelings: [l6] })).ok).toBe(false);
  });

  it('never matches at another interspace than the planned one, wherever the tip is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 511, noNaN: true }),
        fc.double({ min: 0, max: 511, noNaN: true }),
        (column, row) => {
          const judged = judgeTip(plan, mark({}, [column, row]));
          if (!judged.ok) throw new Error(judged.error.message);
          const { found, verdict: said } = judged.value;
          const there = found.location.interspace;
          if (said.kind !== 'match') return;
          expect(there).toEqual({ upper: 'L2', lower: 'L3' });
          expect(found.location.side).toBe('right');
        },
      ),
    );
  });

  it('puts both counts in words', () => {
    const judged = judgeTip(plan, mark({}, [216, AT_PLAN[1] + ROW]));
    if (!judged.ok) throw new Error(judged.error.message);
    expect(verdictWords(judged.value)).toEqual({
      title: 'Wrong level: planned L2-L3, tip at L3-L4',
      text: 'The tip is one level lower than planned. Stop, count again from a landmark, then move the needle or correct the count.',
    });
    expect(judged.value.planned.relative).toContain('fourth interspace above the sacrum');
    expect(judged.value.found.relative).toContain('third interspace above the sacrum');
    expect(countedFromWords(judged.value.found.countedFrom)).toBe('counted up from the sacrum');
  });
});

it('knows where the last rib is in an unusual spine', () => {
  const eleven = { ...plan, numbering: { ...plan.numbering, absent: ['T12'] as readonly Vertebra[] } };
  const labels = ['T11', 'L1', 'L2', 'L3'].map((level, i) => ({
    level: level as Vertebra,
    pointPx: [256, 60 + i * ROW] as const,
  }));
  const judged = judgeTip(
    eleven,
    mark({ countedFrom: 'last-rib', labelings: [labeling({ labels })] }, [216, 60 + 2.4 * ROW]),
  );
  expect(judged.ok && judged.value.found.countedOn).not.toBeNull();
  expect(judged.ok && judged.value.verdict.kind).toBe('match');
});
