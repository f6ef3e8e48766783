import type { Side } from '../../domain/vocabulary/terms.ts';
import type { SpinePalette } from './palettes.ts';
import { levelExtent, levelY, widthAt, type Column } from './spineMapLayout.ts';
import type { MapHazard, MapMark, SpineMapModel } from './spineMapModel.ts';
import { burstPath } from './vertebraShapes.ts';

interface SpineMarksProps {
  readonly model: SpineMapModel;
  readonly column: Column;
  readonly palette: SpinePalette;
  readonly hatchId: string;
  readonly hazardX: number;
}

/** The patient's right is on the picture's left: seen from the front. */
export function towardOf(side: Side): readonly (-1 | 0 | 1)[] {
  switch (side) {
    case 'right':
      return [-1];
    case 'left':
      return [1];
    case 'bilateral':
      return [-1, 1];
    default:
      return [0];
  }
}

export const markX = (column: Column, mark: MapMark, toward: number): number =>
  column.centreX + toward * widthAt(column, levelY(column, mark.level)) * 0.3;

/** Places in the order they are drawn: the collection lies beneath, the target on top. */
export function SpineMarks({ model, column, palette, hatchId, hazardX }: SpineMarksProps) {
  const byKind = (kind: MapMark['kind']): readonly MapMark[] =>
    model.marks.filter((mark) => mark.kind === kind);
  return (
    <g strokeLinecap="round" strokeLinejoin="round">
      {byKind('collection').map((mark) => (
        <Collection key={keyOf(mark)} mark={mark} column={column} palette={palette} hatchId={hatchId} />
      ))}
      {byKind('catheterTip').map((mark) => (
        <CatheterPath
          key={keyOf(mark)}
          tip={mark}
          access={byKind('access')[0]}
          column={column}
          palette={palette}
        />
      ))}
      {byKind('access').map((mark) => (
        <AccessArrow key={keyOf(mark)} mark={mark} model={model} column={column} palette={palette} />
      ))}
      {byKind('defect').flatMap((mark) =>
        towardOf(mark.side).map((toward) => (
          <path
            key={`${keyOf(mark)}${toward}`}
            d={burstPath(markX(column, mark, toward), levelY(column, mark.level), 12, 5.5)}
            fill={palette.defect}
            stroke={palette.defectEdge}
            strokeWidth={1.6}
          />
        )),
      )}
      {byKind('target').flatMap((mark) =>
        towardOf(mark.side).map((toward) => (
          <Target
            key={`${keyOf(mark)}${toward}`}
            x={markX(column, mark, toward)}
            y={levelY(column, mark.level)}
            dashed={mark.side === 'not-stated'}
            palette={palette}
          />
        )),
      )}
      {model.hazards.map((hazard) => (
        <HazardSign
          key={hazard.id}
          hazard={hazard}
          x={hazard.level.kind === 'interspace' ? hazardX : hazardX + 34}
          y={levelY(column, hazard.level)}
          palette={palette}
        />
      ))}
    </g>
  );
}

const keyOf = (mark: MapMark): string => `${mark.kind}-${JSON.stringify(mark.level)}-${mark.side}`;

interface MarkProps {
  readonly mark: MapMark;
  readonly column: Column;
  readonly palette: SpinePalette;
}

function Collection({ mark, column, palette, hatchId }: MarkProps & { readonly hatchId: string }) {
  if (mark.level === 'sacral-hiatus') return null;
  const { top, bottom } = levelExtent(column, mark.level);
  const width = widthAt(column, (top + bottom) / 2) * 0.5;
  const box = { x: column.centreX - width / 2, y: top, width, height: bottom - top, rx: 12 };
  return (
    <g>
      <rect {...box} fill={palette.collection} opacity={0.22} />
      <rect {...box} fill={`url(#${hatchId})`} stroke={palette.collection} strokeWidth={1.6} />
    </g>
  );
}

