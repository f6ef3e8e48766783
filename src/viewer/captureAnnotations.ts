import type { CaptureStrip, PaneState } from './api.ts';
import { node, textNode } from './overlayLayer.ts';
import type { PlaneView } from './planeView.ts';

/** Height of the strip under a key image, CSS px. */
export const STRIP_PX = 58;
const INK = '#f2f5fa';

/** Letters, scale bar, window, position and the strip, as SVG nodes over a captured picture. */
export function captureAnnotations(
  state: PaneState,
  view: PlaneView,
  strip: CaptureStrip,
): readonly SVGElement[] {
  const { widthPx: width, heightPx: height } = view;
  return [
    ...letterNodes(state, width, height),
    ...infoNodes(state, width, height),
    ...scaleBar(state, view),
    ...stripNodes(strip, width, height),
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

function infoNodes(state: PaneState, width: number, height: number): readonly SVGElement[] {
  const window =
    state.window === null ? '' : `W ${Math.round(state.window.width)} · C ${Math.round(state.window.center)}`;
  const unit = state.unit === 'HU' ? ' HU' : '';
  const slab = state.slabMm > 0 ? `${SLAB_WORDS[state.slabMode]} ${state.slabMm} mm` : '';
  const place = `${state.index + 1} / ${state.count}${state.positionMm === null ? '' : ` · ${signed(state.positionMm)} mm`}`;
  const lines = [slab, place, window === '' ? '' : window + unit].filter((line) => line !== '');
  return lines.map((line, i) => {
    const element = textNode(line, width - 12, height - 12 - (lines.length - 1 - i) * 18, INK, 1, 13);
    element.setAttribute('text-anchor', 'end');
    return element;
  });
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

function stripNodes(strip: CaptureStrip, width: number, height: number): readonly SVGElement[] {
  const fitted = (text: string, y: number, size: number, colour: string): SVGElement => {
    const element = textNode(text, 12, y, colour, 1, size);
    const room = width - 24;
    // About half the size per letter: long lines are condensed rather than cut.
    if (text.length * size * 0.56 > room) {
      element.setAttribute('textLength', String(room));
      element.setAttribute('lengthAdjust', 'spacingAndGlyphs');
    }
    return element;
  };
  return [
    node('rect', { x: 0, y: height, width, height: STRIP_PX, fill: '#10151d' }),
    fitted(strip.caption, height + 19, 14, INK),
    fitted(strip.identity, height + 36, 12, '#c6cfdb'),
    fitted(strip.notice, height + 52, 11, '#9aa5b4'),
  ];
}
