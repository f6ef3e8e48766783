import { regionOf } from '../../domain/vocabulary/scheme.ts';
import { regionColours, type SpinePalette } from './palettes.ts';
import type { Column } from './spineMapLayout.ts';

interface SpineOverviewProps {
  readonly whole: Column;
  readonly enlarged: Column;
  readonly palette: SpinePalette;
}

/** The whole spine, small, with the part that is enlarged beside it. */
export function SpineOverview({ whole, enlarged, palette }: SpineOverviewProps) {
  const shown = new Set(enlarged.slots.map((slot) => slot.level));
  const inside = whole.slots.filter((slot) => shown.has(slot.level));
  const first = inside[0];
  const last = inside.at(-1);
  const top = (first?.centreY ?? whole.top) - (first?.bodyHeight ?? 0) / 2 - 2;
  const bottom = (last?.centreY ?? whole.bottom) + (last?.bodyHeight ?? 0) / 2 + 2;
  const x = whole.centreX;
  const right = x + 17;
  const zoomX = right + 20;
  return (
    <g>
      {whole.slots.map((slot) => (
        <rect
          key={slot.level}
          x={x - slot.bodyWidth / 2}
          y={slot.centreY - slot.bodyHeight / 2}
          width={slot.bodyWidth}
          height={slot.bodyHeight}
          rx={1.6}
          fill={shown.has(slot.level) ? regionColours[regionOf(slot.level)] : palette.boneFaint}
        />
      ))}
      <path
        d={`M${right} ${top}H${right + 4}L${zoomX} ${enlarged.top}V${enlarged.bottom}L${right + 4} ${bottom}H${right}`}
        fill="none"
        stroke={palette.line}
        strokeWidth={1}
        strokeOpacity={0.6}
      />
    </g>
  );
}
