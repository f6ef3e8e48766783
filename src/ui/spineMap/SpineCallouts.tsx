import { exitingRoot } from '../../domain/vocabulary/interspace.ts';
import { levelExtent, levelY, widthAt, type Column } from './spineMapLayout.ts';
import type { SpinePalette } from './palettes.ts';
import { markX, towardOf } from './SpineMarks.tsx';
import { markTitles, placeText, sideInWords, type MapMark } from './spineMapModel.ts';

interface SpineCalloutsProps {
  readonly marks: readonly MapMark[];
  readonly column: Column;
  readonly palette: SpinePalette;
  readonly textX: number;
  readonly top: number;
  readonly bottom: number;
}

interface Callout {
  readonly title: string;
  readonly place: string;
  readonly details: readonly string[];
  readonly markX: number;
  readonly markY: number;
}

const ROW = 92;

/** Marks of one level and side share a callout: "Defect, target, access · L2-L3 · patient's right". */
function calloutsOf(marks: readonly MapMark[], column: Column): readonly Callout[] {
  const groups = new Map<string, MapMark[]>();
  for (const mark of marks) {
    const key = `${placeText(mark.level)}|${mark.side}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()]
    .flatMap((group): readonly Callout[] => {
      const mark = group[0];
      if (mark === undefined) return [];
      const titles = group.map((each, index) =>
        index === 0 ? markTitles[each.kind] : markTitles[each.kind].toLowerCase(),
      );
      const root =
        mark.level !== 'sacral-hiatus' &&
        mark.level.kind === 'interspace' &&
        group.some((each) => each.kind === 'target')
          ? exitingRoot(mark.level.upper, mark.level.lower)
          : null;
      const side = mark.side === 'not-applicable' ? [] : [sideInWords[mark.side]];
      return [
        {
          title: titles.join(', '),
          place: placeText(mark.level),
          details: [...side, ...(root === null ? [] : [`exiting root ${root}`])],
          ...anchorOf(
            mark,
            group.some((each) => each.kind === 'target'),
            column,
          ),
        },
      ];
    })
    .toSorted((a, b) => a.markY - b.markY);
}

/** Where the leader line starts: beside a mark, or near the lower end of a collection. */
function anchorOf(mark: MapMark, target: boolean, column: Column): Pick<Callout, 'markX' | 'markY'> {
  if (mark.kind === 'collection' && mark.level !== 'sacral-hiatus') {
    const { top, bottom } = levelExtent(column, mark.level);
    return { markX: column.centreX + widthAt(column, bottom) * 0.25, markY: bottom - (bottom - top) * 0.12 };
  }
  return {
    markX: markX(column, mark, towardOf(mark.side).at(-1) ?? 0) + (target ? 27 : 14),
    markY: levelY(column, mark.level),
  };
}

/** Keeps the callouts in order and apart, as near to their marks as that allows. */
function spread(callouts: readonly Callout[], top: number, bottom: number): readonly number[] {
  const ys: number[] = [];
  for (const callout of callouts) ys.push(Math.max(callout.markY, (ys.at(-1) ?? top - ROW) + ROW));
  let limit = bottom;
  return ys
    .toReversed()
    .map((y) => {
      const kept = Math.min(y, limit);
      limit = kept - ROW;
      return kept;
    })
    .toReversed();
}

export function SpineCallouts({ marks, column, palette, textX, top, bottom }: SpineCalloutsProps) {
  const callouts = calloutsOf(marks, column);
  const ys = spread(callouts, top, bottom);
  return (
    <g>
      {callouts.map((callout, index) => {
        const y = ys[index] ?? callout.markY;
        return (
          <g key={`${callout.title}${callout.place}`}>
            <path
              d={`M${callout.markX} ${callout.markY}L${textX - 26} ${y}H${textX - 8}`}
              fill="none"
              stroke={palette.line}
              strokeWidth={1.2}
            />
            <text x={textX} y={y - 22} fontSize={15} fill={palette.quiet} dominantBaseline="central">
              {callout.title}
            </text>
            <text
              x={textX}
              y={y}
              fontSize={23}
              fontWeight={700}
              fill={palette.text}
              dominantBaseline="central"
            >
              {callout.place}
            </text>
            {callout.details.map((detail, line) => (
              <text
                key={detail}
                x={textX}
                y={y + 23 + line * 19}
                fontSize={15}
                fill={palette.text}
                dominantBaseline="central"
              >
                {detail}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}
