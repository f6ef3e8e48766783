import { useComputedColorScheme } from '@mantine/core';
import { parseLevel } from '../../domain/vocabulary/levelText.ts';
import { REGIONS, vertebraeOf, vertebraeOfLevel } from '../../domain/vocabulary/scheme.ts';
import type { SpineScheme } from '../../domain/vocabulary/level.ts';
import type { Side } from '../../domain/vocabulary/terms.ts';
import { spinePalettes } from '../../report/map/palettes.ts';
import { layoutColumn, levelExtent, levelY } from '../../report/map/spineMapLayout.ts';
import { towardOf } from '../../report/map/markPlace.ts';
import { sideInWords } from '../../report/map/spineMapModel.ts';

/** Every name a plan may use: a thumbnail only shows how far down a level lies. */
const WIDEST: SpineScheme = { absent: [], extra: ['T13', 'L6'] };
const regionWidths = { C: 9, T: 11, L: 15, S: 13 } as const;
const CENTRE_X = 26;

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
  const column = layoutColumn(shown, { centreX: CENTRE_X, top: 2, bottom: 78 }, 1);
  const y = target === null ? 40 : levelY(column, target);
  const band = target === null ? null : levelExtent(column, target);
  const words =
    target === null
      ? 'Level not drawn'
      : `Target ${level}, ${side === null ? 'side unknown' : sideInWords[side]}`;
  const letterFill = (on: boolean): string => (on ? palette.text : palette.quiet);
  return (
    <svg
      viewBox="0 0 52 80"
      width={47}
      height={72}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no tag for one picture
      role="img"
      aria-label={words}
    >
      {REGIONS.map((region) => {
        const slots = column.slots.filter((slot) => slot.region === region);
        const top = (slots[0]?.centreY ?? 0) - (slots[0]?.bodyHeight ?? 0) / 2;
        const bottom = (slots.at(-1)?.centreY ?? 0) + (slots.at(-1)?.bodyHeight ?? 0) / 2;
        const half = regionWidths[region] / 2;
        return region === 'S' ? (
          <path
            key={region}
            d={`M${CENTRE_X - half} ${top}h${half * 2}L${CENTRE_X + 2} ${bottom}h-4Z`}
            fill={palette.boneFaint}
          />
        ) : (
          <rect
            key={region}
            x={CENTRE_X - half}
            y={top}
            width={half * 2}
            height={bottom - top}
            rx={2}
            fill={palette.boneFaint}
          />
        );
      })}
      {band === null ? null : (
        <rect
          x={CENTRE_X - 10}
          y={y - Math.max(2, (band.bottom - band.top) / 2)}
          width={20}
          height={Math.max(4, band.bottom - band.top)}
          rx={1.5}
          fill={palette.target}
        />
      )}
      {target === null
        ? null
        : towardOf(side ?? 'not-stated').map((toward) => (
            <circle
              key={toward}
              cx={CENTRE_X + toward * 10}
              cy={y}
              r={4.4}
              fill={palette.defect}
              stroke={palette.defectEdge}
              strokeWidth={1}
            />
          ))}
      <text
        x={4.5}
        y={y}
        dominantBaseline="central"
        textAnchor="middle"
        fontSize={11}
        fontWeight={700}
        fill={letterFill(side === 'right' || side === 'bilateral')}
        opacity={side === 'right' || side === 'bilateral' ? 1 : 0.55}
      >
        R
      </text>
      <text
        x={47.5}
        y={y}
        dominantBaseline="central"
        textAnchor="middle"
        fontSize={11}
        fontWeight={700}
        fill={letterFill(side === 'left' || side === 'bilateral')}
        opacity={side === 'left' || side === 'bilateral' ? 1 : 0.55}
      >
        L
      </text>
    </svg>
  );
}
