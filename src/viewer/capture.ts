import { err, issue, ok, type Result } from '../domain/result.ts';
import type { CapturedImage, PaneState } from './api.ts';
import { captureAnnotations, pictureWords } from './captureAnnotations.ts';
import { createOverlayLayer } from './overlayLayer.ts';
import { blackCanvas, drawSvg, pngOf } from './pictureCanvas.ts';
import type { PlaneView } from './planeView.ts';
import { layoutScale, wholeFactor } from './printedView.ts';
import type { SceneItem } from './sceneItem.ts';
import type { Surface } from './surface.ts';

export interface CaptureParts {
  readonly surface: Surface;
  readonly state: PaneState;
  /** What is drawn above the pixels of a surface. */
  readonly scene: (surface: Surface) => readonly SceneItem[];
}

/**
 * What a pane shows as a picture at the resolution of its source, whatever the size of the pane: pixels, marks, side
 * letters, and a scale where lengths count; beside it a clean copy, its side letters and scale kept. Each source pixel
 * is enlarged by a whole factor where the picture would be too small for letters.
 */
export async function capture({ surface, state, scene }: CaptureParts): Promise<Result<CapturedImage>> {
  const print = surface.ready() ? surface.print() : null;
  if (print === null) return err(issue('nothing-to-capture', 'This view shows no picture to capture yet.'));
  const original = surface.original();
  const factor = wholeFactor(print.view.widthPx, print.view.heightPx);
  const [widthPx, heightPx] = [print.view.widthPx * factor, print.view.heightPx * factor];
  const scale = layoutScale(widthPx, heightPx);
  const layout: PlaneView = {
    ...print.view,
    widthPx: widthPx / scale,
    heightPx: heightPx / scale,
    unitsPerPx: (print.view.unitsPerPx * scale) / factor,
  };
  const shown = surface.through(layout);
  const { letters, proof } = shown.letters();
  const words = captureAnnotations({ ...state, letters, lettersProof: proof }, layout);
  const layer = createOverlayLayer();
  layer.draw(scene(shown), null, layout.widthPx, layout.heightPx);
  const marks = [...layer.element.childNodes];

  const drawn = async (nodes: readonly Node[]): Promise<Result<Blob>> => {
    const drawing = blackCanvas(widthPx, heightPx);
    if (drawing === null) return err(NO_PICTURE);
    drawing.context.drawImage(print.canvas, 0, 0, widthPx, heightPx);
    if (!(await drawSvg(drawing.context, nodes, { yPx: 0, widthPx, heightPx, scale }))) return err(NO_MARKS);
    const png = await pngOf(drawing.canvas);
    return png === null ? err(NO_PICTURE) : ok(png);
  };
  const png = await drawn([...marks, ...words]);
  if (!png.ok) return png;
  const clean = await drawn(words);
  if (!clean.ok) return clean;
  return ok({
    png: png.value,
    clean: clean.value,
    widthPx,
    heightPx,
    words: pictureWords(state),
    image:
      original === null ? null : { sopInstanceUid: original.header.sopInstanceUid, frame: original.frame },
  });
}

const NO_PICTURE = issue('capture-failed', 'The browser could not make the picture. Try again.');
const NO_MARKS = issue(
  'capture-failed',
  'The marks could not be drawn into the picture; nothing was saved. Try again.',
);
