import type { CanvasPoint } from './planeView.ts';
import type { SceneItem } from './sceneItem.ts';

/** Mean advance of a letter at the overlay's size. */
const LETTER_PX = 8;
/** Height of a line of words under a mark. */
const BELOW_PX = 14;
/** From one line of words to the next. */
export const LINE_PX = 17;
/** Room that words leave: at the left edge, and at the right one for its scroll bar. */
const [EDGE_PX, BAR_PX] = [8, 22];
const MARK_RADIUS_PX = 6;
/** How far words step aside, in lines, before they stay where they would have stood. */
const MOST_LINES = 6;
/** Words of a vertebra name the mark they stand beside: farther off they would name its neighbour. */
const MOST_LINES_OF_LABEL = 1;

/** Where the words of a mark stand: canvas pixels, `y` is the base line of the first line. */
export interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
  /** A thin line from the words to the edge of their mark, when they had to step aside. */
  readonly leader: readonly [CanvasPoint, CanvasPoint] | null;
}

/** Room of the side letters: half their width and their height, and how far they stand from each edge. */
const LETTER = { halfWidthPx: 15, heightPx: 26, topPx: 32, bottomPx: 42, sidePx: 8, reachPx: 56 } as const;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const linesOf = (text: string): readonly string[] => text.split('\n');
const widthOf = (text: string): number => LETTER_PX * Math.max(...linesOf(text).map((line) => line.length));

/** A projection's middle is small: the ellipse around it says how far the place may be. */
export const radiusOf = (name: SceneItem['style']['name']): number =>
  name === 'leak' ? MARK_RADIUS_PX + 2 : name === 'projected' ? MARK_RADIUS_PX / 2 : MARK_RADIUS_PX;

/**
 * Where the words of every mark stand, none on top of another or of a side letter: level and side must be readable. The
 * selected mark and the leaks choose first; labels, then regions, then faint projections step aside: to the other side of
 * their mark, then line by line. In a crowd they cover marks rather than words, and as little of those as can be.
 *
 * @param items what is drawn, in canvas pixels
 * @returns one entry an item, null where it has no words
 */
export function placeWords(
  items: readonly SceneItem[],
  widthPx: number,
  heightPx: number,
): readonly (Words | null)[] {
  const written: Box[] = [...letterBoxes(widthPx, heightPx)];
  const marks = items.flatMap((item) => (item.kind === 'point' && !item.faint ? [markBox(item)] : []));
  const placed: (Words | null)[] = items.map(() => null);
  const turns = items.map((item, index) => ({ item, index })).toSorted((a, b) => rank(a.item) - rank(b.item));
  for (const { item, index } of turns) {
    const places = placesNear(item, wantedWords(item, widthPx), heightPx);
    const words = places.find(isFree([...written, ...marks])) ?? leastCovering(places, written);
    if (words === undefined) continue;
    placed[index] = words;
    written.push(boxOf(words));
  }
  return placed;
}

const rank = (item: SceneItem): number => {
  if (item.kind === 'handle') return 9;
  if (item.style.selected) return 0;
  if (item.faint) return 4;
  if (item.style.name === 'leak' || item.style.name === 'tip') return 1;
  return item.kind === 'point' ? 2 : 3;
};

const isLabel = (item: SceneItem): boolean => item.style.name.startsWith('label-');

/** Where the words of a mark may stand, the best first; none where it has no words. */
function wantedWords(item: SceneItem, widthPx: number): readonly Words[] {
  if (item.kind === 'handle' || item.text === '' || item.style.name === 'crosshair') return [];
  if (item.kind === 'point') return besideMark(item.text, item.at, radiusOf(item.style.name) + 7, widthPx);
  const start = topMost(item.lines);
  if (start === null) return [];
  const x = startInside(item.text, start[0] + 6, widthPx);
  const y = start[1] - 6 - LINE_PX * (linesOf(item.text).length - 1);
  return [{ text: item.text, x, y, anchor: 'start', leader: null }];
}

/**
 * Right of the mark, or left of it; below it, where the words would leave the picture on both sides: the side stands at
 * their end and must never be cut off.
 */
