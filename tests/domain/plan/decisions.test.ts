import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import {
  after,
  answerSite,
  bodyCentre,
  CT,
  ctSeries,
  interspaceOf,
  LEAK,
  planOf,
  rightL2L3Draft,
  TODAY,
} from '../builders.ts';

const blockers = (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY).blockers;
const codes = (doc: CaseDocument) => blockers(doc).map((blocker) => `${blocker.code} ${blocker.path ?? ''}`);
const OUTDATED_SIDE = `decision-outdated findings.${LEAK}.sideDecision`;

const sideStated = (side: 'right' | 'left' = 'right') =>
  after(rightL2L3Draft(), {
    type: 'finding/update',
    id: LEAK,
    patch: { sideDecision: { side, reason: 'Seen on the axial view' } },
  });

/** The labels beside the leak dragged over it: geometry then says left. */
const relabelled = (doc: CaseDocument): CaseDocument =>
  after(
    doc,
    ...(['L2', 'L3'] as const).map((level) => {
      const [x, y, z] = bodyCentre(level);
      return {
        type: 'label/move' as const,
        seriesUid: CT,
        level,
        pointLpsMm: [x - 20, y, z] as const,
        clickedOn: 'axial' as const,
      };
    }),
  );

describe('a decision on the side', () => {
  it('remembers what geometry said and stands while it says so', () => {
    const doc = sideStated();
    expect(doc.findings[0]?.sideDecision).toMatchObject({ side: 'right', against: 'right' });
    expect(codes(doc)).toEqual([]);
    expect(planOf(doc).findings[0]?.sideDecision?.against).toBe('right');
  });

  it('is outdated by labels that turn the side around, in words that lead to the field', () => {
    const doc = relabelled(sideStated());
    expect(codes(doc)).toContain(OUTDATED_SIDE);
    const outdated = blockers(doc).find((blocker) => blocker.code === 'decision-outdated');
    expect(outdated).toMatchObject({ step: 'leak' });
    expect(outdated?.message).toContain('decided when geometry said right, it now says left');
  });

  it('is not renewed by its words, but by saying that it holds', () => {
    const doc = relabelled(sideStated());
    const decision = doc.findings[0]?.sideDecision;
    if (decision == null) throw new Error('the decision is gone');
    const update = (patch: Partial<typeof decision>) =>
      after(doc, {
        type: 'finding/update',
        id: LEAK,
        patch: { sideDecision: { ...decision, ...patch } },
      });
    expect(codes(update({ reason: 'Seen on MR as well' }))).toContain(OUTDATED_SIDE);
    expect(codes(update({ against: undefined }))).not.toContain(OUTDATED_SIDE);
    expect(codes(update({ side: 'left' }))).not.toContain(OUTDATED_SIDE);
  });

  it('of an older draft, without what it was decided against, is asked for again', () => {
    const doc = sideStated();
    const old = {
      ...doc,
      findings: doc.findings.map((finding) => ({
        ...finding,
        sideDecision: { side: 'right' as const, reason: 'x' },
      })),
    };
    expect(codes(old)).toEqual([OUTDATED_SIDE]);
  });
});

describe('a decision on the level', () => {
  it('is outdated by a numbering that counts otherwise', () => {
    const stated = after(
      rightL2L3Draft(),
      {
        type: 'finding/update',
        id: LEAK,
        patch: { levelDecision: { level: interspaceOf('L2', 'L3'), reason: 'Counted twice' } },
      },
      answerSite({}),
    );
    expect(codes(stated)).toEqual([]);
    const renumbered = after(
      stated,
      { type: 'label/clear', seriesUid: CT },
      ...(['L5', 'L4', 'L3', 'L2', 'L1', 'T12'] as const).map((level, i) => ({
        type: 'label/place' as const,
        seriesUid: CT,
        frameOfReferenceUid: '2.25.1002',
        level,
        pointLpsMm: bodyCentre((['S1', 'L5', 'L4', 'L3', 'L2', 'L1'] as const)[i] ?? 'S1'),
        clickedOn: 'axial' as const,
      })),
    );
    const outdated = blockers(renumbered).find((blocker) => blocker.code === 'decision-outdated');
    expect(outdated).toMatchObject({ path: `findings.${LEAK}.levelDecision` });
    expect(outdated?.message).toContain('said L2-L3, it now says L1-L2');
  });
});

describe('a site', () => {
  it('loses the extent of a collection that was deleted', () => {
    const doc = after(rightL2L3Draft(), { type: 'region/remove', id: 'region-1' });
    expect(doc.plan.sites[0]).toMatchObject({ collection: null, target: { upper: 'L2' }, side: 'right' });
    expect(codes(doc)).toEqual(['unanswered sites.site-1.collection']);
  });

  it('keeps what a person chose against the deleted mark', () => {
    const doc = after(rightL2L3Draft(), answerSite({ side: 'bilateral' }), {
      type: 'finding/remove',
      id: LEAK,
    });
    expect(doc.plan.sites[0]).toMatchObject({ side: 'bilateral', target: null, access: null });
  });
});
