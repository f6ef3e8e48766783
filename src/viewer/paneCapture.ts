import { err, issue, type Result } from '../domain/result.ts';
import type { CapturedImage, CaptureStrip, PaneState } from './api.ts';
import { captureImage } from './capture.ts';
import type { Surface } from './surface.ts';

/** A picture drawn coarsely while a hand moved is awaited this many frames. */
const MOST_WAITS = 60;

export interface CaptureHost {
  readonly surface: () => Surface | null;
  readonly overlay: SVGSVGElement;
  /** Marks and state as they belong to the picture now drawn; the keyboard's cursor is not part of it. */
  settle(): PaneState;
}

/** The pane as a picture, once what was asked to be drawn has been drawn. */
export async function capturePane(host: CaptureHost, strip: CaptureStrip): Promise<Result<CapturedImage>> {
  // The engine draws on the next animation frame: marks of this slice must not meet pixels of the one before.
  await drawnFrame();
  for (let waits = 0; host.surface()?.busy() === true && waits < MOST_WAITS; waits += 1) await drawnFrame();
  const surface = host.surface();
  const canvas = surface?.canvas() ?? null;
  if (surface === null || canvas === null || !surface.ready())
    return err(issue('nothing-to-capture', 'This view shows no picture to capture yet.'));
  const state = host.settle();
  return captureImage({
    canvas,
    overlay: host.overlay,
    state,
    original: surface.original(),
    view: surface.view(),
    strip,
  });
}

/** Two animation frames: whatever was asked to be drawn before has been drawn. */
const drawnFrame = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
  });
