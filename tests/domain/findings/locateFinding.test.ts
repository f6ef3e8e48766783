import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveMarks } from '../../../src/domain/case/deriveMarks.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument, PointLps } from '../../../src/domain/case/document.ts';
import { isVertebra } from '../../../src/domain/vocabulary/scheme.ts';
import {
  after,
  bodyCentre,
  click,
  CT,
  CT_FRAME,
  growRegion,
  labelledSpine,
  LEAK,
  markLeak,
  MR,
  MR_FRAME,
  newCase,
  pointBetween,
  XA,
  XA_IMAGE,
} from '../builders.ts';

const SIDECAR = resolve('../shared/data/series/ct_lumbar_3mm.labels.json');

describe.skipIf(!existsSync(SIDECAR))(
  'the golden points of definitions.md on ct_lumbar_3mm, by clicks',
  () => {
    interface Sidecar {
      readonly labels: readonly { readonly level: string; readonly lps: PointLps }[];
    }
    const labelled = (): CaseDocument => {
      const { labels }: Sidecar = JSON.parse(readFileSync(SIDECAR, 'utf8'));
      const clicks = labels.flatMap(({ level, lps }) => (isVertebra(level) ? [click(level, lps)] : []));
      expect(clicks).toHaveLength(labels.length);
      return after(newCase(), ...clicks);
    };

    it.each([
      [[-8, -105, 252], { upper: 'L5', lower: 'S1' }, 'L5', 'right', -9.2, 'L5', []],
      [[12, -110, 330], { upper: 'L2', lower: 'L3' }, 'L2', 'left', 6.6, 'L2', ['side-uncertain']],
    ] as const)('%o', (point, interspace, vertebra, side, lateralMm, exitingRoot, problems) => {
      const location = deriveMarks(after(labelled(), markLeak(point)), []).locations[LEAK];
      expect(location).toMatchObject({ interspace, vertebra, side, exitingRoot, problems });
      expect(location?.lateralMm).toBeCloseTo(lateralMm, 1);
    });
  },
);

const locate = (doc: CaseDocument) => deriveMarks(doc, []).locations[LEAK];

describe('whose labels a mark is read on', () => {
  it('its own series, else the one series of the same frame of reference, and says so', () => {
    const spine = labelledSpine('L4', 'L3', 'L2');
    const other = after(spine, markLeak(pointBetween('L2', 'L3'), { seriesUid: '2.25.1099' }));
    expect(locate(other)).toMatchObject({ interspace: { upper: 'L2', lower: 'L3' }, problems: [] });
    expect(locate(other)?.words).toContain('another series of the same frame');
  });

  it('not on one of two other series, which may disagree', () => {
    const two = after(labelledSpine('L4', 'L3', 'L2'), {
      type: 'label/place',
      seriesUid: '2.25.1098',
      frameOfReferenceUid: CT_FRAME,
      level: 'L3',
      pointLpsMm: bodyCentre('L3'),
    });
    const other = after(two, markLeak(pointBetween('L2', 'L3'), { seriesUid: '2.25.1099' }));
    expect(locate(other)?.problems).toEqual(['no-labels']);
  });

  it('never across frames of reference', () => {
    const spine = labelledSpine('L4', 'L3', 'L2');
    const onMr = after(
      spine,
      markLeak(pointBetween('L2', 'L3'), { seriesUid: MR, frameOfReferenceUid: MR_FRAME }),
    );
    expect(locate(onMr)).toMatchObject({ interspace: null, side: null, problems: ['no-labels'] });
    const mixed = after(spine, markLeak(pointBetween('L2', 'L3'), { frameOfReferenceUid: MR_FRAME }));
    expect(locate(mixed)?.problems).toEqual(['frame-mismatch']);
  });

  it('provisional labels are named where the level rests on them, and only there', () => {
    const doc = after(newCase(), click('L5'), click('L1'), click('T12'));
    expect(locate(after(doc, markLeak(pointBetween('L2', 'L3'))))?.problems).toContain('label-provisional');
    expect(locate(after(doc, markLeak(pointBetween('T12', 'L1'))))?.problems).toEqual([]);
  });
});

