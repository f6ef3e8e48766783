import type { CaptureStrip, PaneState } from './api.ts';
import { FONT, node, textNode } from './overlayLayer.ts';
import type { PlaneView } from './planeView.ts';

const INK = '#f2f5fa';

/** Letters and scale bar on a captured picture, and the strip below it, as SVG nodes. */
export function captureAnnotations(
  state: PaneState,
  view: PlaneView,
  strip: readonly StripLine[],
): readonly SVGElement[] {
  const { widthPx: width, heightPx: height } = view;
  return [
    ...letterNodes(state, width, height),
    ...scaleBar(state, view),
    ...(strip.length === 0 ? [] : stripNodes(strip, width, height)),
  ];
}

function letterNodes(state: PaneState, width: number, height: number): readonly SVGElement[] {
  const { letters, lettersProof } = state;
  if (letters === null) return [textNode('Sides not proven', 12, 24, INK, 1, 14)];
  const at = (text: string, x: number, y: number, anchor: string): SVGElement => {
    const element = textNode(text, x, y, INK, 1, 24);
    element.setAttribute('text-anchor', anchor);
    return element;
  };
  const drawn = [
    at(letters.left, 12, height / 2 + 8, 'start'),
    at(letters.right, width - 12, height / 2 + 8, 'end'),
    at(letters.top, width / 2, 30, 'middle'),
    at(letters.bottom, width / 2, height - 12, 'middle'),
  ];
  return lettersProof === 'declared'
    ? [...drawn, textNode('Sides as declared in the file', 12, 24, INK, 1, 13)]
    : drawn;
}

/** Which slice, how thick, how windowed: one line, parts that say nothing left out. */
export function pictureWords(state: PaneState): string {
  const { window, look } = state;
  const unit = state.unit === 'HU' ? ' HU' : '';
  const slab = state.slabMm > 0 ? `${SLAB_WORDS[state.slabMode]} over ${state.slabMm} mm` : '';
  const place = look.kind === 'flat' && state.positionMm !== null ? `${signed(state.positionMm)} mm` : '';
  return [
    `${state.index + 1} of ${state.count}`,
    place,
    look.kind === 'oblique' ? `parallel to ${look.name}, ${signed(look.offMm)} mm from its middle` : '',
    look.kind === 'curved' ? 'straightened along the labels' : '',
    slab,
    window === null ? '' : `window ${Math.round(window.width)}, centre ${Math.round(window.center)}${unit}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const signed = (mm: number): string => mm.toFixed(1).replace('-', '−');
const SLAB_WORDS = { mip: 'Maximum', minip: 'Minimum', mean: 'Mean' } as const;
const BAR_LENGTHS_MM = [200, 100, 50, 20, 10, 5, 2, 1] as const;

/** Only where a length on the picture is worth a length in the patient. */
function scaleBar(state: PaneState, view: PlaneView): readonly SVGElement[] {
  if (state.spacing === 'none') return [];
  const lengthMm = BAR_LENGTHS_MM.find((mm) => mm / view.unitsPerPx <= view.widthPx / 4);
  if (lengthMm === undefined) return [];
  const [x, y] = [14, view.heightPx - 16];
  const px = lengthMm / view.unitsPerPx;
  const d = `M ${x} ${y - 5} V ${y} H ${x + px} V ${y - 5}`;
  const words = `${lengthMm} mm${state.spacing === 'estimated' ? ' (estimated)' : ''}`;
  return [
    node('path', { d, fill: 'none', stroke: '#000', 'stroke-width': 4 }),
    node('path', { d, fill: 'none', stroke: INK, 'stroke-width': 2 }),
    textNode(words, x + 4, y - 8, INK, 1, 13),
  ];
}

interface StripLine {
  readonly text: string;
  readonly size: number;
  readonly colour: string;
}

/** The strip's sentences broken into lines that fit: nothing is squeezed, nothing is cut. */
export function stripLines(strip: CaptureStrip, state: PaneState, width: number): readonly StripLine[] {
  const parts: readonly StripLine[] = [
    { text: strip.caption, size: 14, colour: INK },
    { text: strip.identity, size: 12, colour: '#c6cfdb' },
    { text: pictureWords(state), size: 12, colour: '#c6cfdb' },
    { text: strip.notice, size: 11, colour: '#9aa5b4' },
  ];
  const room = Math.max(80, width - 2 * STRIP_MARGIN_PX);
  return parts.flatMap((part) => brokenInto(part.text, room, part.size).map((text) => ({ ...part, text })));
}

export const stripHeight = (lines: readonly StripLine[]): number =>
  lines.reduce((sum, { size }) => sum + lineHeight(size), 2 * STRIP_PADDING_PX);

const lineHeight = (size: number): number => Math.round(size * 1.4);
const STRIP_MARGIN_PX = 12;
const STRIP_PADDING_PX = 6;

function brokenInto(text: string, room: number, size: number): readonly string[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = `600 ${size}px ${FONT}`;
  const widthOf = (words: string): number => context?.measureText(words).width ?? words.length * size * 0.56;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

function stripNodes(lines: readonly StripLine[], width: number, height: number): readonly SVGElement[] {
  let y = height + STRIP_PADDING_PX;
  const texts = lines.map(({ text, size, colour }) => {
    y += lineHeight(size);
    return textNode(text, STRIP_MARGIN_PX, y - Math.round(size * 0.35), colour, 1, size);
  });
  const background = { x: 0, y: height, width, height: stripHeight(lines), fill: '#10151d' };
  return [node('rect', background), ...texts];
}
