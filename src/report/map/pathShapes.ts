import type { Approach } from '../../domain/vocabulary/terms.ts';
import { markX, towardOf } from './markPlace.ts';
import type { SpinePalette } from './palettes.ts';
import type { Shape } from './shapes.ts';
import { levelY, widthAt, type Column } from './spineMapLayout.ts';
import type { MapMark } from './spineMapModel.ts';

/** The way in, as an arrow: from below for a caudal way, from the side for a foramen, from below and beside otherwise. */
export function accessShapes(
  mark: MapMark,
  approach: Approach,
  column: Column,
  palette: SpinePalette,
): readonly Shape[] {
  const y = levelY(column, mark.level);
  const width = widthAt(column, y);
  const { centreX } = column;
  if (mark.level === 'sacral-hiatus' || approach === 'caudal')
    return arrow([centreX, y + 42], [centreX, y + 4], palette);
  const lateral = approach === 'transforaminal' ? 1.18 : approach === 'interlaminar-paramedian' ? 1.1 : 0.95;
  const drop = approach === 'transforaminal' ? 0.08 : 0.62;
  return towardOf(mark.side).flatMap((toward) =>
    arrow(
      [centreX + (toward === 0 ? 0.16 : toward) * width * lateral, y + width * drop],
      [
        markX(column, mark, toward) + (toward === 0 ? 5 : toward * 20),
        y + width * drop * 0.16 + (toward === 0 ? 20 : 8),
      ],
      palette,
    ),
  );
}

type Point = readonly [x: number, y: number];

function arrow([fromX, fromY]: Point, [toX, toY]: Point, palette: SpinePalette): readonly Shape[] {
  const angle = Math.atan2(toY - fromY, toX - fromX);
  const wing = (turn: number): string =>
    `${toX - 11 * Math.cos(angle + turn)} ${toY - 11 * Math.sin(angle + turn)}`;
  const shaft = `M${fromX} ${fromY}L${toX} ${toY}`;
  return [
    { kind: 'path', d: shaft, stroke: palette.halo, strokeWidth: 7 },
    { kind: 'path', d: shaft, stroke: palette.access, strokeWidth: 3 },
    {
      kind: 'path',
      d: `M${wing(0.45)}L${toX} ${toY}L${wing(-0.45)}`,
      stroke: palette.access,
      strokeWidth: 3,
    },
  ];
}

/** The catheter's way along the canal to its tip; without a known access only the tip. */
export function catheterShapes(
  tip: MapMark,
  access: MapMark | undefined,
  column: Column,
  palette: SpinePalette,
): readonly Shape[] {
  const y = levelY(column, tip.level);
  const x = markX(column, tip, towardOf(tip.side)[0] ?? 0);
  const diamond: Shape = {
    kind: 'path',
    d: `M${x} ${y - 9}l9 9l-9 9l-9 -9z`,
    fill: palette.catheterTip,
    stroke: palette.halo,
    strokeWidth: 1.5,
  };
  if (access === undefined) return [diamond];
  const from = levelY(column, access.level);
  const bend = (from + y) / 2;
  const { centreX } = column;
  return [
    {
      kind: 'path',
      d: `M${centreX} ${from}C${centreX} ${bend} ${x} ${bend} ${x} ${y}`,
      stroke: palette.catheterTip,
      strokeWidth: 2.6,
      dash: '7 5',
    },
    diamond,
  ];
}
