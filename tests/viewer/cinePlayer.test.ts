import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CineTiming } from '../../src/viewer/cineClock.ts';
import { createCinePlayer } from '../../src/viewer/cinePlayer.ts';

/** Ten frames, 100 ms each. */
const timing: CineTiming = {
  startsMs: Array.from({ length: 10 }, (_, i) => i * 100),
  totalMs: 1000,
  frameTimeMs: 100,
};

let now = 0;
let waiting: FrameRequestCallback | null = null;
/** The browser's next animation frame, `afterMs` later. */
function animationFrame(afterMs: number): void {
  now += afterMs;
  const due = waiting;
  waiting = null;
  due?.(now);
}
beforeEach(() => {
  now = 5000;
  waiting = null;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    waiting = callback;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => {
    waiting = null;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function playing(canShow: () => boolean = () => true, from = 0) {
  const shown: number[] = [];
  const ended = vi.fn<() => void>();
  const player = createCinePlayer(timing, (index) => shown.push(index), canShow, ended);
  player.play(from);
  return { player, shown, ended };
}

describe('a run that plays', () => {
  it('drops the frames it has no time for, and is where the clock is after an hour', () => {
    const { shown } = playing();
    for (const ms of [100, 100, 350]) animationFrame(ms);
    expect(shown).toEqual([1, 2, 5]);
    for (let ms = 550; ms < 3_600_000; ms += 7) animationFrame(7);
    expect(shown.at(-1)).toBe(Math.floor(((now - 5000) % 1000) / 100));
  });

  it('waits for nothing: a frame that cannot be drawn is dropped, the next one comes at its own time', () => {
    let busy = false;
    const { shown } = playing(() => !busy);
    animationFrame(100);
    busy = true;
    for (let i = 0; i < 5; i += 1) animationFrame(100);
    busy = false;
    animationFrame(100);
    expect(shown).toEqual([1, 7]);
  });

  it('says how many pictures are really shown', () => {
    const { player } = playing();
    expect(player.actualFps()).toBeNull();
    for (let i = 0; i < 8; i += 1) animationFrame(250);
    expect(player.actualFps()).toBeCloseTo(4);
    player.pause();
    expect(player.actualFps()).toBeNull();
  });

  it('goes on from the frame shown when its speed changes', () => {
    const { player, shown } = playing();
    animationFrame(300);
    player.setManner({ speed: 0.5 });
    animationFrame(100);
    animationFrame(100);
    player.setManner({ speed: 2 });
    animationFrame(100);
    expect(shown).toEqual([3, 4, 6]);
  });

  it('loops, or ends on its last frame and starts again from there', () => {
    const { player, shown, ended } = playing(() => true, 8);
    for (let i = 0; i < 3; i += 1) animationFrame(100);
    expect(shown).toEqual([9, 0, 1]);
    player.setManner({ loop: false });
    animationFrame(2000);
    expect([shown.at(-1), player.playing(), ended.mock.calls.length]).toEqual([9, false, 1]);
    player.play(9);
    animationFrame(1);
    expect([shown.at(-1), player.playing()]).toEqual([0, true]);
  });
});
