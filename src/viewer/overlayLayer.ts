import { markLook, shapePath } from './markLook.ts';
import { LINE_PX, linesOf, placeWords, radiusOf, type Words } from './overlayWords.ts';
import type { CanvasPoint } from './planeView.ts';
import type { SceneItem } from './sceneItem.ts';

const SVG = 'http://www.w3.org/2000/svg';
export const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const CROSSHAIR_OPEN_PX = 16;

/** A shape being drawn with the pointer. */
export interface Sketch {
  readonly points: readonly CanvasPoint[];
  readonly closed: boolean;
}

/** The pane's own SVG layer. Attributes only, no style sheets: it is serialised as it is into key images. */
export function createOverlayLayer(): {
  readonly element: SVGSVGElement;
  draw(items: readonly SceneItem[], sketch: Sketch | null, widthPx: number, heightPx: number): void;
} {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('aria-hidden', 'true');
  Object.assign(element.style, { position: 'absolute', inset: '0', pointerEvents: 'none' });
  /** An attribute set anew, even to what it was, is laid out and drawn anew with the whole pane under it. */
  const attribute = (name: string, value: string): void => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  return {
    element,
    draw: (items, sketch, widthPx, heightPx) => {
      attribute('width', String(widthPx));
      attribute('height', String(heightPx));
      attribute('viewBox', `0 0 ${widthPx} ${heightPx}`);
      const words = placeWords(items, widthPx, heightPx);
      const drawn = items
        .map((item, index) => ({ item, words: words[index] ?? null }))
        .toSorted((a, b) => order(a.item) - order(b.item));
      // Words above every shape: a contour must not run through a level or a side.
      const nodes = [
        ...drawn.map(({ item }) => itemNode(item, widthPx, heightPx)),
        ...drawn.flatMap((one) => (one.words === null ? [] : [wordsNode(one.item, one.words)])),
      ];
      if (sketch !== null) nodes.push(pathNode([sketch.points], sketch.closed, '#ff6b35', '5 4', 2, 1));
      element.replaceChildren(...nodes);
    },
  };
}

/** Curves lowest, then faint projections, then regions, then marks; what is selected on top. */
const order = (item: SceneItem): number => {
  const base = item.kind === 'path' ? (item.style.name === 'curve' ? 0 : 2) : item.kind === 'handle' ? 3 : 4;
  return (item.kind !== 'handle' && item.faint ? 1 : base) + (item.style.selected ? 10 : 0);
};

function itemNode(item: SceneItem, widthPx: number, heightPx: number): SVGElement {
  const look = markLook(item.style);
  const group = node('g', { 'data-mark': item.id });
  if (item.kind === 'handle') {
    const [x, y] = item.at;
    group.append(
      node('rect', {
        x: x - 5,
        y: y - 5,
        width: 10,
        height: 10,
        fill: '#0b0e13',
        stroke: look.colour,
        'stroke-width': 1.5,
      }),
    );
    return group;
  }
  if (item.kind === 'path') {
    const width = item.style.selected ? 2.5 : 1.75;
    const opacity = opacityOf(item);
    group.append(pathNode(item.lines, item.closed, look.colour, look.dash, width, opacity));
    return group;
  }
  if (item.style.name === 'crosshair') return crosshairNode(item.at, look.colour, widthPx, heightPx, group);
  const [x, y] = item.at;
  const opacity = opacityOf(item);
  const radius = radiusOf(item.style.name);
  const place = `translate(${x.toFixed(2)} ${y.toFixed(2)})`;
  const path = shapePath(look.shape, radius);
  const filled = look.shape !== 'target' && look.shape !== 'cross' && !item.style.provisional && !item.faint;
  const halo = { d: path, transform: place, fill: 'none', stroke: '#000', 'stroke-opacity': 0.75 * opacity };
  if (item.style.selected) {
    const ring = shapePath('circle', radius + 6);
    group.append(
      node('path', { d: ring, transform: place, fill: 'none', stroke: '#fff', 'stroke-width': 1.5 }),
    );
  }
  group.append(node('path', { ...halo, 'stroke-width': 4 }));
  group.append(
    node('path', {
      d: path,
      transform: place,
      fill: filled ? look.colour : 'none',
      'fill-opacity': 0.35,
      stroke: look.colour,
      'stroke-width': item.style.name === 'leak' ? 2.25 : 1.75,
      'stroke-opacity': opacity,
      ...(look.dash === null ? {} : { 'stroke-dasharray': look.dash }),
    }),
  );
  return group;
}

