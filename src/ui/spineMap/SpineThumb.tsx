import { useComputedColorScheme } from '@mantine/core';
import { parseLevel } from '../../domain/vocabulary/levelText.ts';
import { vertebraeOf, vertebraeOfLevel } from '../../domain/vocabulary/scheme.ts';
import type { SpineScheme } from '../../domain/vocabulary/level.ts';
import type { Side } from '../../domain/vocabulary/terms.ts';
import { spinePalettes } from './palettes.ts';
import { layoutColumn, levelY } from './spineMapLayout.ts';
import { towardOf } from './SpineMarks.tsx';
import { sideInWords } from './spineMapModel.ts';

/** Every name a plan may use: a thumbnail only shows how far down a level lies. */
const WIDEST: SpineScheme = { absent: [], extra: ['T13', 'L6'] };

interface SpineThumbProps {
  /** A level as text, for example "L2-L3"; drawn only when it can be read. */
  readonly level: string;
  readonly side: Side | null;
}

/** The spine in a row of the worklist: where the target lies, and on which side, with R and L beside it. */
export function SpineThumb({ level, side }: SpineThumbProps) {
  const palette = spinePalettes[useComputedColorScheme('dark')];
  const parsed = parseLevel(level, WIDEST);
  const target = parsed.ok ? parsed.value : null;
  const hit = new Set(target === null ? [] : vertebraeOfLevel(WIDEST, target));
  const shown = vertebraeOf(WIDEST).filter((each) => hit.has(each) || (each !== 'T13' && each !== 'L6'));
  const column = layoutColumn(shown, { centreX: 26, top: 2, bottom: 78 }, 3.6);
  const y = target === null ? null : levelY(column, target);
  const words =
    target === null
      ? 'Level not drawn'
      : `Target ${level}, ${side === null ? 'side unknown' : sideInWords[side]}`;
  return (
    // A drawing in SVG has no tag of its own that names it as one picture.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg viewBox="0 0 52 80" width={47} height={72} role="img" aria-label={words}>
      {column.slots.map((slot) => (
        <rect
          key={slot.level}
          x={column.centreX - slot.bodyWidth / 2}
          y={slot.centreY - slot.bodyHeight / 2}
          width={slot.bodyWidth}
          height={slot.bodyHeight}
          rx={0.7}
          fill={hit.has(slot.level) ? palette.target : palette.boneFaint}
        />
      ))}
      {y === null
        ? null
        : towardOf(side ?? 'not-stated').map((toward) => (
            <circle
              key={toward}
              cx={column.centreX + toward * 10}
              cy={y}
              r={4.2}
              fill={palette.defect}
              stroke={palette.defectEdge}
              strokeWidth={1}
            />
          ))}
      <text
        x={5}
        y={y ?? 40}
        dominantBaseline="central"
        textAnchor="middle"
        fontSize={10}
        fontWeight={700}
        fill={side === 'right' || side === 'bilateral' ? palette.text : palette.boneFaint}
      >
        R
      </text>
      <text
        x={47}
        y={y ?? 40}
        dominantBaseline="central"
        textAnchor="middle"
        fontSize={10}
        fontWeight={700}
        fill={side === 'left' || side === 'bilateral' ? palette.text : palette.boneFaint}
      >
        L
      </text>
    </svg>
  );
}
