import { describe, expect, it } from 'vitest';
import { createPrefetch, likelyNext } from '../../src/app/workspace/prefetch.ts';
import type { LoadState } from '../../src/imaging/api.ts';
import { CT, MR, XA } from '../domain/builders.ts';
import { ct, mr, run, settle, testClock } from './support.ts';

const WHOLE: LoadState = { kind: 'complete', total: 100, skipped: [] };
const IDLE: LoadState = { kind: 'idle' };
const idle = (): LoadState['kind'] => 'idle';

describe('the likely next series', () => {
  it('is a myelogram before a run, and nothing that is shown or loaded', () => {
    expect(likelyNext([run, mr, ct], new Set([CT]), idle)).toBe(mr);
    expect(likelyNext([run, mr, ct], new Set([CT, MR]), idle)).toBe(run);
    expect(likelyNext([run, mr], new Set([XA]), (uid) => (uid === MR ? 'complete' : 'idle'))).toBeNull();
  });
  it('is never a series nobody looks for leaks on', () => {
    const scout = { ...ct, class: 'ct-other' as const };
    expect(likelyNext([scout], new Set(), () => 'idle')).toBeNull();
  });
});

/** The CT is shown; loads end when told to, or with their signal. */
function bench(fits = true, ctState: LoadState = WHOLE) {
  const states = new Map<string, LoadState>([[CT, ctState]]);
  const asked: string[] = [];
  const stopped: string[] = [];
  let shown = [CT];
  const ends: (() => void)[] = [];
  const clock = testClock();
  const prefetch = createPrefetch({
    viewer: {
      fits: () => fits,
      loadState: (uid) => states.get(uid) ?? IDLE,
      load: (uid, signal) =>
        new Promise((resolve) => {
          asked.push(uid);
          signal?.addEventListener('abort', () => {
            stopped.push(uid);
            resolve({ kind: 'cancelled', loaded: 0, total: 0 });
          });
          ends.push(() => {
            states.set(uid, WHOLE);
            resolve(WHOLE);
          });
        }),
    },
    series: [ct, mr, run],
    clock,
    shown: () => shown,
  });
  const quiet = async (): Promise<void> => {
    prefetch.changed();
    await clock.advance(2_000);
  };
  return {
    prefetch,
    asked,
    stopped,
    quiet,
    end: async () => {
      ends.shift()?.();
      await settle();
    },
    open: (uids: string[]) => {
      shown = uids;
      prefetch.changed();
    },
  };
}

describe('prefetch', () => {
  it('loads one series once the page is quiet, and no second one ahead', async () => {
    const page = bench();
    await page.quiet();
    expect(page.asked).toEqual([MR]);
    await page.end();
    await page.quiet();
    expect(page.asked).toEqual([MR]);
    page.open([CT, MR]);
    await page.quiet();
    expect(page.asked).toEqual([MR, XA]);
  });
  it('stops at once when another series is opened', async () => {
    const page = bench();
    await page.quiet();
    page.open([XA]);
    expect(page.stopped).toEqual([MR]);
  });
  it('waits while what is shown is loading, and leaves full memory alone', async () => {
    const loading = bench(true, { kind: 'loading', loaded: 3, total: 100 });
    await loading.quiet();
    const full = bench(false);
    await full.quiet();
    expect([loading.asked, full.asked]).toEqual([[], []]);
  });
});
