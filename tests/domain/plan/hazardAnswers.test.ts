import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import {
  interspaceOf,
  answerHazard,
  after,
  answerSite,
  ctSeries,
  planOf,
  rightL2L3Draft,
  SITE,
  TODAY,
} from '../builders.ts';

const derive = (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY);
const blocked = (doc: CaseDocument) => derive(doc).blockers.map((blocker) => blocker.code);

const answered = () =>
  after(
    rightL2L3Draft(),
    {
      type: 'hazard/declare',
      hazard: { id: 'H4', present: 'yes', level: interspaceOf('L2', 'L3'), note: '' },
    },
    answerHazard('H4', 'The needle stays above the catheter.'),
  );

describe('an answer to a hazard', () => {
  it('counts for the facts it was given to', () => {
    expect(blocked(answered())).toEqual([]);
    expect(planOf(answered()).hazardAnswers).toMatchObject([
      {
        id: 'H4',
        siteId: SITE,
        answered: [{ severity: 'block', message: expect.stringContaining('L2-L3') }],
      },
    ]);
  });

  it('is asked for again when the target moves, and says what was answered then', () => {
    const moved = after(
      answered(),
      answerSite({ target: interspaceOf('L3', 'L4'), access: interspaceOf('L3', 'L4') }),
      {
        type: 'deviation/set',
        deviation: { siteId: SITE, field: 'target', derived: '', chosen: '', reason: 'Scar' },
      },
    );
    const [open, ...more] = derive(moved).blockers;
    expect(more).toEqual([]);
    expect(open).toMatchObject({ code: 'hazard-unanswered', path: 'hazards.H4' });
    expect(open?.message).toContain('Answered before the facts changed');
    expect(open?.message).toContain('target and access L2-L3');
    expect(blocked(after(moved, answerHazard('H4', 'Checked again.')))).toEqual([]);
  });

  it('is asked for again when what was declared changes', () => {
    const noted = after(answered(), {
      type: 'hazard/declare',
      hazard: { id: 'H4', present: 'yes', level: interspaceOf('L2', 'L3'), note: 'baclofen pump' },
    });
    expect(blocked(noted)).toEqual(['hazard-unanswered']);
  });

  it('survives what does not concern it, a word on the rationale for example', () => {
    const worded = after(answered(), { type: 'plan/set', patch: { rationale: 'Dorsal leak.' } });
    expect(blocked(worded)).toEqual([]);
  });

  it('given without its facts, as in older drafts, does not count', () => {
    const old = after(answered(), {
      type: 'hazard/answer',
      answer: { id: 'H4', siteId: SITE, reason: 'Somehow fine' },
    });
    expect(blocked(old)).toEqual(['hazard-unanswered']);
  });

  it('of H18 is bound to the volume', () => {
    const much = after(
      rightL2L3Draft(),
      answerSite({ plannedVolumeMl: 22, maximumVolumeMl: 22 }),
      answerHazard('H18', 'Large collection'),
    );
    expect(blocked(much)).toEqual([]);
    expect(blocked(after(much, answerSite({ maximumVolumeMl: 40 })))).toEqual(['hazard-unanswered']);
  });
});