const label = (level: 'L1' | 'L2' | 'L3', row: number): CaseCommand => ({
  type: 'projection/label',
  seriesUid: XA,
  sopInstanceUid: XA_IMAGE,
  frame: 4,
  level,
  pointPx: [256, row],
});
const mark = (frame: number, column = 300): CaseCommand => ({
  type: 'finding/add',
  id: LEAK,
  trackingUid: '2.25.91',
  place: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame, pointPx: [column, 240] },
});
const confirm = (rightEdge: 'left' | 'right'): CaseCommand => ({
  type: 'projection/confirm-right-edge',
  seriesUid: XA,
  sopInstanceUid: XA_IMAGE,
  frame: 4,
  rightEdge,
});
const remove = (level: 'L1' | 'L2' | 'L3'): CaseCommand => ({
  type: 'projection/remove',
  sopInstanceUid: XA_IMAGE,
  frame: 4,
  level,
});

describe('a mark on a projection image', () => {
  const doc = after(newCase(), label('L1', 100), label('L2', 200), label('L3', 300));

  it('takes its level from the labels of its image and frame', () => {
    const location = deriveMarks(after(doc, mark(4)), []).locations[LEAK];
    expect(location).toMatchObject({ interspace: { upper: 'L2', lower: 'L3' }, side: null, lateralMm: null });
    expect(location?.problems).toContain('side-unconfirmed');
  });

  it('takes nothing from another frame', () => {
    expect(deriveMarks(after(doc, mark(5)), []).locations[LEAK]?.problems).toEqual(['no-image-labels']);
  });

  it('has a side once a person has said which side the right edge shows', () => {
    const sides = (['left', 'right'] as const).map(
      (edge) => deriveMarks(after(doc, mark(4), confirm(edge)), []).locations[LEAK]?.side,
    );
    expect(sides).toEqual(['left', 'right']);
  });

  it('refuses labels that turn back, and frames counted from 0', () => {
    expect(() => after(doc, label('L3', 120))).toThrow('turn back');
    const zero: CaseCommand = {
      type: 'projection/remove',
      sopInstanceUid: XA_IMAGE,
      frame: 0,
      level: 'L1',
    };
    expect(() => after(doc, zero)).toThrow('counted from 1');
  });

  it('forgets an image without labels', () => {
    expect(after(doc, remove('L1'), remove('L2'), remove('L3')).projectionLabelings).toEqual({});
  });
});

const extent = (...ends: readonly [PointLps, PointLps]) =>
  deriveMarks(after(labelledSpine('L4', 'L3', 'L2', 'L1'), growRegion(...ends)), []).extents['region-1'];

describe('the extent of a region', () => {
  it.each([
    [
      pointBetween('L1', 'L2', { fraction: 0.6 }),
      pointBetween('L3', 'L4', { fraction: 0.9 }),
      { kind: 'range', from: 'L2', to: 'L4' },
    ],
    [
      pointBetween('L2', 'L3', { fraction: 0.3 }),
      pointBetween('L2', 'L3', { fraction: 0.4 }),
      { kind: 'vertebra', level: 'L2' },
    ],
    [bodyCentre('T9'), bodyCentre('L3'), null],
  ] as const)('%#', (cranial, caudal, expected) => {
    expect(extent(cranial, caudal)).toEqual(expected);
    expect(extent(caudal, cranial)).toEqual(expected);
  });

  it('is null without labels', () => {
    const doc = after(newCase(), growRegion(bodyCentre('L2'), bodyCentre('L3')));
    expect(deriveMarks(doc, []).extents['region-1']).toBeNull();
    expect([CT, CT_FRAME]).toContain(doc.regions[0]?.seriesUid);
  });
});
