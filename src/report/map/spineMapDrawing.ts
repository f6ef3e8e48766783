import type { Side } from '../../domain/vocabulary/terms.ts';
import { vertebraeOf, vertebraeOfLevel } from '../../domain/vocabulary/scheme.ts';
import { calloutShapes } from './calloutShapes.ts';
import { columnShapes } from './columnShapes.ts';
import { markShapes } from './markShapes.ts';
import { overviewShapes } from './overviewShapes.ts';
import { spinePalettes, type SpinePalette } from './palettes.ts';
import { label, type Drawing, type Shape } from './shapes.ts';
import { layoutColumn, levelExtent, relevantSpan, type Column } from './spineMapLayout.ts';
import { spineMapWords, type SpineMapModel } from './spineMapModel.ts';

const WIDTH = 600;
const HEIGHT = 640;
const HEAD = 78;
const FOOT = 40;
const CENTRE_X = 268;
const LABEL_X = 132;
/** Half the width of the washed side. */
const WASH = 132;

/**
 * The plan as a picture: the part of the spine it touches, enlarged, seen from the front as if facing the patient.
 * R and L stand on both sides of it in letters and words, and the side of each site is washed at its level only; the
 * text alternative says the same as the picture.
 */
export function spineMapDrawing(model: SpineMapModel, scheme: 'light' | 'dark'): Drawing {
  const palette = spinePalettes[scheme];
  const column = layoutColumn(
    relevantSpan(model),
    { centreX: CENTRE_X, top: HEAD, bottom: HEIGHT - FOOT - 24 },
    1.12,
  );
  const whole = layoutColumn(
    vertebraeOf(model.scheme),
    { centreX: 30, top: HEAD, bottom: HEIGHT - FOOT },
    0.95,
  );
  const named = new Set(
    model.marks
      .filter((mark) => mark.kind !== 'collection')
      .flatMap(({ level }) => (level === 'sacral-hiatus' ? [] : vertebraeOfLevel(model.scheme, level))),
  );
  const callouts = { textX: 436, right: WIDTH, top: HEAD + 24, bottom: HEIGHT - FOOT - 40 };
  return {
    width: WIDTH,
    height: HEIGHT,
    title: 'Spine map of the plan',
    words: spineMapWords(model),
    shapes: [
      ...sideWash(model, column, palette),
      ...overviewShapes(whole, column, palette),
      ...columnShapes(column, palette, named, LABEL_X),
      ...markShapes(model, column, palette, LABEL_X - 13),
      ...calloutShapes(model, column, palette, callouts),
      ...sideLetter('R', "patient's right", CENTRE_X - 88, chosen(model, 'right'), palette),
      ...sideLetter('L', "patient's left", CENTRE_X + 88, chosen(model, 'left'), palette),
      label('Seen from the front, as if facing the patient', CENTRE_X, HEIGHT - 17, {
        anchor: 'middle',
        fill: palette.quiet,
      }),
    ],
  };
}

const onSide = (side: Side, wanted: 'left' | 'right'): boolean => side === wanted || side === 'bilateral';
const chosen = (model: SpineMapModel, side: 'left' | 'right'): boolean =>
  model.sites.some((site) => onSide(site.side, side));

function sideLetter(
  letter: 'R' | 'L',
  words: string,
  x: number,
  on: boolean,
  palette: SpinePalette,
): readonly Shape[] {
  return [
    ...(on
      ? [{ kind: 'rect', x: x - 19, y: 8, width: 38, height: 38, radius: 8, fill: palette.target } as const]
      : []),
    label(letter, x, 27, {
      size: 28,
      bold: true,
      anchor: 'middle',
      fill: on ? palette.halo : palette.quiet,
    }),
    label(words, x, 60, { bold: on, anchor: 'middle', fill: on ? palette.text : palette.quiet }),
  ];
}

/** One site: its side from top to bottom. Several: each site's side at its own level. */
function sideWash(model: SpineMapModel, column: Column, palette: SpinePalette): readonly Shape[] {
  const bands = model.sites.flatMap((site) => {
    const { top, bottom } =
      model.sites.length === 1
        ? { top: column.top - 6, bottom: column.bottom + 6 }
        : levelExtent(column, site.target);
    const box = { y: top, width: WASH, height: bottom - top, radius: 10, fill: palette.sideWash };
    return [
      ...(onSide(site.side, 'right') ? [{ x: CENTRE_X - WASH, ...box }] : []),
      ...(onSide(site.side, 'left') ? [{ x: CENTRE_X, ...box }] : []),
    ];
  });
  return [
    ...bands.map((band): Shape => ({ kind: 'rect', ...band })),
    {
      kind: 'path',
      d: `M${CENTRE_X} ${column.top - 8}V${column.bottom + 8}`,
      stroke: palette.line,
      strokeWidth: 1,
      dash: '2 5',
    },
  ];
}