function besideMark(text: string, [x, y]: CanvasPoint, gap: number, widthPx: number): readonly Words[] {
  const needed = widthOf(text) + gap;
  const beside: readonly Words[] = [
    ...(x + needed <= widthPx - BAR_PX
      ? [{ text, x: x + gap, y: y + 5, anchor: 'start', leader: null } as const]
      : []),
    ...(x - needed > 0 ? [{ text, x: x - gap, y: y + 5, anchor: 'end', leader: null } as const] : []),
  ];
  if (beside.length > 0) return beside;
  const start = startInside(text, x - needed / 2, widthPx);
  return [{ text, x: start, y: y + gap + BELOW_PX, anchor: 'start', leader: null }];
}

/** Where words start so that they end inside the picture; at its left edge when they are longer than it. */
const startInside = (text: string, wanted: number, widthPx: number): number =>
  Math.max(EDGE_PX, Math.min(wanted, widthPx - widthOf(text) - BAR_PX));

/** Where words may stand, the best first: where they belong, then line by line above and below it. */
function placesNear(item: SceneItem, wanted: readonly Words[], heightPx: number): readonly Words[] {
  const mostLines = isLabel(item) ? MOST_LINES_OF_LABEL : MOST_LINES;
  const isInside = (words: Words): boolean => boxOf(words).top >= 0 && boxOf(words).bottom <= heightPx;
  const moved = Array.from({ length: mostLines }, (_, i) => i + 1).flatMap((lines) =>
    [-lines, lines].flatMap((down) => wanted.map((words) => ({ ...words, y: words.y + down * LINE_PX }))),
  );
  const led = moved.filter(isInside).map((words): Words => ({ ...words, leader: leaderOf(item, words) }));
  return [...wanted, ...led];
}

/** From the edge of the words that is nearest to the edge of their mark. */
function leaderOf(item: SceneItem, words: Words): Words['leader'] {
  const to = item.kind === 'path' ? topMost(item.lines) : item.at;
  if (to === null) return null;
  const { left, right, top, bottom } = boxOf(words);
  const from = [Math.max(left, Math.min(to[0], right)), Math.max(top, Math.min(to[1], bottom))] as const;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const radius = item.kind === 'point' ? radiusOf(item.style.name) : 0;
  const share = length <= radius ? 0 : 1 - radius / length;
  return [from, [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]];
}

const isFree =
  (taken: readonly Box[]) =>
  (words: Words): boolean =>
    taken.every((other) => sharedArea(boxOf(words), other) === 0);

/** The first of the places where words cover least of what is written; undefined where there are none. */
function leastCovering(places: readonly Words[], written: readonly Box[]): Words | undefined {
  const covered = (words: Words): number =>
    written.reduce((sum, other) => sum + sharedArea(boxOf(words), other), 0);
  return places
    .map((words) => ({ words, area: covered(words) }))
    .reduce<{ words: Words; area: number } | undefined>(
      (best, next) => (best === undefined || next.area < best.area ? next : best),
      undefined,
    )?.words;
}

/** The letters at the four edges (Pane.module.css, captureAnnotations.ts) tell the sides: nothing stands on them. */
function letterBoxes(widthPx: number, heightPx: number): readonly Box[] {
  const { halfWidthPx, heightPx: tall, topPx, bottomPx, sidePx, reachPx } = LETTER;
  const across = { left: widthPx / 2 - halfWidthPx, right: widthPx / 2 + halfWidthPx };
  const along = { top: (heightPx - tall) / 2, bottom: (heightPx + tall) / 2 };
  return [
    { left: sidePx, right: sidePx + 2 * halfWidthPx, ...along },
    { left: widthPx - reachPx, right: widthPx - sidePx, ...along },
    { top: topPx, bottom: topPx + tall, ...across },
    { top: heightPx - bottomPx - tall, bottom: heightPx - bottomPx, ...across },
  ];
}

function boxOf({ text, x, y, anchor }: Words): Box {
  const width = widthOf(text);
  const left = anchor === 'end' ? x - width : x;
  const top = y - BELOW_PX + 2;
  return { left, right: left + width, top, bottom: top + LINE_PX * linesOf(text).length - 2 };
}

function markBox({ at: [x, y], style }: Extract<SceneItem, { kind: 'point' }>): Box {
  const r = style.name === 'crosshair' ? 0 : radiusOf(style.name);
  return { left: x - r, right: x + r, top: y - r, bottom: y + r };
}

/** Square pixels. */
const sharedArea = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

function topMost(lines: readonly (readonly CanvasPoint[])[]): CanvasPoint | null {
  let top: CanvasPoint | null = null;
  for (const point of lines.flat()) if (top === null || point[1] < top[1]) top = point;
  return top;
}
