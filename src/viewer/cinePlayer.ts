import { frameAt, type CineTiming } from './cineClock.ts';

/** How a run is played: share of its true speed, and whether it starts again at its end. */
export interface CineManner {
  readonly speed: number;
  readonly loop: boolean;
}

export interface CinePlayer {
  readonly playing: () => boolean;
  readonly manner: () => CineManner;
  /** Pictures really shown per second over the last second; null while it stands. */
  readonly actualFps: () => number | null;
  play(fromIndex: number): void;
  pause(): void;
  /** Speed and loop, also while it plays: the frame shown stays, the clock goes on from it. */
  setManner(manner: Partial<CineManner>): void;
}

/**
 * Plays on the clock: each animation frame asks which frame is due now. A frame that cannot be drawn in time is
 * dropped; playback never slows down and never drifts.
 *
 * @param canShow - false while the last picture is still being drawn or the frame has not arrived
 * @param ended - a run that does not loop has shown its last frame
 */
export function createCinePlayer(
  timing: CineTiming,
  show: (index: number) => void,
  canShow: (index: number) => boolean,
  ended: () => void = () => undefined,
): CinePlayer {
  let handle: number | null = null;
  let manner: CineManner = { speed: 1, loop: true };
  /** Time in the run that `clockAt` stands for, ms. */
  let runAt = 0;
  let clockAt = 0;
  let last = -1;
  let shownAt: number[] = [];

  const elapsed = (now: number): number => runAt + (now - clockAt) * manner.speed;
  const pause = (): void => {
    if (handle !== null) cancelAnimationFrame(handle);
    handle = null;
  };
  const tick = (now: number): void => {
    handle = requestAnimationFrame(tick);
    const due = frameAt(timing, elapsed(now), manner.loop);
    if (due !== last && canShow(due)) {
      last = due;
      shownAt = [...shownAt.filter((time) => time > now - 1000), now];
      show(due);
    }
    if (!manner.loop && elapsed(now) >= timing.totalMs && last === timing.startsMs.length - 1) {
      pause();
      ended();
    }
  };
  return {
    playing: () => handle !== null,
    manner: () => manner,
    actualFps: () => {
      const [first, final] = [shownAt[0], shownAt.at(-1)];
      if (handle === null || first === undefined || final === undefined || final <= first) return null;
      return ((shownAt.length - 1) * 1000) / (final - first);
    },
    play: (fromIndex) => {
      if (handle !== null) return;
      // A run that stands at its end starts again.
      const from = !manner.loop && fromIndex === timing.startsMs.length - 1 ? 0 : fromIndex;
      clockAt = performance.now();
      runAt = timing.startsMs[from] ?? 0;
      last = from === fromIndex ? from : -1;
      shownAt = [];
      handle = requestAnimationFrame(tick);
    },
    pause,
    setManner: (next) => {
      const now = performance.now();
      runAt = elapsed(now);
      clockAt = now;
      manner = { ...manner, ...next };
      if (!manner.loop) runAt %= timing.totalMs;
      shownAt = [];
    },
  };
}
