import { err, issue, ok, type Result } from '../domain/result.ts';
import type { FrameRef } from '../imaging/api.ts';
import type { CapturedImage, CaptureStrip, PaneState } from './api.ts';
import { captureAnnotations, stripHeight, stripLines } from './captureAnnotations.ts';
import type { PlaneView } from './planeView.ts';

export interface CaptureParts {
  readonly canvas: HTMLCanvasElement;
  readonly overlay: SVGSVGElement;
  readonly state: PaneState;
  readonly original: FrameRef | null;
  readonly view: PlaneView | null;
  readonly strip: CaptureStrip;
}

/** Smaller pictures are written at twice their size, so that letters stay readable in a report. */
const SMALL_PX = 900;

/**
 * The picture as shown: pixels, marks, side letters, scale, window and position, and below it a strip with caption,
 * identity and notice. A PNG at the shown resolution, doubled when small.
 */
export async function captureImage(parts: CaptureParts): Promise<Result<CapturedImage>> {
  const { canvas, view } = parts;
  if (view === null) return err(issue('nothing-to-capture', 'This view shows no picture to capture yet.'));
  const pixelRatio = canvas.width / view.widthPx;
  const factor = Math.max(
    pixelRatio,
    Math.max(view.widthPx, view.heightPx) * pixelRatio < SMALL_PX ? 2 : pixelRatio,
  );
  const widthPx = Math.round(view.widthPx * factor);
  const lines = stripLines(parts.strip, parts.state, view.widthPx);
  const heightPx = Math.round((view.heightPx + stripHeight(lines)) * factor);
  const picture = document.createElement('canvas');
  picture.width = widthPx;
  picture.height = heightPx;
  const context = picture.getContext('2d');
  if (context === null)
    return err(issue('capture-failed', 'The browser could not make the picture. Try again.'));
  context.fillStyle = '#000';
  context.fillRect(0, 0, widthPx, heightPx);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, widthPx, Math.round(view.heightPx * factor));
  const drawn = overlaySvg(parts, view, lines);
  try {
    context.drawImage(await rasterised(drawn), 0, 0, widthPx, heightPx);
  } catch {
    return err(
      issue('capture-failed', 'The marks could not be drawn into the picture; nothing was saved. Try again.'),
    );
  }
  const png = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  if (png === null) return err(issue('capture-failed', 'The browser could not make the picture. Try again.'));
  const { original } = parts;
  const image =
    original === null ? null : { sopInstanceUid: original.header.sopInstanceUid, frame: original.frame };
  return ok({ png, widthPx, heightPx, image });
}

function overlaySvg(
  parts: CaptureParts,
  view: PlaneView,
  lines: ReturnType<typeof stripLines>,
): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const marks = [...parts.overlay.childNodes].map((mark) => mark.cloneNode(true));
  svg.replaceChildren(...marks, ...captureAnnotations(parts.state, view, lines));
  const height = view.heightPx + stripHeight(lines);
  svg.setAttribute('width', String(view.widthPx));
  svg.setAttribute('height', String(height));
  svg.setAttribute('viewBox', `0 0 ${view.widthPx} ${height}`);
  return svg;
}

async function rasterised(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const text = new XMLSerializer().serializeToString(svg);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}
