import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import { isMidlineOpen } from '../../../src/domain/findings/openMidline.ts';
import { locateFinding } from '../../../src/domain/findings/locateFinding.ts';
import { newerRules, verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import {
  after,
  bodyCentre,
  CT,
  CT_FRAME,
  labelledSpine,
  LEAK,
  markLeak,
  planOf,
  pointBetween,
  rightL2L3Draft,
  SITE,
  TODAY,
  XA,
  XA_IMAGE,
} from '../builders.ts';

const LEVELS = ['S1', 'L5', 'L4', 'L3', 'L2', 'L1'] as const;
/** A canal that a person confirmed straight behind every body: σ is 1.5 to 2 mm instead of 2 to 5. */
const straightCanal: CaseCommand = {
  type: 'canal/set',
  seriesUid: CT,
  points: LEVELS.map((level) => {
    const [x, y, z] = bodyCentre(level);
    return { level, pointLpsMm: [x, y + 18, z], source: 'confirmed', sdMm: 1 };
  }),
};
const pointAt = (leftMm: number) => pointBetween('L2', 'L3', { fraction: 0.5, leftMm, backMm: 14 });
const leak = (leftMm: number) => markLeak(pointAt(leftMm));
const derive = (leftMm: number, ...more: readonly CaseCommand[]) =>
  deriveCase(after(labelledSpine(...LEVELS), ...more, leak(leftMm)), [], TODAY);
const asks = (leftMm: number, ...more: readonly CaseCommand[]): boolean => {
  const derived = derive(leftMm, ...more);
  const blocked = derived.blockers.some(({ code }) => code === 'side-midline-uncertain');
  expect(derived.locations[LEAK]?.problems.includes('midline-uncertain')).toBe(blocked);
  return blocked;
};

describe('a mark called midline', () => {
  it('is one σ from 3 mm or less: asked, on both sides alike, and no longer where it is a side', () => {
    // σ with a known roll at 14 mm: √(1.5² + (14·tan 4°)²) = 1.79.
    expect(derive(0, straightCanal).locations[LEAK]?.sigmaMm).toBeCloseTo(1.79, 2);
    for (const sign of [1, -1]) {
      expect(asks(sign * 1.1, straightCanal)).toBe(false);
      expect(asks(sign * 1.3, straightCanal)).toBe(true);
      expect(asks(sign * 3, straightCanal)).toBe(true);
      expect(asks(sign * 3.1, straightCanal)).toBe(false);
      expect(derive(sign * 3.1, straightCanal).locations[LEAK]?.problems).toContain('side-uncertain');
    }
  });

  it('without a known roll is asked about earlier, and always 20 mm behind the bodies', () => {
    expect(asks(1.1)).toBe(true);
    expect(asks(0)).toBe(false);
    expect(isMidlineOpen({ side: 'midline', lateralMm: 0, sigmaMm: 3.05 })).toBe(true);
  });

  it('never lets a leak that truly lies beyond the border pass as midline within its error', () => {
    for (let truth = 3.01; truth < 3.01 + 1.79; truth += 0.05)
      expect(derive(truth - 1.79, straightCanal).locations[LEAK]?.problems).toEqual(
        expect.arrayContaining([expect.stringMatching(/uncertain$/)]),
      );
  });

  it('fills in no side, and a person’s word settles it', () => {
    const doc = after(labelledSpine(...LEVELS), straightCanal, leak(2.5));
    const prefilled = applyCommand(doc, { type: 'plan/prefill', newSiteId: 'site-1' });
    expect(prefilled.ok && prefilled.value.plan.sites[0]?.side).toBeNull();
    for (const side of ['midline', 'left'] as const) {
      const said = after(doc, {
        type: 'finding/update',
        id: LEAK,
        patch: { sideDecision: { side, reason: 'Seen on the axial slice.' } },
      });
      const codes = deriveCase(said, [], TODAY).blockers.map(({ code }) => code);
      expect(codes.filter((code) => code.startsWith('side-') || code === 'reason-missing')).toEqual([]);
    }
  });

  it('says the error and the border, and names no side', () => {
    const { words } = derive(2.5, straightCanal).locations[LEAK] ?? { words: '' };
    expect(words).toContain('± 1.8 mm at this depth reaches beyond the 3 mm of the midline: confirm it');
    expect(words).not.toMatch(/left|right/);
  });
});

const label = (level: 'L1' | 'L2' | 'L3', row: number): CaseCommand => ({
  type: 'projection/label',
  seriesUid: XA,
  sopInstanceUid: XA_IMAGE,
  frame: 1,
  level,
  pointPx: [256, row],
});

describe('on a projection', () => {
  const at = {
    kind: 'image',
    seriesUid: XA,
    sopInstanceUid: XA_IMAGE,
    frame: 1,
    pointPx: [256, 240],
  } as const;
  const labelled = after(labelledSpine('L3', 'L2'), label('L1', 100), label('L2', 200), label('L3', 300));

  it('the midline is never beyond doubt: depth and roll are hidden', () => {
    const confirmed = after(labelled, {
      type: 'projection/confirm-right-edge',
      seriesUid: XA,
      sopInstanceUid: XA_IMAGE,
      frame: 1,
      rightEdge: 'left',
    });
    expect(locateFinding(confirmed, { place: at })).toMatchObject({
      side: 'midline',
      problems: ['midline-uncertain'],
    });
    expect(locateFinding(labelled, { place: at }).problems).toEqual(['side-unconfirmed']);
  });
});

describe('a plan signed before the question existed', () => {
  it('stands, and is told of the newer rule', () => {
    const asked = after(rightL2L3Draft(), {
      type: 'finding/update',
      id: LEAK,
      patch: {
        place: { kind: 'patient', seriesUid: CT, frameOfReferenceUid: CT_FRAME, pointLpsMm: pointAt(2.5) },
        sideDecision: { side: 'midline', reason: 'Seen on the axial slice.' },
      },
    });
    const now = planOf(after(asked, { type: 'site/set', id: SITE, patch: { side: 'midline' } }));
    const then = {
      ...now,
      rules: { ...now.rules, version: 4 },
      signature: { name: 'Dr. A', role: 'radiologist' as const, at: now.createdAt, authenticated: false },
      findings: now.findings.map((finding) => ({
        ...finding,
        sideDecision: null,
        derived: { ...finding.derived, problems: [] },
      })),
    };
    expect(verifyPlan(then)).toEqual([]);
    expect(newerRules(then)).toMatchObject([{ code: 'newer-rule', path: `findings.${LEAK}.sideDecision` }]);
    expect(verifyPlan({ ...then, rules: now.rules }).map(({ code }) => code)).toContain(
      'side-midline-uncertain',
    );
  });
});
