/** Panes redraw at most this often while a series is still arriving: drawing takes time from loading. */
const LEAST_PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 5_000;
/** Drawing may take this share of the time; a slow machine redraws more seldom, and is not kept from loading. */
const SHARE_FOR_DRAWING = 0.15;
/** So many frames of the page are made ahead of the screen: the next one waits until it has caught up (measured). */
const FRAMES_AHEAD = 3;

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
  /** Nothing is drawn anew before this time (`performance.now()`). */
  let restUntil = 0;
  let drawings = 0;

  /** The rest begins when the screen shows the drawing: until then that takes both processors from loading. */
  const show = (draw: () => void, rest: (drawMs: number) => number): void => {
    const from = performance.now();
    const drawing = (drawings += 1);
    restUntil = from + MOST_PAUSE_MS;
    if (waiting !== null) flushLater();
    draw();
    afterFrames(FRAMES_AHEAD + 1, () => {
      if (drawing !== drawings) return;
      const now = performance.now();
      restUntil = now + rest(now - from);
      if (waiting !== null) flushLater();
    });
  };
  const flushLater = (): void => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(flushAll, Math.max(0, restUntil - performance.now()));
  };
  const flushAll = (): void => {
    waiting = null;
    show(() => {
      for (const flush of flushes) flush();
      drawn();
    }, pauseAfter);
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
      show(flush, restAfterFirst);
    };
    flushes.add(flush);
    if (pictured) show(() => undefined, restAfterFirst);
    return {
      arrived: (index) => {
        indices.push(index);
        if (!shown) first ??= setTimeout(showFirst, 0);
        else if (waiting === null) flushLater();
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

/** The page around the first picture is drawn with it: how long that takes says nothing of the next. */
const restAfterFirst = (): number => LEAST_PAUSE_MS;

function afterFrames(count: number, call: () => void): void {
  if (count === 0) call();
  else requestAnimationFrame(() => afterFrames(count - 1, call));
}

/** Rest after a drawing that took `drawMs`. */
export const pauseAfter = (drawMs: number): number =>
  Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, drawMs * (1 / SHARE_FOR_DRAWING - 1)));