function Target({ x, y, dashed, palette }: { x: number; y: number; dashed: boolean; palette: SpinePalette }) {
  const dash = dashed ? '4 4' : undefined;
  return (
    <g fill="none" stroke={palette.target}>
      <circle cx={x} cy={y} r={19} stroke={palette.halo} strokeWidth={6} opacity={0.85} />
      <circle cx={x} cy={y} r={19} strokeWidth={3} strokeDasharray={dash} />
      <path d={`M${x} ${y - 26}v7M${x} ${y + 19}v7M${x - 26} ${y}h7M${x + 19} ${y}h7`} strokeWidth={3} />
    </g>
  );
}

function AccessArrow({ mark, model, column, palette }: MarkProps & { readonly model: SpineMapModel }) {
  const y = levelY(column, mark.level);
  const width = widthAt(column, y);
  if (mark.level === 'sacral-hiatus' || model.approach === 'caudal') {
    return <Arrow fromX={column.centreX} fromY={y + 42} toX={column.centreX} toY={y + 4} palette={palette} />;
  }
  const lateral =
    model.approach === 'transforaminal' ? 1.18 : model.approach === 'interlaminar-paramedian' ? 1.1 : 0.95;
  const drop = model.approach === 'transforaminal' ? 0.08 : 0.62;
  return towardOf(mark.side).map((toward) => (
    <Arrow
      key={toward}
      fromX={column.centreX + (toward === 0 ? 0.16 : toward) * width * lateral}
      fromY={y + width * drop}
      toX={markX(column, mark, toward) + (toward === 0 ? 5 : toward * 20)}
      toY={y + width * drop * 0.16 + (toward === 0 ? 20 : 8)}
      palette={palette}
    />
  ));
}

interface ArrowProps {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly palette: SpinePalette;
}

function Arrow({ fromX, fromY, toX, toY, palette }: ArrowProps) {
  const angle = Math.atan2(toY - fromY, toX - fromX);
  const wing = (turn: number): string =>
    `${toX - 11 * Math.cos(angle + turn)} ${toY - 11 * Math.sin(angle + turn)}`;
  const shaft = `M${fromX} ${fromY}L${toX} ${toY}`;
  return (
    <g fill="none">
      <path d={shaft} stroke={palette.halo} strokeWidth={7} />
      <path d={shaft} stroke={palette.access} strokeWidth={3} />
      <path d={`M${wing(0.45)}L${toX} ${toY}L${wing(-0.45)}`} stroke={palette.access} strokeWidth={3} />
    </g>
  );
}

interface CatheterPathProps {
  readonly tip: MapMark;
  readonly access: MapMark | undefined;
  readonly column: Column;
  readonly palette: SpinePalette;
}

function CatheterPath({ tip, access, column, palette }: CatheterPathProps) {
  const y = levelY(column, tip.level);
  const x = markX(column, tip, towardOf(tip.side)[0] ?? 0);
  const from = access === undefined ? null : levelY(column, access.level);
  return (
    <g fill="none" stroke={palette.catheterTip}>
      {from === null ? null : (
        <path
          d={`M${column.centreX} ${from}C${column.centreX} ${(from + y) / 2} ${x} ${(from + y) / 2} ${x} ${y}`}
          strokeWidth={2.6}
          strokeDasharray="7 5"
        />
      )}
      <path
        d={`M${x} ${y - 9}l9 9l-9 9l-9 -9z`}
        fill={palette.catheterTip}
        stroke={palette.halo}
        strokeWidth={1.5}
      />
    </g>
  );
}

function HazardSign({
  hazard,
  x,
  y,
  palette,
}: {
  hazard: MapHazard;
  x: number;
  y: number;
  palette: SpinePalette;
}) {
  return (
    <g>
      <path d={`M${x} ${y - 15}l17 29h-34z`} fill={palette.hazard} strokeLinejoin="round" />
      <text
        x={x}
        y={y + 6}
        textAnchor="middle"
        dominantBaseline="central"
        fontSize={11.5}
        fontWeight={700}
        fill={palette.onHazard}
      >
        {hazard.id}
      </text>
    </g>
  );
}
