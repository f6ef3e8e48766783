import type { PaneState } from './api.ts';
import { node, textNode } from './overlayLayer.ts';
import type { PlaneView } from './planeView.ts';

export const INK = '#f2f5fa';

/** What a captured picture says of itself, marks or not: letters of its edges, and a scale bar where lengths count. */
export const captureAnnotations = (state: PaneState, view: PlaneView): readonly SVGElement[] => [
  ...letterNodes(state, view),
  ...scaleBar(state, view),
];

type Said = Pick<PaneState, 'letters' | 'lettersProof' | 'spacing'>;

function letterNodes(
  { letters, lettersProof }: Said,
  { widthPx: width, heightPx: height }: PlaneView,
): readonly SVGElement[] {
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
export function scaleBar(state: Pick<PaneState, 'spacing'>, view: PlaneView): readonly SVGElement[] {
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
