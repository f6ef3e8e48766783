import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import type { NegativeFinding, PlanCircumstances } from '../../../src/domain/plan/circumstances.ts';
import { planDifferences } from '../../../src/domain/plan/describe.ts';
import { negativeWords } from '../../../src/domain/plan/negatives.ts';
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
/** What is said of decubitus studies, the CT registered with this Patient Position. */
const decubitus = (doc: CaseDocument, patientPosition = 'HFP') =>
  deriveCase(doc, [ctSeries({ patientPosition })], TODAY)
    .notices.filter(({ code }) => code.startsWith('decubitus') || code === 'negative-posture')
    .map(({ code, message }) => `${code}: ${message}`);
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
    const one = around({ negatives: [negative()] });
    expect(derive(one).blockers).toEqual([]);
    expect(decubitus(one)).toEqual([
      'decubitus-unpaired: Negative with the right side down; with the left side down nothing is recorded.',
    ]);
    const both = [negative(), negative({ id: 'negative-2', posture: 'left-lateral-decubitus' })];
    expect(decubitus(around({ negatives: both }))).toEqual([]);
    // A leak marked with the left side down: that side was read as well.
    expect(decubitus(one, 'HFDL').filter((said) => said.startsWith('decubitus-unpaired'))).toEqual([]);
  });

  it('a leak on the side that lay up is said: the side down is the one tested', () => {
    const doc = rightL2L3Draft();
    expect(decubitus(doc, 'FFDL')).toEqual([
      'decubitus-side-up: Leak 1 is right, marked on a series with the left side down: the side that lies down is the one tested.',
    ]);
    expect(decubitus(doc, 'HFDR')).toEqual([]);
    expect(decubitus(doc, 'HFP')).toEqual([]);
  });

  it('recorded with another posture than the series was registered with are said', () => {
    const onCt = around({ negatives: [negative({ seriesUid: CT, posture: 'prone' })] });
    expect(decubitus(onCt, 'HFP')).toEqual([]);
    expect(decubitus(onCt, 'HFS')).toEqual([
      'negative-posture: "prone negative, T1..T12" is recorded for a series that is registered supine.',
    ]);
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
