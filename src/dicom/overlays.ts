import { datasetAttributes, firstNumber, firstText, valueBytes } from './attributes.ts';
import type { InstanceHeader } from './model.ts';
import { readPart10 } from './part10.ts';

/** Elements of an overlay group (PS3.3 C.9.2). */
const AT = {
  rows: 0x10,
  columns: 0x11,
  frames: 0x15,
  type: 0x40,
  origin: 0x50,
  firstFrame: 0x51,
  data: 0x3000,
};

/**
 * Bitmaps of the overlay groups 60xx laid over one frame: 1 where any of them draws. The picture's own values are not
 * touched. Overlays in unused bits of the pixels (retired) are not read.
 *
 * @param frame - counts from 1
 * @returns null where nothing is drawn
 */
export function overlayOf(file: Uint8Array, header: InstanceHeader, frame: number): Uint8Array | null {
  const groups = header.display?.overlayGroups ?? [];
  const dataset = groups.length === 0 ? undefined : readPart10(file)?.dataset;
  if (dataset === undefined) return null;
  const attributes = datasetAttributes(dataset);
  const drawn = new Uint8Array(header.rows * header.columns);
  let any = false;
  for (const group of groups) {
    const tag = (element: number): number => group * 0x10000 + element;
    const data = dataset.elements.get(tag(AT.data));
    const rows = firstNumber(attributes, tag(AT.rows)) ?? 0;
    const columns = firstNumber(attributes, tag(AT.columns)) ?? 0;
    const [top = 1, left = 1] = attributes.numbers(tag(AT.origin));
    const frames = firstNumber(attributes, tag(AT.frames)) ?? 1;
    const index = frames === 1 ? 0 : frame - (firstNumber(attributes, tag(AT.firstFrame)) ?? 1);
    const outlines = firstText(attributes, tag(AT.type)) !== 'R'; // R: region of interest, a filled area
    if (data === undefined || !outlines || index < 0 || index >= frames) continue;
    const bits = valueBytes(dataset, data);
    for (let i = 0; i < rows * columns; i += 1) {
      const bit = index * rows * columns + i;
      if ((((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) continue;
      const row = Math.floor(i / columns) + top - 1;
      const column = (i % columns) + left - 1;
      if (row < 0 || column < 0 || row >= header.rows || column >= header.columns) continue;
      drawn[row * header.columns + column] = 1;
      any = true;
    }
  }
  return any ? drawn : null;
}
