import { regionColours, type SpinePalette } from './palettes.ts';
import { label, type Shape } from './shapes.ts';
import type { Column, Slot } from './spineMapLayout.ts';
import { bodyPath, processPath, rootPath, sacralPath, spinousPath } from './vertebraShapes.ts';

/**
 * The enlarged part: bodies, discs, processes, dural sac and roots, with the level names beside.
 *
 * @param named levels in bold: those the plan names
 */
export function columnShapes(
  column: Column,
  palette: SpinePalette,
  named: ReadonlySet<string>,
  labelX: number,
): readonly Shape[] {
  const x = column.centreX;
  const mobile = column.slots.filter((slot) => slot.region !== 'S');
  const sacral = column.slots.filter((slot) => slot.region === 'S');
  const bone = { fill: palette.bone, stroke: palette.boneEdge, strokeWidth: 1.3 };
  return [
    ...sacral.map((slot): Shape => ({ kind: 'path', d: sacralPath(x, slot), ...bone })),
    ...mobile.flatMap((slot, index) => discShapes(x, slot, column.slots[index + 1], palette)),
    ...mobile.flatMap((slot): readonly Shape[] => [
      { kind: 'path', d: processPath(x, slot, -1), ...bone, strokeOpacity: 0.75 },
      { kind: 'path', d: processPath(x, slot, 1), ...bone, strokeOpacity: 0.75 },
      { kind: 'path', d: bodyPath(x, slot), ...bone },
    ]),
    sacShape(column, palette),
    ...mobile.flatMap((slot) => posteriorShapes(x, slot, palette)),
    ...column.slots.flatMap((slot): readonly Shape[] => {
      const bold = named.has(slot.level);
      const bar = { x: labelX - 52, y: slot.centreY - 10, width: 5, height: 20, radius: 2 };
      const style = { size: bold ? 21 : 17, bold, anchor: 'end' } as const;
      return [
        { kind: 'rect', ...bar, fill: regionColours[slot.region] },
        label(slot.level, labelX, slot.centreY, { ...style, fill: bold ? palette.text : palette.quiet }),
      ];
    }),
  ];
}

function sacShape(column: Column, palette: SpinePalette): Shape {
  const first = column.slots.find((slot) => slot.region !== 'S') ?? column.slots[0];
  const width = (first?.bodyWidth ?? 90) * 0.34;
  const bottom = column.slots.find((slot) => slot.level === 'S2')?.centreY ?? column.bottom;
  return {
    kind: 'rect',
    x: column.centreX - width / 2,
    y: column.top,
    width,
    height: bottom - column.top,
    radius: width / 2,
    fill: palette.sac,
    fillOpacity: 0.8,
  };
}

function discShapes(x: number, slot: Slot, next: Slot | undefined, palette: SpinePalette): readonly Shape[] {
  if (next === undefined || slot.level === 'C1') return [];
  const top = slot.centreY + slot.bodyHeight / 2;
  const bottom = next.centreY - next.bodyHeight * (next.region === 'S' ? 0.64 : 0.5);
  const width = slot.bodyWidth * 0.95;
  const height = Math.max(3, bottom - top + 2);
  return [{ kind: 'rect', x: x - width / 2, y: top - 1, width, height, radius: 6, fill: palette.disc }];
}

/** Roots, pedicles and spinous process: lines over the bodies, as a radiograph shows them. */
function posteriorShapes(x: number, slot: Slot, palette: SpinePalette): readonly Shape[] {
  const edge = { fill: 'none', stroke: palette.boneEdge, strokeWidth: 1.2 };
  const pedicle = (toward: 1 | -1): Shape => {
    const [rx, ry] = [slot.bodyWidth * 0.07, slot.bodyHeight * 0.18];
    const cx = x + toward * slot.bodyWidth * 0.335;
    const cy = slot.centreY - slot.bodyHeight * 0.13;
    return {
      kind: 'path',
      d: `M${cx - rx} ${cy}A${rx} ${ry} 0 1 0 ${cx + rx} ${cy}A${rx} ${ry} 0 1 0 ${cx - rx} ${cy}Z`,
      ...edge,
    };
  };
  return [
    { kind: 'path', d: rootPath(x, slot, -1), ...edge, stroke: palette.root },
    { kind: 'path', d: rootPath(x, slot, 1), ...edge, stroke: palette.root },
    pedicle(-1),
    pedicle(1),
    { kind: 'path', d: spinousPath(x, slot), ...edge, strokeOpacity: 0.6 },
  ];
}
