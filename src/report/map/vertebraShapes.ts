import type { Slot } from './spineMapLayout.ts';

/** Outlines of one vertebra seen from the front, around (x, y); a drawing in the manner of a radiograph. */

const n = (value: number): string => value.toFixed(1);

export function bodyPath(x: number, slot: Slot): string {
  const w = slot.bodyWidth / 2;
  const h = slot.bodyHeight / 2;
  const y = slot.centreY;
  const waist = slot.region === 'C' ? 0.04 : 0.13;
  const lip = h * 0.16;
  return [
    `M${n(x - w + lip)} ${n(y - h)}`,
    `Q${n(x)} ${n(y - h + lip * 0.7)} ${n(x + w - lip)} ${n(y - h)}`,
    `Q${n(x + w)} ${n(y - h)} ${n(x + w)} ${n(y - h + lip)}`,
    `C${n(x + w * (1 - waist))} ${n(y - h * 0.45)} ${n(x + w * (1 - waist))} ${n(y + h * 0.45)} ${n(x + w)} ${n(y + h - lip)}`,
    `Q${n(x + w)} ${n(y + h)} ${n(x + w - lip)} ${n(y + h)}`,
    `Q${n(x)} ${n(y + h - lip * 0.7)} ${n(x - w + lip)} ${n(y + h)}`,
    `Q${n(x - w)} ${n(y + h)} ${n(x - w)} ${n(y + h - lip)}`,
    `C${n(x - w * (1 - waist))} ${n(y + h * 0.45)} ${n(x - w * (1 - waist))} ${n(y - h * 0.45)} ${n(x - w)} ${n(y - h + lip)}`,
    `Q${n(x - w)} ${n(y - h)} ${n(x - w + lip)} ${n(y - h)}Z`,
  ].join('');
}

/** Transverse process (with a rib in the thorax) on one side; `toward` is -1 for the picture's left. */
export function processPath(x: number, slot: Slot, toward: 1 | -1): string {
  const w = slot.bodyWidth / 2;
  const h = slot.bodyHeight / 2;
  const y = slot.centreY - h * 0.22;
  const start = x + toward * w * 0.86;
  if (slot.region === 'T') {
    const tip = x + toward * w * 2.05;
    return `M${n(start)} ${n(y - h * 0.3)}C${n(x + toward * w * 1.3)} ${n(y - h * 0.75)} ${n(x + toward * w * 1.7)} ${n(y - h * 0.5)} ${n(tip)} ${n(y + h * 0.35)}L${n(tip - toward * 3)} ${n(y + h * 0.62)}C${n(x + toward * w * 1.65)} ${n(y - h * 0.1)} ${n(x + toward * w * 1.3)} ${n(y - h * 0.22)} ${n(start)} ${n(y + h * 0.16)}Z`;
  }
  const reach = slot.region === 'L' ? 1.72 : 1.3;
  const tip = x + toward * w * reach;
  return `M${n(start)} ${n(y - h * 0.2)}Q${n(x + toward * w * 1.3)} ${n(y - h * 0.34)} ${n(tip)} ${n(y - h * 0.2)}Q${n(tip + toward * 5)} ${n(y + h * 0.02)} ${n(tip)} ${n(y + h * 0.16)}Q${n(x + toward * w * 1.3)} ${n(y + h * 0.06)} ${n(start)} ${n(y + h * 0.26)}Z`;
}

export function spinousPath(x: number, slot: Slot): string {
  const h = slot.bodyHeight / 2;
  const w = slot.bodyWidth * 0.055;
  const y = slot.centreY + h * 0.1;
  return `M${n(x)} ${n(y - h * 0.5)}C${n(x + w)} ${n(y - h * 0.2)} ${n(x + w * 1.3)} ${n(y + h * 0.5)} ${n(x)} ${n(y + h * 0.82)}C${n(x - w * 1.3)} ${n(y + h * 0.5)} ${n(x - w)} ${n(y - h * 0.2)} ${n(x)} ${n(y - h * 0.5)}Z`;
}

/** One segment of the sacrum; the first carries the alae. */
export function sacralPath(x: number, slot: Slot): string {
  const w = slot.bodyWidth / 2;
  const h = slot.bodyHeight * 0.64;
  const y = slot.centreY;
  const top = slot.level === 'S1' ? w * 1.62 : w * 1.34;
  const bottom = top * 0.84;
  return `M${n(x - top)} ${n(y - h * (slot.level === 'S1' ? 0.55 : 1))}Q${n(x - w * 0.9)} ${n(y - h)} ${n(x - w * 0.7)} ${n(y - h)}L${n(x + w * 0.7)} ${n(y - h)}Q${n(x + w * 0.9)} ${n(y - h)} ${n(x + top)} ${n(y - h * (slot.level === 'S1' ? 0.55 : 1))}L${n(x + bottom)} ${n(y + h)}L${n(x - bottom)} ${n(y + h)}Z`;
}

/** Nerve root leaving below the pedicle on one side. */
export function rootPath(x: number, slot: Slot, toward: 1 | -1): string {
  const w = slot.bodyWidth / 2;
  const h = slot.bodyHeight / 2;
  const y = slot.centreY;
  return `M${n(x + toward * w * 0.3)} ${n(y - h * 0.2)}Q${n(x + toward * w * 0.55)} ${n(y + h * 0.55)} ${n(x + toward * w * 1.18)} ${n(y + h * 1.2)}`;
}

export function burstPath(x: number, y: number, outer: number, inner: number, points = 8): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner;
    const angle = (Math.PI * index) / points - Math.PI / 2;
    return `${n(x + radius * Math.cos(angle))} ${n(y + radius * Math.sin(angle))}`;
  });
  return `M${corners.join('L')}Z`;
}
