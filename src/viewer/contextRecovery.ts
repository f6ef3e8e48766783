import { Enums, eventTarget, type RenderingEngine } from '@cornerstonejs/core';
import type { Unsubscribe } from './api.ts';

/** `gone`: the browser gives no context even after a while. A late one is still taken (`rebuilt`). */
export type ContextEvent = 'lost' | 'rebuilt' | 'gone';

/** After a driver reset the browser needs a moment before it hands out contexts again. */
const TRY_AGAIN_MS = [250, 1000, 3000, 8000, 20_000] as const;

/**
 * Keeps the page's rendering engine alive over a lost WebGL context (driver reset, laptop waking, too many pages): what
 * was in the GPU is gone, so the engine is thrown away and made anew; `rebuilt` tells viewers to mount their panes again.
 *
 * @param make - a new engine; the old one is destroyed by then
 * @param canDraw - whether the browser hands out a context now
 */
export function recoverContexts(
  make: () => RenderingEngine,
  canDraw: () => boolean,
): {
  readonly rendering: () => RenderingEngine | null;
  readonly onContext: (listener: (event: ContextEvent) => void) => Unsubscribe;
} {
  const listeners = new Set<(event: ContextEvent) => void>();
  let rendering: RenderingEngine | null = make();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (event: ContextEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const rebuild = (): void => {
    clearTimeout(timer);
    rendering = make();
    tell('rebuilt');
  };
  const tryAgain = (attempt: number): void => {
    const waitMs = TRY_AGAIN_MS[attempt];
    if (waitMs === undefined) {
      tell('gone');
      return;
    }
    timer = setTimeout(() => {
      if (canDraw()) rebuild();
      else tryAgain(attempt + 1);
    }, waitMs);
  };

  eventTarget.addEventListener(Enums.Events.WEBGL_CONTEXT_LOST, () => {
    // Both contexts go together; one rebuild serves both.
    if (rendering === null) return;
    const dead = rendering;
    rendering = null;
    tell('lost');
    dead.destroy();
    tryAgain(0);
  });
  eventTarget.addEventListener(Enums.Events.WEBGL_CONTEXT_RESTORED, () => {
    if (rendering === null && canDraw()) rebuild();
  });

  return {
    rendering: () => rendering,
    onContext: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