function opacityOf(item: SceneItem): number {
  if (item.kind === 'handle') return 1;
  if (item.kind === 'path') return item.faint ? 0.55 : item.style.provisional ? 0.75 : 1;
  return item.faint ? 0.4 : item.style.provisional ? 0.8 : 1;
}

function wordsNode(item: SceneItem, { text, x, y, anchor, leader }: Words): SVGElement {
  const { colour } = markLook(item.style);
  const opacity = opacityOf(item);
  const group = node('g', { 'data-words': item.id });
  if (leader !== null) {
    const d = `M ${leader.map(([atX, atY]) => `${atX.toFixed(1)} ${atY.toFixed(1)}`).join(' L ')}`;
    group.append(node('path', { d, fill: 'none', stroke: colour, 'stroke-opacity': 0.7 * opacity }));
  }
  const element = textNode(text, x, y, colour, opacity);
  if (anchor === 'end') element.setAttribute('text-anchor', 'end');
  group.append(element);
  return group;
}

/** Thin lines to the edges, open around the place itself so that nothing is covered. */
function crosshairNode(
  [x, y]: CanvasPoint,
  stroke: string,
  widthPx: number,
  heightPx: number,
  group: SVGElement,
): SVGElement {
  const open = CROSSHAIR_OPEN_PX;
  const lines = `M 0 ${y} H ${x - open} M ${x + open} ${y} H ${widthPx} M ${x} 0 V ${y - open} M ${x} ${y + open} V ${heightPx}`;
  group.append(node('path', { d: lines, fill: 'none', stroke, 'stroke-opacity': 0.7, 'stroke-width': 1 }));
  return group;
}

function pathNode(
  lines: readonly (readonly CanvasPoint[])[],
  closed: boolean,
  colour: string,
  dash: string | null,
  width: number,
  opacity: number,
): SVGElement {
  const d = lines
    .map(
      (line) =>
        `M ${line.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L ')}${closed ? ' Z' : ''}`,
    )
    .join(' ');
  const group = node('g', { fill: 'none', 'stroke-linejoin': 'round' });
  group.append(
    node('path', { d, stroke: '#000', 'stroke-opacity': 0.5 * opacity, 'stroke-width': width + 2 }),
  );
  group.append(
    node('path', {
      d,
      stroke: colour,
      'stroke-opacity': opacity,
      'stroke-width': width,
      ...(dash === null ? {} : { 'stroke-dasharray': dash }),
    }),
  );
  return group;
}

export function textNode(
  text: string,
  x: number,
  y: number,
  colour: string,
  opacity: number,
  size = 14,
): SVGElement {
  const element = node('text', {
    x: x.toFixed(1),
    y: y.toFixed(1),
    fill: colour,
    'fill-opacity': Math.max(opacity, 0.55),
    'font-family': FONT,
    'font-size': size,
    'font-weight': 600,
    stroke: '#000',
    'stroke-width': 3,
    'stroke-opacity': 0.75,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  });
  const [first = '', ...further] = linesOf(text);
  element.textContent = first;
  for (const line of further) {
    const below = node('tspan', { x: x.toFixed(1), dy: LINE_PX, 'font-size': size - 2 });
    below.textContent = line;
    element.append(below);
  }
  return element;
}

export function node(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
