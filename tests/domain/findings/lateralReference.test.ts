import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument, ClickPlane, PointLps } from '../../../src/domain/case/document.ts';
import { isVertebra } from '../../../src/domain/vocabulary/scheme.ts';
import { after, CT, CT_FRAME, ctSeries, LEAK, markLeak, newCase, TODAY } from '../builders.ts';

const { labels } = JSON.parse(
  readFileSync(resolve('../shared/data/series/ct_lumbar_3mm.labels.json'), 'utf8'),
) as { readonly labels: readonly { readonly level: string; readonly lps: PointLps }[] };

/** The golden right mark of definitions.md: 9.2 mm to the right between L5 and S1. */
const GOLDEN_RIGHT: PointLps = [-8, -105, 252];

const place = (patch: { readonly plane?: ClickPlane; readonly x?: number }): readonly CaseCommand[] =>
  labels.flatMap(({ level, lps: [x, y, z] }) =>
    isVertebra(level)
      ? [
          {
            type: 'label/place' as const,
            seriesUid: CT,
            frameOfReferenceUid: CT_FRAME,
            level,
            pointLpsMm: [patch.x ?? x, y, z] as const,
            ...(patch.plane === undefined ? {} : { clickedOn: patch.plane }),
          },
        ]
      : [],
  );
const spine = (patch: { readonly plane?: ClickPlane; readonly x?: number }, at = GOLDEN_RIGHT) =>
  after(newCase(), ...place(patch), markLeak(at));
const locationOf = (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY).locations[LEAK];
const blocks = (doc: CaseDocument) =>
  deriveCase(doc, [ctSeries()], TODAY).blockers.some((blocker) => blocker.code === 'lateral-unverified');
const confirm = (level: 'L5' | 'S1'): CaseCommand => ({
  type: 'label/confirm-middle',
  seriesUid: CT,
  levels: [level],
  seenOn: 'axial',
});
const drag = (to: PointLps): CaseCommand => ({
  type: 'label/move',
  seriesUid: CT,
  level: 'L5',
  pointLpsMm: to,
  clickedOn: 'sagittal',
});
/** The sagittal slice that turned the golden right mark into a midline one. */
const OFF_SLICE = { plane: 'sagittal', x: -5 } as const;

describe('labels clicked on sagittal slices', () => {
  it('a slice beside the middle turns the golden right mark into midline, and that is not believed', () => {
    expect(locationOf(spine({ plane: 'axial' }))).toMatchObject({ side: 'right', problems: [] });
    const off = spine(OFF_SLICE);
    expect(locationOf(off)).toMatchObject({ side: 'midline' });
    expect(locationOf(off)?.problems).toContain('lateral-unverified');
    expect(locationOf(off)?.words).toContain('check the middle of L5 on the axial view');
    expect(blocks(off)).toBe(true);
  });

  it.each(['axial', 'coronal'] as const)('clicks on a %s plane speak for themselves', (plane) => {
    expect(blocks(spine({ plane }))).toBe(false);
  });

  it('an oblique plane proves nothing', () => {
    expect(blocks(spine({ plane: 'oblique' }))).toBe(true);
  });

  it('one label confirmed on the axial view speaks for the neighbour beside it, not for one off to a side', () => {
    expect(blocks(after(spine(OFF_SLICE), confirm('L5')))).toBe(false);
    const corrected = after(spine(OFF_SLICE), {
      type: 'label/move',
      seriesUid: CT,
      level: 'L5',
      pointLpsMm: labels.find((label) => label.level === 'L5')?.lps ?? [0, 0, 0],
      clickedOn: 'axial',
    });
    expect(locationOf(corrected)?.words).toContain('check the middle of S1');
    expect(blocks(after(corrected, confirm('S1')))).toBe(false);
  });

  it('a mark far to one side needs no check: no slice through the canal lies that far off', () => {
    expect(blocks(spine(OFF_SLICE, [-21, -105, 252]))).toBe(false);
    expect(blocks(spine(OFF_SLICE, [-19, -105, 252]))).toBe(true);
  });

  it("a person's word on the side stands in for the check", () => {
    const stated = after(spine(OFF_SLICE), {
      type: 'finding/update',
      id: LEAK,
      patch: { sideDecision: { side: 'right', reason: 'Axial view' } },
    });
    expect(blocks(stated)).toBe(false);
  });

  it('a drag inside the slice keeps the check, a drag to another slice undoes it', () => {
    const checked = after(spine(OFF_SLICE), confirm('L5'));
    const [x, y, z] = checked.labelings[CT]?.labels.find((label) => label.level === 'L5')?.pointLpsMm ?? [
      0, 0, 0,
    ];
    expect(blocks(after(checked, drag([x, y + 2, z])))).toBe(false);
    expect(blocks(after(checked, drag([x + 1, y, z])))).toBe(true);
  });

  it('planes nobody kept (older drafts): one lateral coordinate for all is one sagittal slice', () => {
    expect(blocks(spine({ x: -5 }))).toBe(true);
    expect(blocks(spine({}))).toBe(false);
  });
});
