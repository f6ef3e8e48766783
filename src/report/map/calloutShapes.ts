import { exitingRoot } from '../../domain/vocabulary/interspace.ts';
import { markX, towardOf } from './markPlace.ts';
import { siteBadge } from './markShapes.ts';
import type { SpinePalette } from './palettes.ts';
import { label, type Shape } from './shapes.ts';
import { levelExtent, levelY, widthAt, type Column } from './spineMapLayout.ts';
import { markTitles, placeText, sideInWords, type MapMark, type SpineMapModel } from './spineMapModel.ts';

interface Callout {
  /** Null where the plan has one site. */
  readonly site: number | null;
  readonly title: string;
  readonly place: string;
  readonly details: readonly string[];
  readonly markX: number;
  readonly markY: number;
}
interface CalloutBox {
  readonly textX: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Large callouts have four lines, small ones two. */
const LARGE_ROW = 92;
const SMALL_ROW = 46;

/** What each mark is, at which level and on which side, in words beside the picture with a line to it. */
export function calloutShapes(
  model: SpineMapModel,
  column: Column,
  palette: SpinePalette,
  box: CalloutBox,
): readonly Shape[] {
  const callouts = calloutsOf(model, column);
  const large = (callouts.length - 1) * LARGE_ROW <= box.bottom - box.top;
  const row = large
    ? LARGE_ROW
    : Math.min(SMALL_ROW, (box.bottom - box.top) / Math.max(1, callouts.length - 1));
  const ys = spread(
    callouts.map((callout) => callout.markY),
    row,
    box,
  );
  return callouts.flatMap((callout, index): readonly Shape[] => {
    const y = ys[index] ?? callout.markY;
    const line: Shape = {
      kind: 'path',
      d: `M${callout.markX} ${callout.markY}L${box.textX - 26} ${y}H${box.textX - 8}`,
      stroke: palette.line,
      strokeWidth: 1.2,
    };
    const badge = callout.site === null ? [] : siteBadge(callout.site, box.textX + 11, y, palette);
    const textX = callout.site === null ? box.textX : box.textX + 30;
    const texts = large
      ? largeTexts(callout, textX, y, box.right, palette)
      : smallTexts(callout, textX, y, palette);
    return [line, ...badge, ...texts];
  });
}

function largeTexts(
  callout: Callout,
  x: number,
  y: number,
  right: number,
  palette: SpinePalette,
): readonly Shape[] {
  return [
    label(callout.title, x, y - 22, { size: fitting(callout.title, right - x), fill: palette.quiet }),
    label(callout.place, x, y, { size: 23, bold: true, fill: palette.text }),
    ...callout.details.map((detail, line) => label(detail, x, y + 23 + line * 19, { fill: palette.text })),
  ];
}

/** Letters are about half as wide as high: the size at which a title does not run over the edge. */
const fitting = (text: string, room: number): number => Math.min(15, room / (text.length * 0.53));

/** The side stands with the level, in the same large letters' line: it is never left to a number. */
function smallTexts(callout: Callout, x: number, y: number, palette: SpinePalette): readonly Shape[] {
  const [side] = callout.details;
  return [
    label(callout.place, x, y - 8, { size: 17, bold: true, fill: palette.text }),
    label(side === undefined ? callout.title : side, x, y + 10, { size: 14, fill: palette.text }),
  ];
}

/** Marks of one site, level and side share a callout: "Defect, target, access · L2-L3 · patient's right". */
function calloutsOf(model: SpineMapModel, column: Column): readonly Callout[] {
  const groups = new Map<string, MapMark[]>();
  for (const mark of model.marks) {
    const key = `${mark.site}|${placeText(mark.level)}|${mark.side}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  const callouts = [...groups.values()].flatMap((group) => {
    const [mark] = group;
    return mark === undefined ? [] : [calloutOf(mark, group, column, model.siteCount > 1)];
  });
  const sorted = callouts.toSorted((a, b) => a.markY - b.markY);
  // With many sites only the targets fit beside the picture; the other places are in the words and in the table.
  return sorted.length <= MOST ? sorted : sorted.filter((callout) => callout.target);
}
const MOST = 11;

function calloutOf(
  mark: MapMark,
  group: readonly MapMark[],
  column: Column,
  several: boolean,
): Callout & { readonly target: boolean } {
  const target = group.some((each) => each.kind === 'target');
  const titles = group.map((each, index) =>
    index === 0 ? markTitles[each.kind] : markTitles[each.kind].toLowerCase(),
  );
  const root =
    target && mark.level !== 'sacral-hiatus' && mark.level.kind === 'interspace'
      ? exitingRoot(mark.level.upper, mark.level.lower)
      : null;
  return {
    target,
    site: several ? mark.site : null,
    title: titles.join(', '),
    place: placeText(mark.level),
    details: [
      ...(mark.side === 'not-applicable' ? [] : [sideInWords[mark.side]]),
      ...(root === null ? [] : [`exiting root ${root}`]),
    ],
    ...anchorOf(mark, target, column),
  };
}

/** Where the leader line starts: beside a mark, or near the lower end of a collection. */
function anchorOf(mark: MapMark, target: boolean, column: Column): Pick<Callout, 'markX' | 'markY'> {
  if (mark.kind === 'collection' && mark.level !== 'sacral-hiatus') {
    const { top, bottom } = levelExtent(column, mark.level);
    return { markX: column.centreX + widthAt(column, bottom) * 0.25, markY: bottom - (bottom - top) * 0.12 };
  }
  const toward = towardOf(mark.side).at(-1) ?? 0;
  const beside = target ? 27 : 14;
  return { markX: markX(column, mark, toward) + beside, markY: levelY(column, mark.level) };
}

/** Keeps the callouts in order and apart, as near to their marks as that allows. */
function spread(
  wanted: readonly number[],
  row: number,
  { top, bottom }: Pick<CalloutBox, 'top' | 'bottom'>,
): readonly number[] {
  const ys: number[] = [];
  for (const y of wanted) ys.push(Math.max(y, (ys.at(-1) ?? top - row) + row));
  let limit = bottom;
  return ys
    .toReversed()
    .map((y) => {
      const kept = Math.min(y, limit);
      limit = kept - row;
      return kept;
    })
    .toReversed();
}
