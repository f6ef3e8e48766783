import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBeat, pauseAfter } from '../../src/viewer/arrivals.ts';

/** Four frames of 16 ms, then the least pause. */
const FIRST_BEAT_MS = 4 * 16 + 1_000;

describe('slices that arrive while a pane shows', () => {
  let frameMs = 16;
  beforeEach(() => {
    frameMs = 16;
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, frameMs));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('the first is shown at once, the others together and not before the pause', () => {
    const shown: number[] = [];
    const arrivals = createBeat()((indices) => shown.push(...indices));
    arrivals.arrived(5);
    vi.advanceTimersByTime(0);
    expect(shown).toEqual([5]);
    arrivals.arrived(6);
    arrivals.arrived(7);
    vi.advanceTimersByTime(FIRST_BEAT_MS - 1);
    expect(shown).toEqual([5]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([5, 6, 7]);
  });

  it('a pane that opened with a picture waits for the beat', () => {
    const shown: number[] = [];
    const arrivals = createBeat()((indices) => shown.push(...indices), true);
    arrivals.arrived(1);
    vi.advanceTimersByTime(FIRST_BEAT_MS - 1);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1]);
  });

  it('tells once a beat that the panes have drawn', () => {
    let told = 0;
    const beat = createBeat(() => (told += 1));
    const panes = [beat(() => undefined, true), beat(() => undefined, true)];
    for (const pane of panes) pane.arrived(1);
    vi.advanceTimersByTime(FIRST_BEAT_MS - 1);
    expect(told).toBe(0);
    vi.advanceTimersByTime(1);
    expect(told).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(told).toBe(1);
  });

  it('what somebody else draws is not drawn again; a closed pane gets nothing', () => {
    const shown: number[] = [];
    const arrivals = createBeat()((indices) => shown.push(...indices));
    arrivals.arrived(1);
    vi.advanceTimersByTime(0);
    arrivals.arrived(2);
    arrivals.drop();
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1]);
    arrivals.arrived(3);
    arrivals.stop();
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1]);
  });

  it('a load that ended before its first picture, and goes on: the next slice is shown at once', () => {
    const shown: number[] = [];
    const arrivals = createBeat()((indices) => shown.push(...indices));
    arrivals.arrived(1);
    arrivals.drop();
    vi.advanceTimersByTime(10_000);
    arrivals.arrived(2);
    vi.advanceTimersByTime(0);
    expect(shown).toEqual([2]);
  });

  it('all panes draw on one beat, and one that closes takes nothing from the others', () => {
    const beat = createBeat();
    const shown: string[] = [];
    const [left, right] = ['left', 'right'].map((pane) =>
      beat((indices) => shown.push(`${pane} ${indices.join(',')}`)),
    );
    left?.arrived(1);
    right?.arrived(1);
    vi.advanceTimersByTime(0);
    expect(shown).toEqual(['left 1', 'right 1']);
    left?.arrived(2);
    vi.advanceTimersByTime(300);
    right?.arrived(2);
    vi.advanceTimersByTime(FIRST_BEAT_MS - 300);
    expect(shown.slice(2)).toEqual(['left 2', 'right 2']);
    left?.arrived(3);
    right?.arrived(3);
    left?.stop();
    vi.advanceTimersByTime(10_000);
    expect(shown.slice(4)).toEqual(['right 3']);
  });

  it('rests from when the screen shows the picture, and longer where that took long', () => {
    const shown: number[] = [];
    frameMs = 200;
    const arrivals = createBeat()((indices) => shown.push(...indices), true);
    arrivals.arrived(1);
    vi.advanceTimersByTime(1_799);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1]);
    // The first pause says nothing of drawing; this picture took 0.8 s, 15 % of 5.3 s.
    arrivals.arrived(2);
    const dueMs = Math.ceil(800 + pauseAfter(800));
    vi.advanceTimersByTime(dueMs - 2);
    expect(shown).toEqual([1]);
    vi.advanceTimersByTime(2);
    expect(shown).toEqual([1, 2]);
  });

  it('goes on where the screen shows nothing, as in a window that is hidden', () => {
    const shown: number[] = [];
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const arrivals = createBeat()((indices) => shown.push(...indices), true);
    arrivals.arrived(1);
    vi.advanceTimersByTime(5_000);
    expect(shown).toEqual([1]);
  });

  it('a slow machine redraws more seldom, but still', () => {
    expect(pauseAfter(1)).toBe(1_000);
    expect(pauseAfter(300)).toBeCloseTo(1_700);
    expect(pauseAfter(60_000)).toBe(5_000);
  });
});
