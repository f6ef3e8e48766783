/** Panes redraw at most this often while a series is still arriving: drawing takes time from loading. */
const LEAST_PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 5_000;
/** Drawing may take this share of the time; a slow machine redraws more seldom, and is not kept from loading. */
const SHARE_FOR_DRAWING = 0.15;

export interface Arrivals {
  arrived(index: number): void;
  /** What is waiting is drawn by somebody else. */
  drop(): void;
  stop(): void;
}

/**
 * Gathers frames as they arrive: the first of each pane is shown at once, the others together, as often as the machine
 * can draw. One beat for all panes, as the screen draws them together: three beats would cost three times the drawing.
 *
 * @param drawn - called in the beat, so that what it changes on the page comes with the same frame of the screen
 * @returns makes the arrivals of one pane, whose frames go to its `draw` together; `pictured` where the pane opens with
 *   what is there already, and its next picture can wait for the beat
 */
export function createBeat(
  drawn: () => void = () => undefined,
): (draw: (indices: readonly number[]) => void, pictured?: boolean) => Arrivals {
  const flushes = new Set<() => void>();
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let pauseMs = LEAST_PAUSE_MS;

  const show = (draw: () => void): void => {
    const from = performance.now();
    draw();
    // The frame after the next comes when the graphics process has caught up.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        pauseMs = pauseAfter(performance.now() - from);
      }),
    );
  };
  const flushAll = (): void => {
    waiting = null;
    show(() => {
      for (const flush of flushes) flush();
      drawn();
    });
  };

  return (draw, pictured = false) => {
    let first: ReturnType<typeof setTimeout> | null = null;
    let shown = pictured;
    let indices: number[] = [];
    const flush = (): void => {
      if (indices.length === 0) return;
      const batch = indices;
      indices = [];
      shown = true;
      draw(batch);
    };
    const showFirst = (): void => {
      first = null;
      show(flush);
    };
    flushes.add(flush);
    return {
      arrived: (index) => {
        indices.push(index);
        if (shown) waiting ??= setTimeout(flushAll, pauseMs);
        else first ??= setTimeout(showFirst, 0);
      },
      drop: () => {
        indices = [];
      },
      stop: () => {
        flushes.delete(flush);
        indices = [];
        if (first !== null) clearTimeout(first);
        if (flushes.size > 0 || waiting === null) return;
        clearTimeout(waiting);
        waiting = null;
      },
    };
  };
}

/** Rest after a drawing that took `drawMs`. */
export const pauseAfter = (drawMs: number): number =>
  Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, drawMs * (1 / SHARE_FOR_DRAWING - 1)));
