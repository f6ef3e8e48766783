import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createArrivals, pauseAfter } from '../../src/viewer/arrivals.ts';

describe('slices that arrive while a pane shows', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, 16));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('the first is shown at once, the others together and not before the pause', () => {
    const shown: number[] = [];
    const arrivals = createArrivals((index) => shown.push(index));
    arrivals.arrived(5);
    vi.advanceTimersByTime(0);
    expect(shown).toEqual([5]);
    arrivals.arrived(6);
    arrivals.arrived(7);
    vi.advanceTimersByTime(499);
    expect(shown).toEqual([5]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([5, 6, 7]);
  });

  it('the end of loading shows everything, once; a closed pane gets nothing', () => {
    const shown: number[] = [];
    const arrivals = createArrivals((index) => shown.push(index));
    arrivals.arrived(1);
    arrivals.flush();
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1]);
    arrivals.arrived(2);
    arrivals.stop();
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1]);
  });

  it('a slow machine redraws more seldom, but still', () => {
    expect(pauseAfter(1)).toBe(500);
    expect(pauseAfter(300)).toBeCloseTo(1_700);
    expect(pauseAfter(60_000)).toBe(5_000);
  });
});
