import type { Level, SpineScheme, Vertebra } from '../../domain/vocabulary/level.ts';
import { regionOf, vertebraeOf, vertebraeOfLevel, type Region } from '../../domain/vocabulary/scheme.ts';
import type { MapMark, SpineMapModel } from './spineMapModel.ts';

/** Drawing units of the SVG's own view box, never millimetres. */
export interface Slot {
  readonly level: Vertebra;
  readonly region: Region;
  readonly centreY: number;
  readonly bodyHeight: number;
  readonly bodyWidth: number;
}
export interface Column {
  readonly centreX: number;
  readonly slots: readonly Slot[];
  readonly top: number;
  readonly bottom: number;
}

const MIN_SHOWN = 5;
const MAX_PITCH = 96;
/** Relative height and width of a vertebra and the disc below it, by region: a drawing, not a measurement. */
const proportions: Readonly<Record<Region, { readonly height: number; readonly width: number }>> = {
  C: { height: 0.78, width: 0.86 },
  T: { height: 0.92, width: 0.9 },
  L: { height: 1, width: 1.08 },
  S: { height: 0.82, width: 1.1 },
};
const BODY_SHARE = 0.75;

/** Vertebrae of the scheme that the plan touches, with a neighbour on each side; five at least, in one piece. */
export function relevantSpan(model: SpineMapModel): readonly Vertebra[] {
  const all = vertebraeOf(model.scheme);
  const touched = [...model.marks, ...model.hazards].flatMap(({ level }) =>
    indicesOf(level, all, model.scheme),
  );
  const anchor = all.indexOf('L3');
  let first = Math.max(0, Math.min(...touched, ...(touched.length === 0 ? [anchor] : [])) - 1);
  let last = Math.min(all.length - 1, Math.max(...touched, ...(touched.length === 0 ? [anchor] : [])) + 1);
  while (last - first + 1 < MIN_SHOWN && (first > 0 || last < all.length - 1)) {
    if (last < all.length - 1) last += 1;
    if (last - first + 1 < MIN_SHOWN && first > 0) first -= 1;
  }
  return all.slice(first, last + 1);
}

function indicesOf(
  level: MapMark['level'],
  all: readonly Vertebra[],
  scheme: SpineScheme,
): readonly number[] {
  const named = level === 'sacral-hiatus' ? (['S4', 'S5'] as const) : vertebraeOfLevel(scheme, level);
  return named.map((each) => all.indexOf(each)).filter((index) => index >= 0);
}

/** Stacks vertebrae from top to bottom so that they fill the height, never larger than life looks. */
export function layoutColumn(
  levels: readonly Vertebra[],
  box: { readonly centreX: number; readonly top: number; readonly bottom: number },
  widthPerPitch: number,
): Column {
  const weights = levels.map((level) => proportions[regionOf(level)].height);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pitch = Math.min(MAX_PITCH, (box.bottom - box.top) / Math.max(total, 1));
  let y = box.top + (box.bottom - box.top - pitch * total) / 2;
  const top = y;
  const slots = levels.map((level, index): Slot => {
    const region = regionOf(level);
    const step = pitch * (weights[index] ?? 1);
    const slot: Slot = {
      level,
      region,
      centreY: y + step / 2,
      bodyHeight: step * BODY_SHARE,
      bodyWidth: pitch * widthPerPitch * proportions[region].width * sacralTaper(level),
    };
    y += step;
    return slot;
  });
  return { centreX: box.centreX, slots, top, bottom: y };
}

const sacralTaper = (level: Vertebra): number =>
  level === 'S2' ? 0.88 : level === 'S3' ? 0.74 : level === 'S4' ? 0.6 : level === 'S5' ? 0.44 : 1;

const slotOf = (column: Column, level: Vertebra): Slot | undefined =>
  column.slots.find((slot) => slot.level === level);

/** Height of a level in the column: a body's centre, the middle of a disc, or the middle of a range. */
export function levelY(column: Column, level: MapMark['level']): number {
  if (level === 'sacral-hiatus') return (slotOf(column, 'S5')?.centreY ?? column.bottom) + 4;
  const [upper, lower] = ends(level);
  const from = slotOf(column, upper);
  const to = slotOf(column, lower);
  if (from === undefined || to === undefined) return from?.centreY ?? to?.centreY ?? column.top;
  if (level.kind !== 'interspace') return (from.centreY + to.centreY) / 2;
  return (from.centreY + from.bodyHeight / 2 + to.centreY - to.bodyHeight / 2) / 2;
}

/** Top and bottom of the bodies a level covers. */
export function levelExtent(column: Column, level: Level): { readonly top: number; readonly bottom: number } {
  const [upper, lower] = ends(level);
  const from = slotOf(column, upper);
  const to = slotOf(column, lower);
  const y = levelY(column, level);
  if (level.kind === 'interspace')
    return { top: y - (from?.bodyHeight ?? 40) * 0.42, bottom: y + (to?.bodyHeight ?? 40) * 0.42 };
  return {
    top: (from?.centreY ?? y) - (from?.bodyHeight ?? 0) / 2,
    bottom: (to?.centreY ?? y) + (to?.bodyHeight ?? 0) / 2,
  };
}

export const widthAt = (column: Column, y: number): number =>
  column.slots.toSorted((a, b) => Math.abs(a.centreY - y) - Math.abs(b.centreY - y))[0]?.bodyWidth ?? 100;

const ends = (level: Level): readonly [Vertebra, Vertebra] =>
  level.kind === 'vertebra'
    ? [level.level, level.level]
    : level.kind === 'range'
      ? [level.from, level.to]
      : [level.upper, level.lower];
