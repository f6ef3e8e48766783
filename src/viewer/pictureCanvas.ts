/** A black canvas to draw a picture on; null where the browser gives none. */
export function blackCanvas(
  widthPx: number,
  heightPx: number,
): { readonly canvas: HTMLCanvasElement; readonly context: CanvasRenderingContext2D } | null {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [widthPx, heightPx];
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#000';
  context.fillRect(0, 0, widthPx, heightPx);
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

interface Place {
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the picture for one of the drawing. */
  readonly scale: number;
}

/** Draws SVG nodes across the picture; false where the browser could not read its own drawing. */
export async function drawSvg(
  context: CanvasRenderingContext2D,
  nodes: readonly Node[],
  { yPx, widthPx, heightPx, scale }: Place,
): Promise<boolean> {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.replaceChildren(...nodes);
  // At the picture's own size: what the browser rasters is what is drawn, whatever the screen.
  svg.setAttribute('width', String(widthPx));
  svg.setAttribute('height', String(heightPx));
  svg.setAttribute('viewBox', `0 0 ${widthPx / scale} ${heightPx / scale}`);
  const url = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }),
  );
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    context.drawImage(image, 0, yPx, widthPx, heightPx);
    return true;
  } catch {
    return false; // said by the caller: nothing is kept of a picture without its marks
  } finally {
    URL.revokeObjectURL(url);
  }
}

export const pngOf = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
