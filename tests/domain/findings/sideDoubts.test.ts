import { describe, expect, it } from 'vitest';
import type { CaseDocument, PointLps } from '../../../src/domain/case/document.ts';
import { deriveMarks } from '../../../src/domain/case/deriveMarks.ts';
import { isSideOpen, SIDE_DOUBTS } from '../../../src/domain/findings/sideDoubts.ts';
import { signingBlockers } from '../../../src/domain/plan/blockers.ts';
import { derivedSite } from '../../../src/domain/plan/derivedSite.ts';
import { sideDisagrees } from '../../../src/domain/plan/rules/markRules.ts';
import { DEFAULT_LIMITS } from '../../../src/domain/plan/rules/limits.ts';
import { after, bodyCentre, labelledSpine, LEAK, markLeak, SITE, TODAY } from '../builders.ts';

const [x, y, z] = bodyCentre('L3');
const at: PointLps = [x + 12, y + 12, z + 12];
const doc: CaseDocument = after(labelledSpine('S1', 'L5', 'L4', 'L3', 'L2', 'L1'), markLeak(at), {
  type: 'site/add',
  id: SITE,
  findingId: LEAK,
});

/** The same marks with one more problem of the leak's location. */
function facts(of: CaseDocument, problem: string | null, more: readonly string[] = []) {
  const marks = deriveMarks(of, []);
  const location = marks.locations[LEAK];
  if (location === undefined) throw new Error('the leak was just marked');
  const problems = problem === null ? more : [problem, ...more];
  const locations = { [LEAK]: { ...location, problems } };
  return { ...marks, locations, doc: of, series: [], today: TODAY, limits: DEFAULT_LIMITS, hazards: [] };
}
const decided = after(
  doc,
  {
    type: 'finding/update',
    id: LEAK,
    patch: { sideDecision: { side: 'right', reason: 'Seen on the axial slice.' } },
  },
  { type: 'site/set', id: SITE, patch: { side: 'right' } },
);

describe('a side that geometry leaves open', () => {
  it('is no doubt without a problem: the mark lies left and proves it', () => {
    expect(isSideOpen({ problems: ['label-provisional', 'outside-labels'] })).toBe(false);
    expect(derivedSite(doc, facts(doc, null), { findingId: LEAK }).side).toBe('left');
    expect(sideDisagrees(facts(decided, null))).toHaveLength(1);
  });

  it.each(SIDE_DOUBTS)('%s: proves nothing, and blocks signing', (problem) => {
    const open = facts(doc, problem);
    expect(isSideOpen({ problems: [problem] })).toBe(true);
    expect(derivedSite(doc, open, { findingId: LEAK }).side).toBeNull();
    const codes = (of: ReturnType<typeof facts>): readonly string[] =>
      signingBlockers(of).map(({ code }) => code);
    expect(codes(open).filter((code) => code.endsWith(problem))).toHaveLength(1);
    expect(codes(facts(decided, problem)).filter((code) => code.endsWith(problem))).toEqual([]);
  });

  it.each(['side-uncertain', 'curve-without-roll', 'turned-without-roll'])(
    '%s: lies within the error and is held against nobody',
    (problem) => {
      expect(sideDisagrees(facts(decided, problem))).toEqual([]);
      expect(sideDisagrees(facts(decided, problem, ['lateral-unverified']))).toEqual([]);
    },
  );

  it.each(['lateral-unverified', 'in-front-of-bodies'])(
    '%s: right stated against a mark on the left stays a hazard for both roles, the midline is the answer asked for',
    (problem) => {
      expect(sideDisagrees(facts(decided, problem))).toMatchObject([
        {
          siteId: SITE,
          message: "Leak 1 was stated as on the patient's right, but its mark lies on the patient's left.",
        },
      ]);
      const midline = after(
        decided,
        {
          type: 'finding/update',
          id: LEAK,
          patch: { sideDecision: { side: 'midline', reason: 'The labels were clicked off the middle.' } },
        },
        { type: 'site/set', id: SITE, patch: { side: 'midline' } },
      );
      expect(sideDisagrees(facts(midline, problem))).toEqual([]);
      expect(sideDisagrees(facts(midline, null))).toHaveLength(1);
    },
  );

  it.each([null, ...SIDE_DOUBTS])(
    'a word against the mark has a reason, whatever is in doubt: %s',
    (problem) => {
      const mute = after(decided, {
        type: 'finding/update',
        id: LEAK,
        patch: { sideDecision: { side: 'right', reason: ' ' } },
      });
      const codes = signingBlockers(facts(mute, problem)).map(({ code }) => code);
      expect(codes).toContain('reason-missing');
    },
  );
});
