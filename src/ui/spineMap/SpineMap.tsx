import { useId } from 'react';
import { vertebraeOf, vertebraeOfLevel } from '../../domain/vocabulary/scheme.ts';
import { SpineCallouts } from './SpineCallouts.tsx';
import { SpineColumn } from './SpineColumn.tsx';
import { SpineMarks } from './SpineMarks.tsx';
import { SpineOverview } from './SpineOverview.tsx';
import { spinePalettes, type SpinePalette } from './palettes.ts';
import { layoutColumn, relevantSpan } from './spineMapLayout.ts';
import { spineMapWords, type SpineMapModel } from './spineMapModel.ts';

const WIDTH = 600;
const HEIGHT = 640;
const HEAD = 78;
const FOOT = 40;
const CENTRE_X = 268;
const LABEL_X = 132;

interface SpineMapProps {
  readonly model: SpineMapModel;
  readonly scheme: 'light' | 'dark';
  readonly className?: string;
}

/**
 * The plan as a picture: the part of the spine it touches, enlarged, seen from the front as if facing the patient.
 * R and L stand on both sides of it in letters and words; the text alternative says the same as the picture.
 */
export function SpineMap({ model, scheme, className }: SpineMapProps) {
  const id = useId();
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
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={className}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no tag for one picture
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      fontFamily="inherit"
    >
      <title id={`${id}-title`}>Spine map of the plan</title>
      <desc id={`${id}-desc`}>{spineMapWords(model)}</desc>
      <defs>
        <pattern
          id={`${id}-hatch`}
          width={7}
          height={7}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V7" stroke={palette.collection} strokeWidth={1.6} />
        </pattern>
      </defs>
      <SideWash model={model} palette={palette} top={column.top} bottom={column.bottom} />
      <SpineOverview whole={whole} enlarged={column} palette={palette} />
      <SpineColumn column={column} palette={palette} named={named} labelX={LABEL_X} />
      <SpineMarks
        model={model}
        column={column}
        palette={palette}
        hatchId={`${id}-hatch`}
        hazardX={LABEL_X - 13}
      />
      <SpineCallouts
        marks={model.marks}
        column={column}
        palette={palette}
        textX={436}
        top={HEAD + 24}
        bottom={HEIGHT - FOOT - 40}
      />
      <SideLetter
        letter="R"
        words="patient's right"
        x={CENTRE_X - 88}
        chosen={onSide(model, 'right')}
        palette={palette}
      />
      <SideLetter
        letter="L"
        words="patient's left"
        x={CENTRE_X + 88}
        chosen={onSide(model, 'left')}
        palette={palette}
      />
      <text x={CENTRE_X} y={HEIGHT - 12} textAnchor="middle" fontSize={15} fill={palette.quiet}>
        Seen from the front, as if facing the patient
      </text>
    </svg>
  );
}

const onSide = (model: SpineMapModel, side: 'left' | 'right'): boolean =>
  model.side === side || model.side === 'bilateral';

interface SideLetterProps {
  readonly letter: 'R' | 'L';
  readonly words: string;
  readonly x: number;
  readonly chosen: boolean;
  readonly palette: SpinePalette;
}

function SideLetter({ letter, words, x, chosen, palette }: SideLetterProps) {
  return (
    <g textAnchor="middle">
      {chosen ? <rect x={x - 19} y={8} width={38} height={38} rx={8} fill={palette.target} /> : null}
      <text
        x={x}
        y={28}
        dominantBaseline="central"
        fontSize={28}
        fontWeight={800}
        fill={chosen ? palette.halo : palette.quiet}
      >
        {letter}
      </text>
      <text
        x={x}
        y={60}
        dominantBaseline="central"
        fontSize={15}
        fontWeight={chosen ? 700 : 450}
        fill={chosen ? palette.text : palette.quiet}
      >
        {words}
      </text>
    </g>
  );
}

interface SideWashProps {
  readonly model: SpineMapModel;
  readonly palette: SpinePalette;
  readonly top: number;
  readonly bottom: number;
}

function SideWash({ model, palette, top, bottom }: SideWashProps) {
  const half = 132;
  const band = { y: top - 6, height: bottom - top + 12, width: half, fill: palette.sideWash };
  return (
    <g>
      {onSide(model, 'right') ? <rect x={CENTRE_X - half} {...band} rx={10} /> : null}
      {onSide(model, 'left') ? <rect x={CENTRE_X} {...band} rx={10} /> : null}
      <path
        d={`M${CENTRE_X} ${top - 8}V${bottom + 8}`}
        stroke={palette.line}
        strokeWidth={1}
        strokeDasharray="2 5"
      />
    </g>
  );
}
