import { err, issue, ok, type Result } from '../domain/result.ts';
import { INK } from './captureAnnotations.ts';
import { FONT, node, textNode } from './overlayLayer.ts';
import { blackCanvas, drawSvg, pngOf } from './pictureCanvas.ts';
import { layoutScale } from './printedView.ts';

/** Sentences below a picture; one that is left empty takes no room. */
export interface StripWords {
  readonly caption: string;
  /** Whose picture it is; '' where the picture is to go out without. */
  readonly identity: string;
  /** Slice, window, what the file says of loss. */
  readonly facts: string;
  /** Of which version of the plan, or that it is a draft. */
  readonly version: string;
  readonly notice: string;
}
export interface PrintedPicture {
  readonly png: Blob;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A marked picture with its strip below: nothing of the picture is covered. */
export async function printStrip(picture: Blob, words: StripWords): Promise<Result<PrintedPicture>> {
  const image = await createImageBitmap(picture).catch(() => null);
  if (image === null) return err(issue('capture-failed', 'The stored picture could not be read.'));
  const { width: widthPx, height } = image;
  const scale = layoutScale(widthPx, height);
  const lines = stripLines(words, widthPx / scale);
  const heightPx = height + Math.round(stripHeight(lines) * scale);
  const drawing = blackCanvas(widthPx, heightPx);
  if (drawing === null) return err(NO_CANVAS);
  drawing.context.drawImage(image, 0, 0);
  image.close();
  const nodes = stripNodes(lines, widthPx / scale, (heightPx - height) / scale);
  const drawn = await drawSvg(drawing.context, nodes, {
    yPx: height,
    widthPx,
    heightPx: heightPx - height,
    scale,
  });
  if (!drawn)
    return err(issue('capture-failed', 'The words under the picture could not be drawn. Try again.'));
  const png = await pngOf(drawing.canvas);
  return png === null ? err(NO_CANVAS) : ok({ png, widthPx, heightPx });
}

const NO_CANVAS = issue('capture-failed', 'The browser could not make the picture. Try again.');

interface StripLine {
  readonly text: string;
  readonly size: number;
  readonly colour: string;
}

/** The strip's sentences broken into lines that fit: nothing is squeezed, nothing is cut. */
function stripLines(words: StripWords, width: number): readonly StripLine[] {
  const parts: readonly StripLine[] = [
    { text: words.caption, size: 14, colour: INK },
    { text: words.identity, size: 12, colour: '#c6cfdb' },
    { text: words.facts, size: 12, colour: '#c6cfdb' },
    { text: words.version, size: 12, colour: INK },
    { text: words.notice, size: 11, colour: '#9aa5b4' },
  ];
  const room = Math.max(80, width - 2 * MARGIN_PX);
  return parts.flatMap((part) => brokenInto(part.text, room, part.size).map((text) => ({ ...part, text })));
}

const stripHeight = (lines: readonly StripLine[]): number =>
  lines.reduce((sum, { size }) => sum + lineHeight(size), 2 * PADDING_PX);

const lineHeight = (size: number): number => Math.round(size * 1.4);
const MARGIN_PX = 12;
const PADDING_PX = 6;

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
  let y = PADDING_PX;
  const texts = lines.map(({ text, size, colour }) => {
    y += lineHeight(size);
    return textNode(text, MARGIN_PX, y - Math.round(size * 0.35), colour, 1, size);
  });
  return [node('rect', { x: 0, y: 0, width, height, fill: '#10151d' }), ...texts];
}
