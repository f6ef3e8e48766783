import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interspacesOf, STANDARD_SCHEME } from '../../src/domain/vocabulary/scheme.ts';
import type { Side } from '../../src/domain/vocabulary/terms.ts';
import { SpineMap } from '../../src/ui/spineMap/SpineMap.tsx';
import { markX } from '../../src/report/map/markPlace.ts';
import { layoutColumn, levelY, relevantSpan } from '../../src/report/map/spineMapLayout.ts';
import { spineMapOfPlan, spineMapWords, type SpineMapModel } from '../../src/report/map/spineMapModel.ts';
import { planFixture } from './harness/planFixture.ts';

const interspace = (upper: 'L2' | 'T7', lower: 'L3' | 'T8') =>
  ({ kind: 'interspace', upper, lower }) as const;

function model(side: Side, patch: Partial<SpineMapModel> = {}): SpineMapModel {
  return {
    scheme: STANDARD_SCHEME,
    sites: [{ number: 1, target: interspace('L2', 'L3'), side, approach: 'interlaminar', unstated: [] }],
    siteCount: 1,
    marks: [{ kind: 'target', level: interspace('L2', 'L3'), side, site: 1 }],
    hazards: [],
    ...patch,
  };
}

const draw = (each: SpineMapModel) =>
  renderToStaticMarkup(createElement(SpineMap, { model: each, scheme: 'light' }));
/** Horizontal centres of the target's rings. */
const ringsX = (svg: string) => [
  ...new Set([...svg.matchAll(/<circle cx="([\d.]+)"/g)].map((match) => Number(match[1]))),
];
/** Where the caption stands, which is the patient's midline. */
const middleOf = (svg: string) => Number(/<text x="(\d+)"[^>]*>Seen from/.exec(svg)?.[1]);

describe('sides of the picture', () => {
  it('draws the patient’s right on the left of the picture and says so', () => {
    const svg = draw(model('right'));
    expect(ringsX(svg)).toHaveLength(1);
    expect(ringsX(svg)[0]).toBeLessThan(middleOf(svg));
    expect(svg).toContain('patient&#x27;s right');
    expect(svg).toContain('Seen from the front, as if facing the patient');
  });

  it('draws the patient’s left on the right, both sides twice, the midline in the middle', () => {
    const left = draw(model('left'));
    expect(ringsX(left)[0]).toBeGreaterThan(middleOf(left));
    expect(ringsX(draw(model('bilateral')))).toHaveLength(2);
    expect(ringsX(draw(model('midline')))).toEqual([middleOf(left)]);
  });

  it('does not draw a side that nobody stated as if it were one', () => {
    const svg = draw(model('not-stated'));
    expect(ringsX(svg)).toEqual([middleOf(svg)]);
    expect(svg).toContain('stroke-dasharray="4 4"');
    expect(svg).toContain('side not stated');
  });

  it('is mirrored exactly when the side is', () => {
    assert(
      property(constantFrom(...interspacesOf(STANDARD_SCHEME)), ({ upper, lower }) => {
        const level = { kind: 'interspace', upper, lower } as const;
        const shown = model('right', { marks: [{ kind: 'target', level, side: 'right', site: 1 }] });
        const column = layoutColumn(relevantSpan(shown), { centreX: 200, top: 0, bottom: 500 }, 1);
        const mark = { kind: 'target', level, side: 'right', site: 1 } as const;
        expect(markX(column, mark, -1) + markX(column, mark, 1)).toBeCloseTo(400);
      }),
    );
  });
});

describe('levels of the picture', () => {
  it('shows a neighbour on each side, in order, at least five in all', () => {
    expect(relevantSpan(model('right'))).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
    const top = model('left', {
      marks: [{ kind: 'target', level: { kind: 'vertebra', level: 'C1' }, side: 'left', site: 1 }],
    });
    expect(relevantSpan(top)).toEqual(['C1', 'C2', 'C3', 'C4', 'C5']);
  });

  it('holds the sacrum when the way in is the hiatus', () => {
    const caudal = model('midline', {
      marks: [
        ...model('midline').marks,
        { kind: 'access', level: 'sacral-hiatus', side: 'midline', site: 1 },
      ],
    });
    expect(relevantSpan(caudal)).toContain('S5');
  });

  it('puts every interspace between its two vertebrae', () => {
    assert(
      property(constantFrom(...interspacesOf(STANDARD_SCHEME)), ({ upper, lower }) => {
        const level = { kind: 'interspace', upper, lower } as const;
        const column = layoutColumn(
          relevantSpan(model('right', { marks: [{ kind: 'target', level, side: 'right', site: 1 }] })),
          { centreX: 200, top: 0, bottom: 500 },
          1,
        );
        const above = levelY(column, { kind: 'vertebra', level: upper });
        const below = levelY(column, { kind: 'vertebra', level: lower });
        expect(levelY(column, level)).toBeGreaterThan(above);
        expect(levelY(column, level)).toBeLessThan(below);
      }),
    );
  });
});

describe('words of the picture', () => {
  it('says the same as the picture, the patient’s side included', () => {
    const words = spineMapWords(spineMapOfPlan(planFixture()));
    expect(words).toContain("Target L2-L3, patient's right.");
    expect(words).toContain('Collection L1..L4.');
    expect(words).toContain('Hazard H4 at L3-L4.');
  });

  it('names a place that is not stated and draws none', () => {
    const [site] = planFixture().sites;
    if (site === undefined) throw new Error('the fixture has a site');
    const map = spineMapOfPlan(planFixture({ sites: [{ ...site, defect: 'not-stated' }] }));
    expect(map.marks.some((mark) => mark.kind === 'defect')).toBe(false);
    expect(spineMapWords(map)).toContain('Defect not stated.');
  });
});
