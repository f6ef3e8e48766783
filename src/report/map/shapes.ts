/** A drawing as a list of plain shapes: the page draws it as SVG elements, the report as PDF vectors. Units: its own view box. */
export interface Paint {
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeOpacity?: number;
  readonly dash?: string;
}
export type Shape =
  | (Paint & { readonly kind: 'path'; readonly d: string })
  | (Paint & { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly r: number })
  | (Paint & {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
    })
  | TextShape;

export interface TextShape {
  readonly kind: 'text';
  readonly x: number;
  /** Middle of the letters, not their base line. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly title: string;
  /** The same as the picture, in words. */
  readonly words: string;
}

/** From the middle of capitals and figures to their base line, as a share of the size. */
const CAPITAL_HALF = 0.36;
export const baselineOf = ({ y, size }: TextShape): number => y + size * CAPITAL_HALF;

export function label(
  text: string,
  x: number,
  y: number,
  style: Partial<Pick<TextShape, 'size' | 'bold' | 'anchor'>> & { readonly fill: string },
): TextShape {
  return { kind: 'text', text, x, y, size: 15, bold: false, anchor: 'start', ...style };
}

/** Slanted lines that fill a box, as one path: a hatch that every renderer draws alike. */
export function hatchPath(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  step: number,
): string {
  const lines: string[] = [];
  for (let offset = step; offset < box.width + box.height; offset += step) {
    const fromX = Math.min(offset, box.width);
    const toY = Math.min(offset, box.height);
    lines.push(
      `M${rounded(box.x + fromX)} ${rounded(box.y + offset - fromX)}L${rounded(box.x + offset - toY)} ${rounded(box.y + toY)}`,
    );
  }
  return lines.join('');
}

const rounded = (value: number): string => value.toFixed(1);
