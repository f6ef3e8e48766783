import { describe, expect, it } from 'vitest';
import { labelIssues } from '../../../src/domain/spine/consistency.ts';
import type { LevelPoint } from '../../../src/domain/spine/spineFrame.ts';
import { spacingOf } from '../../../src/domain/spine/spacing.ts';
import { STANDARD_SCHEME, vertebraeSpan } from '../../../src/domain/vocabulary/scheme.ts';
import { CT_LUMBAR } from './spines.ts';

/** A straight spine at the mean spacings, scaled. */
const mean = (scale = 1): LevelPoint[] => {
  let z = 0;
  return vertebraeSpan(STANDARD_SCHEME, 'T6', 'L5').map((level, i, all) => {
    const above = all[i - 1];
    z -= above === undefined ? 0 : (spacingOf(above, level)?.meanMm ?? 0) * scale;
    return { level, pointLpsMm: [0, 0, z] };
  });
};
const codes = (labels: readonly LevelPoint[]): string[] =>
  labelIssues(labels, STANDARD_SCHEME).map(({ code, path }) => `${code} ${path}`);
const messages = (labels: readonly LevelPoint[]): readonly string[] =>
  labelIssues(labels, STANDARD_SCHEME).map(({ message }) => message);

describe('labelIssues', () => {
  it('finds nothing odd in the real CT, nor in small and tall people', () => {
    expect(labelIssues(CT_LUMBAR, STANDARD_SCHEME)).toEqual([]);
    for (const scale of [0.85, 1, 1.15]) expect(labelIssues(mean(scale), STANDARD_SCHEME)).toEqual([]);
  });

  it('sees a vertebra that was passed over, with numbers', () => {
    const labels = mean();
    // T10 was not clicked: T11 is called T10 and so on.
    const shifted = labels.slice(0, -1).map(({ level }, i) => ({
      level,
      pointLpsMm: labels[i < 4 ? i : i + 1]?.pointLpsMm ?? [0, 0, 0],
    })) as LevelPoint[];
    const found = labelIssues(shifted, STANDARD_SCHEME).filter(({ code }) => code === 'spacing');
    expect(found.map(({ path }) => path)).toEqual(['T9-T10']);
    expect(found[0]?.message).toMatch(
      /^T9 to T10 measures 53\.3 mm; \d+ to \d+ mm is usual for this body: a vertebra/,
    );
  });

  it('names both counts where the one from above and the one from the sacrum do not meet', () => {
    const counted = CT_LUMBAR.filter(({ level }) => level !== 'L5');
    expect(messages(counted).join(' ')).not.toContain('counts disagree');
    // Counted down from the head one vertebra was passed over: the one above L5 is called L3, and S1 is the sacrum.
    const passedOver = CT_LUMBAR.flatMap((label): readonly LevelPoint[] => {
      const names = { T12: 'T11', L1: 'T12', L2: 'L1', L3: 'L2', L4: 'L3', L5: 'L4' } as const;
      return [label.level === 'S1' ? label : { ...label, level: names[label.level as keyof typeof names] }];
    });
    expect(messages(passedOver).find((text) => text.startsWith('L4 to S1 measures'))).toMatch(
      /The counts disagree: counted from above this is L4, counted up from S1 it is L5\.$/,
    );
    // Counted twice on the way: the last of the row is S1 by the count and one above it by its shape.
    const twice = CT_LUMBAR.filter(({ level }) => level !== 'L5').map((label) =>
      label.level === 'L4' ? ({ ...label, level: 'L5' } as const) : label,
    );
    expect(messages(twice).join(' ')).toContain(
      'counted from above this is L5, counted up from S1 it is L4.',
    );
  });

  it('sees one vertebra with two labels', () => {
    const doubled = mean().map((label) =>
      label.level === 'L2'
        ? { level: label.level, pointLpsMm: [0, 0, (label.pointLpsMm[2] ?? 0) + 24] as const }
        : label,
    );
    expect(codes(doubled)).toContain('spacing L1-L2');
  });

  it('sees swapped neighbours', () => {
    const labels = mean();
    const swapped = labels.map((label) => {
      const other = label.level === 'L2' ? 'L3' : label.level === 'L3' ? 'L2' : label.level;
      return { level: other, pointLpsMm: label.pointLpsMm } as const;
    });
    expect(codes(swapped)).toContain('order L2-L3');
  });

  it('sees a label off the curve of the others', () => {
    const off = mean().map((label) =>
      label.level === 'T10'
        ? { level: label.level, pointLpsMm: [16, 0, label.pointLpsMm[2]] as const }
        : label,
    );
    const found = labelIssues(off, STANDARD_SCHEME).find(({ path }) => path === 'T10');
    expect(found?.code).toBe('off-curve');
    expect(found?.message).toContain('T10 lies 16.0 mm off the curve');
  });

  it('sees doubled labels and labels outside the numbering', () => {
    const [first] = mean();
    expect(codes(first === undefined ? [] : [...mean(), first])).toContain('duplicate-label T6');
    expect(codes([...mean(), { level: 'L6', pointLpsMm: [0, 0, -500] }])).toContain('not-in-numbering L6');
  });

  it('says nothing about one label or none', () => {
    expect(codes([])).toEqual([]);
    expect(codes(mean().slice(0, 1))).toEqual([]);
  });
});
