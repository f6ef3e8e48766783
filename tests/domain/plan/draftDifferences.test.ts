import { describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import { draftDifferences, type JudgedDraft } from '../../../src/domain/plan/draftDifferences.ts';
import { DEFAULT_LIMITS } from '../../../src/domain/plan/rules/limits.ts';
import {
  after,
  answerSite,
  click,
  interspaceOf,
  newCase,
  rightL2L3Draft,
  type CaseStep,
} from '../builders.ts';

const judged = (doc: CaseDocument): JudgedDraft => ({
  doc,
  derived: deriveCase(doc, [], '20240612'),
  limits: DEFAULT_LIMITS,
});
const words = (from: CaseDocument, to: CaseDocument): readonly string[] =>
  draftDifferences(judged(from), judged(to), () => 'CT myelogram');
const changed = (...steps: readonly CaseStep[]): readonly string[] =>
  words(rightL2L3Draft(), after(rightL2L3Draft(), ...steps));

describe('differences between two drafts', () => {
  it('are none between equal drafts, finished or empty', () => {
    expect(words(rightL2L3Draft(), rightL2L3Draft())).toEqual([]);
    expect(words(newCase(), newCase())).toEqual([]);
  });

  it('are said in the words of the review, the dangerous first', () => {
    const said = changed(answerSite({ plannedVolumeMl: 3, side: 'left', target: interspaceOf('L3', 'L4') }), {
      type: 'plan/set',
      patch: { rationale: 'another' },
    });
    expect(said.slice(0, 2)).toEqual(['target: L2-L3 → L3-L4', 'side: right → left']);
    expect(said).toContain('planned blood: 15 mL → 3 mL');
    expect(said).toContain('rationale: none → another');
  });

  it('keep an open question apart from an answer', () => {
    expect(changed(answerSite({ plannedVolumeMl: null, approach: null, needle: 'not-stated' }))).toEqual([
      'approach: interlaminar → approach not yet chosen',
      'needle: coaxial, Quincke bevel, 20 G, not stated → not stated',
      'planned blood: 15 mL → unanswered',
    ]);
  });

  it('name changed safety answers', () => {
    const pump = { id: 'H4', present: 'yes', level: interspaceOf('T8', 'T9'), note: '' } as const;
    expect(changed({ type: 'hazard/declare', hazard: pump })).toContain(
      'H4 Intrathecal catheter or pump near the path: no → yes at T8-T9',
    );
    const bare = newCase();
    expect(words(bare, after(bare, { type: 'hazard/declare', hazard: pump }))).toContain(
      'H4 Intrathecal catheter or pump near the path: unanswered → yes at T8-T9',
    );
  });

  it('name labels that are new, gone or moved', () => {
    const [fewer, more] = [after(newCase(), click('L5')), after(newCase(), click('L5'), click('L4'))];
    expect(words(fewer, more).find((each) => each.startsWith('labels'))).toBe(
      'labels of CT myelogram: L4 new',
    );
    expect(words(more, fewer).find((each) => each.startsWith('labels'))).toBe(
      'labels of CT myelogram: L4 removed',
    );
  });

  it('are never silent about what has no words of its own', () => {
    const doc = rightL2L3Draft();
    const reason = { id: 'H16', siteId: null, reason: 'Seen.' } as const;
    expect(words(doc, { ...doc, plan: { ...doc.plan, hazardAnswers: [reason] } })).toEqual([
      'reasons given to warnings: not the same',
    ]);
    expect(words({ ...doc, rulers: [] }, doc)).toEqual([]);
  });
});
