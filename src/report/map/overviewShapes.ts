import { regionColours, type SpinePalette } from './palettes.ts';
import type { Shape } from './shapes.ts';
import type { Column } from './spineMapLayout.ts';

/** The whole spine, small, with the part that is enlarged beside it. */
export function overviewShapes(whole: Column, enlarged: Column, palette: SpinePalette): readonly Shape[] {
  const shown = new Set(enlarged.slots.map((slot) => slot.level));
  const inside = whole.slots.filter((slot) => shown.has(slot.level));
  const first = inside[0];
  const last = inside.at(-1);
  const top = (first?.centreY ?? whole.top) - (first?.bodyHeight ?? 0) / 2 - 2;
  const bottom = (last?.centreY ?? whole.bottom) + (last?.bodyHeight ?? 0) / 2 + 2;
  const right = whole.centreX + 17;
  return [
    ...whole.slots.map((slot): Shape => ({
      kind: 'rect',
      x: whole.centreX - slot.bodyWidth / 2,
      y: slot.centreY - slot.bodyHeight / 2,
      width: slot.bodyWidth,
      height: slot.bodyHeight,
      radius: 1.6,
      fill: shown.has(slot.level) ? regionColours[slot.region] : palette.boneFaint,
    })),
    {
      kind: 'path',
      d: `M${right} ${top}H${right + 4}L${right + 20} ${enlarged.top}V${enlarged.bottom}L${right + 4} ${bottom}H${right}`,
      fill: 'none',
      stroke: palette.line,
      strokeWidth: 1,
      strokeOpacity: 0.6,
    },
  ];
}
