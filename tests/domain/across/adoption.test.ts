import { describe, expect, it } from 'vitest';
import { adoptionDisagreement, unsettled } from '../../../src/domain/across/adoptionAgreement.ts';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument, PointLps } from '../../../src/domain/case/document.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import {
  after,
  bodyCentre,
  ctSeries,
  LEAK,
  MR,
  MR_FRAME,
  pointBetween,
  rightL2L3Draft,
  TODAY,
} from '../builders.ts';

const BODIES: readonly Vertebra[] = ['T12', 'L1', 'L2', 'L3', 'L4', 'L5'];
const SHIFTED: readonly Vertebra[] = ['L1', 'L2', 'L3', 'L4', 'L5', 'S1'];

/** The MR labelled at the same bodies, by their names or each one too low. */
const onMr = (names: readonly Vertebra[]): readonly CaseCommand[] =>
  BODIES.map((body, i) => ({
    type: 'label/place',
    seriesUid: MR,
    frameOfReferenceUid: MR_FRAME,
    level: names[i] ?? body,
    pointLpsMm: bodyCentre(body),
    clickedOn: 'axial',
  }));

const adopt = (pointLpsMm: PointLps): CaseCommand => ({
  type: 'finding/adopt',
  id: LEAK,
  mark: {
    seriesUid: MR,
    frameOfReferenceUid: MR_FRAME,
    pointLpsMm,
    fromSeriesUid: '2.25.1001',
    by: { name: 'Dr. Ada', authenticated: false },
    at: '2024-06-12T08:00:00Z',
  },
});
const RIGHT = pointBetween('L2', 'L3', { fraction: 0.4, leftMm: -9, backMm: 20 });
const LEFT = pointBetween('L2', 'L3', { fraction: 0.4, leftMm: 9, backMm: 20 });
const adopted = (names: readonly Vertebra[], at: PointLps): CaseDocument =>
  after(rightL2L3Draft(), ...onMr(names), adopt(at));

const settle = (holds: 'mark' | 'adopted', reason = 'Counted again from the sacrum.'): CaseCommand => ({
  type: 'finding/settle-adoption',
  id: LEAK,
  seriesUid: MR,
  holds,
  reason,
});
const code = (doc: CaseDocument, command: CaseCommand): string => {
  const applied = applyCommand(doc, command);
  return applied.ok ? 'accepted' : applied.error.code;
};
const blocked = (doc: CaseDocument): readonly string[] =>
  deriveCase(doc, [ctSeries()], TODAY)
    .blockers.filter((each) => each.code === 'adoption-disagrees')
    .map((each) => each.message);
const [leakOf, resolvedOf] = [
  (doc: CaseDocument) => {
    const [leak] = doc.findings;
    if (leak === undefined) throw new Error('a leak');
    return leak;
  },
  (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY).resolved[LEAK],
];

describe('a leak adopted on another series', () => {
  it('agrees where both series name the same level and side', () => {
    const doc = adopted(BODIES, RIGHT);
    expect(unsettled(doc, leakOf(doc))).toEqual([]);
    expect(blocked(doc)).toEqual([]);
    expect(code(doc, settle('mark'))).toBe('adoption-agrees');
  });

  it('blocks signing where the MR was counted one off, with both readings', () => {
    const doc = adopted(SHIFTED, RIGHT);
    expect(blocked(doc)).toEqual([expect.stringMatching(/L2-L3 right .* L3-L4 right where it was adopted/)]);
  });

  it('blocks signing where it lies on the other side there', () => {
    const doc = adopted(BODIES, LEFT);
    expect(blocked(doc)).toEqual([expect.stringMatching(/L2-L3 right .* L2-L3 left .*Check the side/)]);
  });

  it('asks for a reason, and keeps which reading holds; the leak is untouched where the mark holds', () => {
    const doc = adopted(SHIFTED, RIGHT);
    expect(code(doc, settle('mark', ' '))).toBe('reason-missing');
    const settled = after(doc, settle('mark'));
    expect(blocked(settled)).toEqual([]);
    expect(leakOf(settled).levelDecision).toBeNull();
    expect(leakOf(settled).adoptions?.[0]?.settled).toMatchObject({ holds: 'mark' });
  });

  it('takes level and side of the adopted place as the person’s decision where that holds', () => {
    const settled = after(adopted(SHIFTED, RIGHT), settle('adopted'));
    expect(blocked(settled)).toEqual([]);
    expect(resolvedOf(settled)?.level).toEqual({ kind: 'interspace', upper: 'L3', lower: 'L4' });
    expect(leakOf(settled).levelDecision).toMatchObject({
      against: 'L2-L3',
      reason: 'Counted again from the sacrum.',
    });
    const side = after(adopted(BODIES, LEFT), settle('adopted'));
    expect(resolvedOf(side)).toMatchObject({ side: 'left', level: { upper: 'L2' } });
  });

  it('asks again when the labels say something else than was decided on', () => {
    const settled = after(adopted(SHIFTED, RIGHT), settle('mark'));
    const turned = after(settled, {
      type: 'finding/unadopt',
      id: LEAK,
      seriesUid: MR,
    });
    expect(leakOf(turned).adoptions).toEqual([]);
    const mr = settled.labelings[MR];
    if (mr === undefined) throw new Error('the MR is labelled');
    const labels = mr.labels.map((label) => {
      const [x, y, z] = label.pointLpsMm;
      return { ...label, pointLpsMm: [x - 20, y, z] as const };
    });
    const moved = { ...settled, labelings: { ...settled.labelings, [MR]: { ...mr, labels } } };
    expect(blocked(moved)).toHaveLength(1);
  });

  it('is not contradicted by what the other series does not know', () => {
    const far = pointBetween('L4', 'L5', { fraction: 0.5, leftMm: -9, backMm: 20 });
    const doc = after(rightL2L3Draft(), ...onMr(BODIES).slice(0, 2), adopt([far[0], far[1], far[2] - 60]));
    const [mark] = leakOf(doc).adoptions ?? [];
    if (mark === undefined) throw new Error('adopted');
    expect(adoptionDisagreement(doc, leakOf(doc), mark)?.level ?? false).toBe(false);
  });
});
