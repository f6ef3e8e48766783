import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import type { CaseDocument, PointLps } from '../../../src/domain/case/document.ts';
import type { CanalSource } from '../../../src/domain/spine/canalPoint.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import { after, bodyCentre, CT, ctSeries, labelledSpine, LEAK, markLeak, TODAY } from '../builders.ts';

const LEVELS = ['S1', 'L5', 'L4', 'L3', 'L2', 'L1', 'T12'] as const;
const middle = (leftMm: number, backMm: number): PointLps => {
  const [upper, lower] = [bodyCentre('L2'), bodyCentre('L3')];
  return [upper[0] + leftMm, upper[1] + backMm, (upper[2] + lower[2]) / 2];
};
const turn = ([left, back]: readonly [number, number], deg: number): readonly [number, number] => {
  const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  return [c * left + s * back, c * back - s * left];
};
/** A canal 18 mm behind every body of a patient whose back is turned so many degrees to the left. */
const canal = (deg: number, source: CanalSource): CaseCommand => ({
  type: 'canal/set',
  seriesUid: CT,
  points: LEVELS.map((level: Vertebra) => {
    const [x, y, z] = bodyCentre(level);
    const [left, back] = turn([0, 18], deg);
    return { level, pointLpsMm: [x + left, y + back, z], source, sdMm: 1 };
  }),
});

const marked = (at: PointLps, ...more: readonly CaseCommand[]): CaseDocument =>
  after(labelledSpine(...LEVELS), ...more, markLeak(at));
const derive = (doc: CaseDocument, patientPosition: string | null) =>
  deriveCase(doc, [ctSeries({ patientPosition })], TODAY);
const asks = (doc: CaseDocument, patientPosition: string | null): boolean => {
  const derived = derive(doc, patientPosition);
  const blocked = derived.blockers.some(({ code }) => code === 'side-turned-without-roll');
  expect(derived.locations[LEAK]?.problems.includes('turned-without-roll')).toBe(blocked);
  return blocked;
};

describe('lying on a side, no canal confirmed', () => {
  it.each(['HFDL', 'HFDR', 'FFDL', 'FFDR'])('%s: a side that a turn of 45 degrees could change is asked for', (position) => {
    expect(asks(marked(middle(20, 18)), position)).toBe(true);
    expect(asks(marked(middle(0, 18)), position)).toBe(true);
    // A paraspinal vein: no such turn brings it to the middle.
    expect(asks(marked(middle(-32, 12)), position)).toBe(false);
  }); // prettier-ignore

  it.each(['HFS', 'HFP', 'FFS', 'FFP', '', null])(
    '%s: the rule of definitions.md alone holds',
    (position) => {
      expect(asks(marked(middle(20, 18)), position)).toBe(false);
    },
  );

  it('stands where a person has set or confirmed the canal', () => {
    expect(asks(marked(middle(20, 18), canal(25, 'confirmed')), 'HFDL')).toBe(false);
    expect(asks(marked(middle(20, 18), canal(25, 'found')), 'HFDL')).toBe(true);
  });

  it('is answered by a word on the side, and none is filled in before', () => {
    const doc = marked(middle(20, 18));
    const prefill: CaseCommand = { type: 'plan/prefill', newSiteId: 'site-1' };
    const site = (from: CaseDocument, patientPosition: string) => {
      const filled = applyCommand(from, prefill, [{ seriesUid: CT, patientPosition }]);
      return filled.ok ? filled.value.plan.sites[0] : undefined;
    };
    expect(site(doc, 'HFS')?.side).toBe('left');
    expect(site(doc, 'HFDL')?.side).toBeNull();
    const sideDecision = { side: 'right', reason: 'Right of the spinous process.' } as const;
    const said = after(doc, { type: 'finding/update', id: LEAK, patch: { sideDecision } });
    expect(asks({ ...said, findings: said.findings }, 'HFS')).toBe(false);
    expect(derive(said, 'HFDL').blockers.some(({ code }) => code === 'side-turned-without-roll')).toBe(false);
    expect(site(said, 'HFDL')?.side).toBe('right');
    // The mark's own side was open: it is not held against the person's.
    const planned = applyCommand(said, prefill, [{ seriesUid: CT, patientPosition: 'HFDL' }]);
    expect(planned.ok && derive(planned.value, 'HFDL').hazards.map(({ id }) => id)).not.toContain('H12');
  });

  it('says why, and names no side of its own', () => {
    const words = derive(marked(middle(20, 18)), 'HFDL').locations[LEAK]?.words ?? '';
    expect(words).toMatch(/lay on the side.*confirm the side/);
    expect(words).not.toContain('right');
  });
});

describe('a canal that was found and not confirmed', () => {
  it('changes no side, and where it gives another one a person is asked', () => {
    const at = middle(9, 12);
    expect(asks(marked(at), 'HFS')).toBe(false);
    const doc = marked(at, canal(35, 'found'));
    expect(derive(doc, 'HFS').locations[LEAK]).toMatchObject({ side: 'left' });
    expect(asks(doc, 'HFS')).toBe(true);
    expect(derive(doc, 'HFS').locations[LEAK]?.words).toContain('turned by 35°');
  });

  it('that bears the side out asks nothing', () => {
    expect(asks(marked(middle(12, 12), canal(3, 'found')), 'HFS')).toBe(false);
  });
});
