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
 * identity and notice; beside it a clean copy without marks and strip, its side letters and scale kept. PNGs at the
 * shown resolution, doubled when small.
 */
export async function captureImage(parts: CaptureParts): Promise<Result<CapturedImage>> {
  const { view, original } = parts;
  if (view === null) return err(issue('nothing-to-capture', 'This view shows no picture to capture yet.'));
  const lines = stripLines(parts.strip, parts.state, view.widthPx);
  const marks = [...parts.overlay.childNodes].map((mark) => mark.cloneNode(true));
  const marked = await drawn(parts, view, lines, marks);
  if (!marked.ok) return marked;
  const clean = await drawn(parts, view, [], []);
  if (!clean.ok) return clean;
  const image =
    original === null ? null : { sopInstanceUid: original.header.sopInstanceUid, frame: original.frame };
  return ok({ ...marked.value, clean: clean.value.png, image });
}

type Drawing = Pick<CapturedImage, 'png' | 'widthPx' | 'heightPx'>;

async function drawn(
  { canvas, state }: CaptureParts,
  view: PlaneView,
  lines: ReturnType<typeof stripLines>,
  marks: readonly Node[],
): Promise<Result<Drawing>> {
  const pixelRatio = canvas.width / view.widthPx;
  const factor = Math.max(
    pixelRatio,
    Math.max(view.widthPx, view.heightPx) * pixelRatio < SMALL_PX ? 2 : pixelRatio,
  );
  const below = lines.length === 0 ? 0 : stripHeight(lines);
  const picture = document.createElement('canvas');
  picture.width = Math.round(view.widthPx * factor);
  picture.height = Math.round((view.heightPx + below) * factor);
  const { width: widthPx, height: heightPx } = picture;
  const context = picture.getContext('2d');
  if (context === null)
    return err(issue('capture-failed', 'The browser could not make the picture. Try again.'));
  context.fillStyle = '#000';
  context.fillRect(0, 0, widthPx, heightPx);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, widthPx, Math.round(view.heightPx * factor));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.replaceChildren(...marks, ...captureAnnotations(state, view, lines));
  svg.setAttribute('width', String(view.widthPx));
  svg.setAttribute('height', String(view.heightPx + below));
  svg.setAttribute('viewBox', `0 0 ${view.widthPx} ${view.heightPx + below}`);
  try {
    context.drawImage(await rasterised(svg), 0, 0, widthPx, heightPx);
  } catch {
    return err(
      issue('capture-failed', 'The marks could not be drawn into the picture; nothing was saved. Try again.'),
    );
  }
  const png = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  return png === null
    ? err(issue('capture-failed', 'The browser could not make the picture. Try again.'))
    : ok({ png, widthPx, heightPx });
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
