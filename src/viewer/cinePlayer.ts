import { frameAt, type CineTiming } from './cineClock.ts';

export interface CinePlayer {
  readonly playing: () => boolean;
  /** Pictures really shown per second over the last second; null while it stands. */
  readonly actualFps: () => number | null;
  play(fromIndex: number): void;
  pause(): void;
}

/**
 * Plays on the clock: each animation frame asks which frame is due now. A frame that cannot be drawn in time is
 * dropped; playback never slows down and never drifts.
 *
 * @param canShow - false while the last picture is still being drawn or the frame has not arrived
 */
export function createCinePlayer(
  timing: CineTiming,
  show: (index: number) => void,
  canShow: (index: number) => boolean,
): CinePlayer {
  let handle: number | null = null;
  let startedAt = 0;
  let last = -1;
  let shownAt: number[] = [];

  const tick = (now: number): void => {
    handle = requestAnimationFrame(tick);
    const due = frameAt(timing, now - startedAt);
    if (due === last || !canShow(due)) return;
    last = due;
    shownAt = [...shownAt.filter((time) => time > now - 1000), now];
    show(due);
  };
  return {
    playing: () => handle !== null,
    actualFps: () => {
      const [first, final] = [shownAt[0], shownAt.at(-1)];
      if (handle === null || first === undefined || final === undefined || final <= first) return null;
      return ((shownAt.length - 1) * 1000) / (final - first);
    },
    play: (fromIndex) => {
      if (handle !== null) return;
      startedAt = performance.now() - (timing.startsMs[fromIndex] ?? 0);
      last = fromIndex;
      shownAt = [];
      handle = requestAnimationFrame(tick);
    },
    pause: () => {
      if (handle !== null) cancelAnimationFrame(handle);
      handle = null;
    },
  };
}
