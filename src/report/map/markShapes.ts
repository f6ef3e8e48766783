import type { SpinePalette } from './palettes.ts';
import { hatchPath, label, type Shape } from './shapes.ts';
import { markX, towardOf } from './markPlace.ts';
import { levelExtent, levelY, widthAt, type Column } from './spineMapLayout.ts';
import type { MapHazard, MapMark, SpineMapModel } from './spineMapModel.ts';
import { accessShapes, catheterShapes } from './pathShapes.ts';
import { burstPath } from './vertebraShapes.ts';

/** Places in the order they are drawn: the collections lie beneath, the targets on top. */
export function markShapes(
  model: SpineMapModel,
  column: Column,
  palette: SpinePalette,
  hazardX: number,
): readonly Shape[] {
  const byKind = (kind: MapMark['kind']): readonly MapMark[] =>
    model.marks.filter((mark) => mark.kind === kind);
  const approachOf = (mark: MapMark) =>
    model.sites.find(({ number }) => number === mark.site)?.approach ?? 'not-stated';
  return [
    ...byKind('collection').flatMap((mark) => collectionShapes(mark, column, palette)),
    ...byKind('catheterTip').flatMap((tip) => {
      const access = byKind('access').find((mark) => mark.site === tip.site);
      return catheterShapes(tip, access, column, palette);
    }),
    ...byKind('access').flatMap((mark) => accessShapes(mark, approachOf(mark), column, palette)),
    ...byKind('defect').flatMap((mark) =>
      towardOf(mark.side).map((toward): Shape => ({
        kind: 'path',
        d: burstPath(markX(column, mark, toward), levelY(column, mark.level), 12, 5.5),
        fill: palette.defect,
        stroke: palette.defectEdge,
        strokeWidth: 1.6,
      })),
    ),
    ...byKind('target').flatMap((mark) =>
      towardOf(mark.side).flatMap((toward) =>
        targetShapes(mark, toward, column, palette, model.siteCount > 1),
      ),
    ),
    ...model.hazards.flatMap((hazard) =>
      hazardShapes(
        hazard,
        hazard.level.kind === 'interspace' ? hazardX : hazardX + 34,
        levelY(column, hazard.level),
        palette,
      ),
    ),
  ];
}

function collectionShapes(mark: MapMark, column: Column, palette: SpinePalette): readonly Shape[] {
  if (mark.level === 'sacral-hiatus') return [];
  const { top, bottom } = levelExtent(column, mark.level);
  const width = widthAt(column, (top + bottom) / 2) * 0.5;
  const box = { x: column.centreX - width / 2, y: top, width, height: bottom - top };
  return [
    { kind: 'rect', ...box, radius: 6, fill: palette.collection, fillOpacity: 0.22 },
    { kind: 'path', d: hatchPath(box, 9), stroke: palette.collection, strokeWidth: 1.2 },
    { kind: 'rect', ...box, radius: 6, stroke: palette.collection, strokeWidth: 1.6 },
  ];
}

/** A ring with cross hairs; with several sites its number stands above it, on the side away from the spine. */
function targetShapes(
  mark: MapMark,
  toward: -1 | 0 | 1,
  column: Column,
  palette: SpinePalette,
  numbered: boolean,
): readonly Shape[] {
  const x = markX(column, mark, toward);
  const y = levelY(column, mark.level);
  const dash = mark.side === 'not-stated' ? { dash: '4 4' } : {};
  const line = { stroke: palette.target, strokeWidth: 3 };
  // Above and outside: the arrow of the way in comes from below or from the side.
  const badgeX = x + (toward === -1 ? -29 : 29);
  return [
    { kind: 'circle', x, y, r: 19, stroke: palette.halo, strokeWidth: 6, strokeOpacity: 0.85 },
    { kind: 'circle', x, y, r: 19, ...line, ...dash },
    {
      kind: 'path',
      d: `M${x} ${y - 26}v7M${x} ${y + 19}v7M${x - 26} ${y}h7M${x + 19} ${y}h7`,
      ...line,
    },
    ...(numbered ? siteBadge(mark.site, badgeX, y - 21, palette) : []),
  ];
}

/** The number of a site, white on the target's colour. */
export const siteBadge = (site: number, x: number, y: number, palette: SpinePalette): readonly Shape[] => [
  { kind: 'rect', x: x - 11, y: y - 11, width: 22, height: 22, radius: 6, fill: palette.target },
  label(String(site), x, y, { size: 15, bold: true, anchor: 'middle', fill: palette.halo }),
];

const hazardShapes = ({ id }: MapHazard, x: number, y: number, palette: SpinePalette): readonly Shape[] => [
  { kind: 'path', d: `M${x} ${y - 15}l17 29h-34z`, fill: palette.hazard },
  label(id, x, y + 6, { size: 11.5, bold: true, anchor: 'middle', fill: palette.onHazard }),
];
