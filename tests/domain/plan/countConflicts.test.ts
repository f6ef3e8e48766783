import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import { countConflicts } from '../../../src/domain/case/countConflicts.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument, PointLps } from '../../../src/domain/case/document.ts';
import { newerRules, verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import { numberingWords } from '../../../src/domain/plan/words.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import { caseDocumentSchema } from '../../../src/schema/caseDocument.ts';
import { parseTargetingPlan } from '../../../src/schema/plan.ts';
import {
  after,
  bodyCentre,
  click,
  CT,
  CT_FRAME,
  newCase,
  planOf,
  rightL2L3Draft,
  TODAY,
} from '../builders.ts';

/** Counted up from the sacrum, T12 was passed over: the bodies above it are called one too low. */
const passedOver = (doc: CaseDocument): CaseDocument =>
  after(doc, click('T12', bodyCentre('T11')), click('T11', bodyCentre('T10')));
const move = (level: Vertebra, pointLpsMm: PointLps): CaseCommand => ({
  type: 'label/move',
  seriesUid: CT,
  level,
  pointLpsMm,
});
const recount = [move('T12', bodyCentre('T12')), move('T11', bodyCentre('T11'))];
const open = (doc: CaseDocument) =>
  deriveCase(doc, [], TODAY).blockers.filter(({ code }) => code === 'counts-disagree');
const ID = `${CT}.T12-L1`;
const keep = (reason: string): CaseCommand => ({ type: 'count/keep', id: ID, reason });
const REASON = 'L1 is a tall block vertebra on the sagittal reformat.';

describe('counts from above and below that do not meet', () => {
  const doc = passedOver(rightL2L3Draft());

  it('block signing, and say both counts', () => {
    expect(open(doc)).toMatchObject([{ step: 'spine', path: `numbering.counts.${ID}` }]);
    expect(open(doc)[0]?.message).toMatch(
      /T12 to L1 measures \d+ mm: counted from above the upper one is T12, counted up from L1 it is T11\./,
    );
    expect(() => planOf(doc)).toThrow('counts-disagree');
    expect(open(rightL2L3Draft())).toEqual([]);
  });

  it('meet again once the labels are renumbered, and nothing is left to say', () => {
    const counted = after(doc, ...recount);
    expect(open(counted)).toEqual([]);
  });

  it('are resolved by a person’s words, which stay in the plan with what geometry said', () => {
    const kept = after(doc, keep(REASON));
    expect(open(kept)).toEqual([]);
    const plan = planOf(kept);
    expect(plan.numbering.keptCounts).toEqual([
      { id: ID, against: expect.stringContaining('counted up from L1 it is T11'), reason: REASON },
    ]);
    expect(numberingWords(plan.numbering)).toContain(`The labels hold: ${REASON}`);
    expect(verifyPlan(plan)).toEqual([]);
    expect(parseTargetingPlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
    expect(caseDocumentSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it('are asked about again when the labels move, or the words are taken back', () => {
    const [x, y, z] = bodyCentre('T11');
    const kept = after(doc, keep(REASON));
    const moved = after(kept, move('T12', [x, y, z + 4]));
    expect(open(moved)).toHaveLength(1);
    expect(open(after(kept, keep('')))).toHaveLength(1);
  });

  it('no reason without a conflict, none too short, and none left over in the plan', () => {
    expect(applyCommand(rightL2L3Draft(), keep(REASON))).toMatchObject({ ok: false });
    expect(applyCommand(doc, keep('yes'))).toMatchObject({ ok: false, error: { code: 'reason-short' } });
    const recounted = after(doc, keep(REASON), ...recount);
    expect(planOf(recounted).numbering.keptCounts).toEqual([]);
    const forged = planOf(recounted);
    const keptCounts = [{ id: ID, against: 'made up', reason: REASON }];
    expect(verifyPlan({ ...forged, numbering: { ...forged.numbering, keptCounts } })).toMatchObject([
      { code: 'claim-counts' },
    ]);
  });

  it('a plan signed before the question existed stands, and is told of the newer rule', () => {
    const plan = planOf(after(doc, keep(REASON)));
    const { keptCounts: _none, ...numbering } = plan.numbering;
    const signature = {
      name: 'Dr. A',
      role: 'radiologist',
      at: plan.createdAt,
      authenticated: false,
    } as const;
    const then = { ...plan, numbering, signature, rules: { ...plan.rules, version: 5 } };
    expect(verifyPlan(then)).toEqual([]);
    expect(newerRules(then)).toMatchObject([{ code: 'newer-rule', path: `numbering.counts.${ID}` }]);
    expect(verifyPlan({ ...then, rules: plan.rules }).map(({ code }) => code)).toContain('counts-disagree');
  });
});

const onOther = (level: Vertebra, pointLpsMm: PointLps, frame = CT_FRAME): CaseCommand => ({
  type: 'label/place',
  seriesUid: '2.25.1099',
  frameOfReferenceUid: frame,
  level,
  pointLpsMm,
});

describe('which labels say something of the count', () => {
  it('one vertebra with two names', () => {
    const [x, y, z] = bodyCentre('L3');
    const twice = after(newCase(), ...(['S1', 'L5', 'L4', 'L3'] as const).map((level) => click(level)),
      click('L2', [x, y, z + 8]), click('L1', bodyCentre('L2')), click('T12', bodyCentre('L1'))); // prettier-ignore
    expect(countConflicts(twice).map(({ id }) => id)).toEqual([`${CT}.L2-L3`]);
  });

  it('not a click that is off its body: the long spacing and the short one beside it make up for each other', () => {
    const neck = [
      ['C2', 42], ['C4', 9.9], ['C5', -18.2], ['C6', -28.4], ['C7', -45.1], ['T1', -66.2],
    ] as const; // prettier-ignore
    const clicks = (row: typeof neck | readonly (readonly [Vertebra, number])[]) =>
      after(newCase(), ...row.map(([level, z]) => click(level, [0, -160, z])));
    expect(countConflicts(clicks(neck))).toEqual([]);
    const shortNeck = [['C1', 73.8], ['C2', 64.2], ['C3', 38], ['C4', 25.8], ['C5', 13.5]] as const; // prettier-ignore
    expect(countConflicts(clicks(shortNeck))).toEqual([]);
    // C5 where C6 is, and so on: nothing makes up for the gap.
    const passed = [
      ['C2', 42],
      ['C3', 24],
      ['C4', 8],
      ['C5', -24],
      ['C6', -41],
      ['C7', -60],
    ] as const;
    expect(countConflicts(clicks(passed)).map(({ id }) => id)).toEqual([`${CT}.C4-C5`]);
  });

  it('clicked ones with computed ones between them, by the distance of the clicks', () => {
    // T6 to L1 is eight steps; the body called T7 is the eighth, T6.
    const gap = after(newCase(), ...(['S1', 'L5', 'L4', 'L3', 'L2', 'L1'] as const).map((level) => click(level)),
      click('T10', bodyCentre('T9')), click('T9', bodyCentre('T8'))); // prettier-ignore
    expect(gap.labelings[CT]?.labels.some(({ level, confirmed }) => level === 'T11' && !confirmed)).toBe(
      true,
    );
    expect(countConflicts(gap).map(({ against }) => against)).toEqual([
      expect.stringContaining('counted from above the upper one is T10, counted up from L1 it is T9'),
    ]);
  });

  it('two series of one frame of reference whose bodies have two names; no others', () => {
    const one = after(newCase(), click('L1'), click('L2'), click('L3'));
    const shifted = (frame: string) =>
      after(one, onOther('L1', bodyCentre('L2'), frame), onOther('L2', bodyCentre('L3'), frame));
    expect(countConflicts(shifted(CT_FRAME))).toMatchObject([
      { seriesUid: '2.25.1099', against: expect.stringContaining('L2 of the one is L1 of the other') },
    ]);
    expect(countConflicts(shifted('2.25.1098'))).toEqual([]);
    const [x, y, z] = bodyCentre('L2');
    expect(
      countConflicts(after(one, onOther('L1', bodyCentre('L1')), onOther('L2', [x + 4, y, z + 5]))),
    ).toEqual([]);
  });
});
