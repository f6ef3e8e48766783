/** Panes redraw at most this often while a series is still arriving: drawing takes time from loading. */
const LEAST_PAUSE_MS = 500;
const MOST_PAUSE_MS = 5_000;
/** Drawing may take this share of the time; a slow machine redraws more seldom, and is not kept from loading. */
const SHARE_FOR_DRAWING = 0.15;

export interface Arrivals {
  arrived(index: number): void;
  /** Everything that has arrived is shown now. */
  flush(): void;
  stop(): void;
}

/** Gathers frames as they arrive: the first is shown at once, the others together, as often as the machine can draw. */
export function createArrivals(show: (index: number) => void): Arrivals {
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let pauseMs = 0;
  let indices: number[] = [];

  const flush = (): void => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    const batch = indices;
    indices = [];
    const from = performance.now();
    for (const index of batch) show(index);
    pauseMs = Math.max(pauseMs, LEAST_PAUSE_MS);
    // What was asked for is drawn on the next frame; the one after comes when the graphics process has caught up.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        pauseMs = pauseAfter(performance.now() - from);
      }),
    );
  };

  return {
    arrived: (index) => {
      indices.push(index);
      waiting ??= setTimeout(flush, pauseMs);
    },
    flush,
    stop: () => {
      if (waiting !== null) clearTimeout(waiting);
      waiting = null;
    },
  };
}

/** Rest after a drawing that took `drawMs`. */
export const pauseAfter = (drawMs: number): number =>
  Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, drawMs * (1 / SHARE_FOR_DRAWING - 1)));
