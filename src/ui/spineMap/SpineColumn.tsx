import type { Column, Slot } from './spineMapLayout.ts';
import { regionColours, type SpinePalette } from './palettes.ts';
import { bodyPath, processPath, rootPath, sacralPath, spinousPath } from './vertebraShapes.ts';

interface SpineColumnProps {
  readonly column: Column;
  readonly palette: SpinePalette;
  /** Levels in bold: those the plan names. */
  readonly named: ReadonlySet<string>;
  readonly labelX: number;
}

/** The enlarged part: bodies, discs, processes, dural sac and roots, with the level names beside. */
export function SpineColumn({ column, palette, named, labelX }: SpineColumnProps) {
  const x = column.centreX;
  const mobile = column.slots.filter((slot) => slot.region !== 'S');
  const sacral = column.slots.filter((slot) => slot.region === 'S');
  const sacWidth = (mobile[0]?.bodyWidth ?? sacral[0]?.bodyWidth ?? 90) * 0.34;
  const sacBottom = column.slots.find((slot) => slot.level === 'S2')?.centreY ?? column.bottom;
  return (
    <g strokeLinejoin="round" strokeLinecap="round">
      {sacral.map((slot) => (
        <path
          key={slot.level}
          d={sacralPath(x, slot)}
          fill={palette.bone}
          stroke={palette.boneEdge}
          strokeWidth={1.3}
        />
      ))}
      {mobile.map((slot, index) => (
        <Disc key={slot.level} x={x} slot={slot} next={column.slots[index + 1]} palette={palette} />
      ))}
      {mobile.map((slot) => (
        <g key={slot.level} stroke={palette.boneEdge} strokeWidth={1.3}>
          <path d={processPath(x, slot, -1)} fill={palette.bone} strokeOpacity={0.75} />
          <path d={processPath(x, slot, 1)} fill={palette.bone} strokeOpacity={0.75} />
          <path d={bodyPath(x, slot)} fill={palette.bone} />
        </g>
      ))}
      <rect
        x={x - sacWidth / 2}
        y={column.top}
        width={sacWidth}
        height={sacBottom - column.top}
        rx={sacWidth / 2}
        fill={palette.sac}
        opacity={0.8}
      />
      {mobile.map((slot) => (
        <g key={slot.level} fill="none" stroke={palette.boneEdge} strokeWidth={1.2}>
          <path d={rootPath(x, slot, -1)} stroke={palette.root} />
          <path d={rootPath(x, slot, 1)} stroke={palette.root} />
          <Pedicles x={x} slot={slot} />
          <path d={spinousPath(x, slot)} strokeOpacity={0.6} />
        </g>
      ))}
      {column.slots.map((slot) => (
        <g key={slot.level}>
          <rect
            x={labelX - 52}
            y={slot.centreY - 10}
            width={5}
            height={20}
            rx={2}
            fill={regionColours[slot.region]}
          />
          <text
            x={labelX}
            y={slot.centreY}
            textAnchor="end"
            dominantBaseline="central"
            fontSize={named.has(slot.level) ? 21 : 17}
            fontWeight={named.has(slot.level) ? 700 : 450}
            fill={named.has(slot.level) ? palette.text : palette.quiet}
          >
            {slot.level}
          </text>
        </g>
      ))}
    </g>
  );
}

function Disc({
  x,
  slot,
  next,
  palette,
}: {
  x: number;
  slot: Slot;
  next: Slot | undefined;
  palette: SpinePalette;
}) {
  if (next === undefined || slot.level === 'C1') return null;
  const top = slot.centreY + slot.bodyHeight / 2;
  const bottom = next.centreY - next.bodyHeight * (next.region === 'S' ? 0.64 : 0.5);
  const width = slot.bodyWidth * 0.95;
  return (
    <rect
      x={x - width / 2}
      y={top - 1}
      width={width}
      height={Math.max(3, bottom - top + 2)}
      rx={6}
      fill={palette.disc}
    />
  );
}

function Pedicles({ x, slot }: { readonly x: number; readonly slot: Slot }) {
  const offset = slot.bodyWidth * 0.335;
  const y = slot.centreY - slot.bodyHeight * 0.13;
  return (
    <>
      <ellipse cx={x - offset} cy={y} rx={slot.bodyWidth * 0.07} ry={slot.bodyHeight * 0.18} />
      <ellipse cx={x + offset} cy={y} rx={slot.bodyWidth * 0.07} ry={slot.bodyHeight * 0.18} />
    </>
  );
}
