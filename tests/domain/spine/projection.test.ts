import { describe, expect, it } from 'vitest';
import type { PointPx } from '../../../src/domain/case/document.ts';
import { locateOnProjection, type ProjectionInput } from '../../../src/domain/spine/projection.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import { STANDARD_SCHEME, vertebraeSpan } from '../../../src/domain/vocabulary/scheme.ts';

/** AP image, 100 px a level (3 px a mm), head at the top. */
const ap = (from: Vertebra, to: Vertebra, rightEdge: 'left' | 'right' | null): ProjectionInput => ({
  labels: vertebraeSpan(STANDARD_SCHEME, from, to).map((level, i) => ({
    level,
    pointPx: [256, 50 + 100 * i] as PointPx,
  })),
  scheme: STANDARD_SCHEME,
  confirmedRightEdge: rightEdge,
});

describe('locateOnProjection', () => {
  it('gives vertebra, interspace, fraction and root along the 2D label line', () => {
    expect(locateOnProjection(ap('L1', 'L5', 'left'), [256, 190])).toMatchObject({
      vertebra: 'L2',
      interspace: { upper: 'L2', lower: 'L3' },
      fraction: 0.4,
      exitingRoot: 'L2',
      side: 'midline',
      lateralMm: null,
      apMm: null,
      sigmaMm: null,
      problems: [],
    });
  });

  it('gives no side before a person confirmed the right edge', () => {
    const found = locateOnProjection(ap('L1', 'L5', null), [356, 190]);
    expect(found).toMatchObject({ side: null, problems: ['side-unconfirmed'] });
    expect(found.words).toContain('side not known');
  });

  it('reads the side from what the right edge shows, mirrored or not', () => {
    expect(locateOnProjection(ap('L1', 'L5', 'left'), [356, 190])).toMatchObject({
      side: 'left',
      problems: [],
    });
    expect(locateOnProjection(ap('L1', 'L5', 'right'), [356, 190])).toMatchObject({
      side: 'right',
      problems: [],
    });
    expect(locateOnProjection(ap('L1', 'L5', 'left'), [156, 190]).side).toBe('right');
  });

  it('asks for confirmation near the middle, where hidden depth may fake a side', () => {
    expect(locateOnProjection(ap('L1', 'L5', 'left'), [271, 190])).toMatchObject({
      side: 'left',
      problems: ['side-uncertain'],
    });
  });

  it('works on an image turned upside down', () => {
    const upsideDown = { ...ap('L1', 'L5', 'left') };
    const labels = upsideDown.labels.map(({ level, pointPx: [c, r] }) => ({
      level,
      pointPx: [c, 500 - r] as PointPx,
    }));
    expect(locateOnProjection({ ...upsideDown, labels }, [356, 310])).toMatchObject({
      interspace: { upper: 'L2', lower: 'L3' },
      side: 'left',
    });
  });

  it('keeps the outside, missing-label and near rules', () => {
    const input = ap('L1', 'L5', null);
    expect(locateOnProjection(input, [256, 480])).toMatchObject({
      vertebra: 'L5',
      interspace: null,
      problems: ['outside-labels', 'side-unconfirmed'],
    });
    expect(locateOnProjection(input, [256, 510]).vertebra).toBeNull();
    const gap = { ...input, labels: input.labels.filter(({ level }) => level !== 'L3') };
    expect(locateOnProjection(gap, [256, 200])).toMatchObject({
      interspace: null,
      problems: ['missing-label:L3', 'side-unconfirmed'],
    });
    expect(locateOnProjection(input, [256, 196]).near).toEqual([{ kind: 'vertebra', level: 'L3' }]);
    expect(locateOnProjection({ ...input, labels: [] }, [256, 196]).problems).toEqual(['no-labels']);
  });
});
