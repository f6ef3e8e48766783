import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import type { NegativeFinding, PlanCircumstances } from '../../../src/domain/plan/circumstances.ts';
import { planDifferences } from '../../../src/domain/plan/describe.ts';
import { negativeWords, unpairedDecubitus } from '../../../src/domain/plan/negatives.ts';
import {
  after,
  answerSite,
  CT,
  ctSeries,
  MR,
  planFixture,
  planOf,
  rightL2L3Draft,
  TODAY,
} from '../builders.ts';

const derive = (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY);
const around = (patch: Partial<PlanCircumstances>): CaseDocument => {
  const doc = rightL2L3Draft();
  return after(doc, { type: 'plan/set', patch: { circumstances: { ...doc.plan.circumstances, ...patch } } });
};
const negative = (patch: Partial<NegativeFinding> = {}): NegativeFinding => ({
  id: 'negative-1',
  seriesUid: MR,
  posture: 'right-lateral-decubitus',
  coverage: { kind: 'range', from: 'T1', to: 'T12' },
  note: '',
  ...patch,
});
const codes = (doc: CaseDocument) => derive(doc).blockers.map((blocker) => blocker.code);

describe('negative findings', () => {
  it('are said with posture and coverage', () => {
    expect(negativeWords(negative())).toBe('right decubitus negative, T1..T12');
    expect(negativeWords(negative({ coverage: 'not-stated' }))).toContain('coverage not stated');
  });

  it('are part of the plan and of what changed between versions', () => {
    const plan = planOf(around({ negatives: [negative()] }));
    expect(plan.circumstances.negatives).toEqual([negative()]);
    expect(planDifferences(planFixture(), plan)).toContain(
      'negative findings: none → right decubitus negative, T1..T12',
    );
  });

  it('of one decubitus side say nothing of the other', () => {
    expect(unpairedDecubitus([negative()])).toContain('with the left side down nothing is recorded');
    expect(unpairedDecubitus([negative(), negative({ posture: 'left-lateral-decubitus' })])).toBeNull();
    const { notices, blockers } = derive(around({ negatives: [negative()] }));
    expect(blockers).toEqual([]);
    expect(notices.map((notice) => notice.code)).toContain('decubitus-unpaired');
  });

  it('contradict a leak marked on the same series inside their coverage, not elsewhere', () => {
    const lumbar = { kind: 'range', from: 'L1', to: 'S1' } as const;
    expect(codes(around({ negatives: [negative({ seriesUid: CT, coverage: lumbar })] }))).toEqual([
      'negative-contradiction',
    ]);
    expect(codes(around({ negatives: [negative({ coverage: lumbar })] }))).toEqual([]);
    expect(codes(around({ negatives: [negative({ seriesUid: CT })] }))).toEqual([]);
  });

  it('cover only what the patient has', () => {
    const backwards = { kind: 'range', from: 'T12', to: 'T1' } as const;
    expect(codes(around({ negatives: [negative({ coverage: backwards })] }))).toEqual(['level-invalid']);
  });
});

describe('around the injection', () => {
  it('unanswered stays unanswered in the plan, is said, and does not block', () => {
    const { blockers, notices } = derive(rightL2L3Draft());
    expect(blockers).toEqual([]);
    expect(notices.find((notice) => notice.code === 'circumstances-unanswered')?.message).toContain(
      'disclosure of fever',
    );
    expect(planFixture().circumstances.disclosures.fever).toBeNull();
  });

  it('a disclosed anticoagulant and "no bleeding risk" contradict each other until one is explained', () => {
    const disclosures = { anticoagulant: 'yes', pregnancy: 'no', fever: 'no' } as const;
    const doc = around({ disclosures });
    expect(codes(doc)).toEqual(['disclosure-contradiction']);
    const explained = after(doc, {
      type: 'hazard/declare',
      hazard: { id: 'H2', present: 'no', level: null, note: 'Stopped 7 days ago, INR 1.0' },
    });
    expect(codes(explained)).toEqual([]);
  });

  it('CSF drained, the check afterwards, endpoint and the reason of the approach reach the plan', () => {
    const doc = after(
      around({ csfDrainedMl: 25, postProcedureCheck: 'CT of the leak zone' }),
      answerSite({ endpoint: 'pressure-or-pain', approachReason: 'Dorsal leak' }),
    );
    expect(planOf(doc)).toMatchObject({
      circumstances: { csfDrainedMl: 25, postProcedureCheck: 'CT of the leak zone' },
      sites: [{ endpoint: 'pressure-or-pain', approachReason: 'Dorsal leak' }],
    });
  });
});
