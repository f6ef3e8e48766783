import { describe, expect, it, vi } from 'vitest';
import type { SeriesSummary } from '../../src/dicom/model.ts';
import type { InstanceSource, LoadState } from '../../src/imaging/api.ts';
import { createSeriesStore } from '../../src/viewer/seriesStore.ts';
import { ct, mr } from '../app/support.ts';
import { ctHeader, seriesOf } from '../imaging/headers.ts';

/** Never sends anything, until it is stopped. */
function silent(summary: SeriesSummary) {
  const signals: AbortSignal[] = [];
  const source: InstanceSource = {
    kind: 'archive',
    summary,
    // oxlint-disable-next-line require-yield
    stream: async function* (signal) {
      signals.push(signal);
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
  return { source, signals };
}
const events = { frame: () => undefined, state: () => undefined, redraw: () => undefined };
/** 3 × 2 pixels of 2 bytes, three images. */
const SERIES_BYTES = 36;
const sized = (base: SeriesSummary): SeriesSummary => ({
  ...base,
  frames: 3,
  instances: [0, 1, 2].map((k) => ctHeader({ sopInstanceUid: `${base.seriesInstanceUid}.${k}` })),
});

describe('progress', () => {
  it('is told on the beat for the loads that go on, and for no other', () => {
    const store = createSeriesStore(() => null, 1e9);
    for (const base of [ct, mr]) store.add(silent(sized(base)).source);
    store.open(ct.seriesInstanceUid);
    const told: [string, LoadState][] = [];
    store.onState((uid, state) => told.push([uid, state]));
    store.tellProgress();
    expect(told).toEqual([[ct.seriesInstanceUid, { kind: 'loading', loaded: 0, total: 3 }]]);
    store.dispose();
  });
});

describe('series that are left', () => {
  it('end their requests, and go on where they are opened again', async () => {
    vi.useFakeTimers();
    try {
      const store = createSeriesStore(() => null, 1e9);
      const { source, signals } = silent(sized(ct));
      store.add(source);
      const leave = store.subscribe(ct.seriesInstanceUid, events);
      store.open(ct.seriesInstanceUid);
      leave();
      const back = store.subscribe(ct.seriesInstanceUid, events);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
      back();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
      expect(store.entry(ct.seriesInstanceUid)?.state).toEqual({ kind: 'idle' });
      store.subscribe(ct.seriesInstanceUid, events);
      store.open(ct.seriesInstanceUid);
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
      expect(store.entry(ct.seriesInstanceUid)?.state).toMatchObject({ kind: 'loading' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('tell how their load ended where they were let go of meanwhile and opened again', async () => {
    vi.useFakeTimers();
    try {
      const store = createSeriesStore(() => null, SERIES_BYTES + 12);
      const [first, second] = [silent(sized(ct)), silent(sized(mr))];
      store.add(first.source);
      store.add(second.source);
      store.subscribe(ct.seriesInstanceUid, events)();
      store.open(ct.seriesInstanceUid);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(first.signals.map(({ aborted }) => aborted)).toEqual([true]);
      const closed = store.subscribe(mr.seriesInstanceUid, events);
      store.open(mr.seriesInstanceUid);
      expect(store.entry(ct.seriesInstanceUid)?.image).toBeNull();
      closed();
      store.subscribe(ct.seriesInstanceUid, events);
      store.open(ct.seriesInstanceUid);
      store.cancel(ct.seriesInstanceUid);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(store.entry(ct.seriesInstanceUid)?.state).toMatchObject({ kind: 'cancelled' });
    } finally {
      vi.useRealTimers();
    }
  });
});

it('a series that is whole just when its case is closed takes no graphics memory', async () => {
  const summary = seriesOf(
    [0, 1, 2].map((k) => ctHeader({ sopInstanceUid: `2.25.${k}`, imagePositionPatient: [0, 0, k] })),
    {
      dimensions: [3, 2, 3],
      originLpsMm: [0, 0, 0],
      columnStepLpsMm: [1, 0, 0],
      rowStepLpsMm: [0, 1, 0],
      sliceStepLpsMm: [0, 0, 1],
    },
  );
  const source: InstanceSource = {
    ...silent(summary).source,
    stream: async function* () {},
    frames: async function* (wanted) {
      for (const ref of wanted)
        yield { kind: 'frame', ref, bytes: new Uint8Array(12), transferSyntaxUid: '1.2.840.10008.1.2.1' };
    },
  };
  let held = 0;
  const volume = { draw: () => false, onReady: () => undefined, dispose: () => (held -= 1) };
  const graphics = { hold: () => ((held += 1), volume) };
  const load = async (closesAt: number): Promise<void> => {
    const store = createSeriesStore(() => graphics, 1e9);
    store.add(source);
    let arrived = 0;
    const frame = (): void => {
      arrived += 1;
      if (arrived === closesAt) store.dispose();
    };
    await new Promise<void>((ended) => {
      const state = ({ kind }: LoadState): void => (kind === 'loading' ? undefined : ended());
      store.subscribe(summary.seriesInstanceUid, { ...events, frame, state });
      store.open(summary.seriesInstanceUid);
    });
  };
  await load(Infinity);
  expect(held).toBe(1);
  await load(3);
  expect(held).toBe(1);
});

describe('memory', () => {
  it('is refused before anything is fetched while another series is shown, and given where none is', () => {
    const store = createSeriesStore(() => null, SERIES_BYTES + 12);
    const [first, second] = [silent(sized(ct)), silent(sized(mr))];
    store.add(first.source);
    store.add(second.source);
    const close = store.subscribe(ct.seriesInstanceUid, events);
    store.open(ct.seriesInstanceUid);
    expect(store.fits(mr.seriesInstanceUid)).toBe(false);
    expect(store.open(mr.seriesInstanceUid)).toMatchObject({
      image: null,
      state: { kind: 'failed', offer: { slices: 1, total: 3 } },
    });
    expect(second.signals).toEqual([]);
    store.narrow(mr.seriesInstanceUid, { from: 2, to: 2 });
    expect(store.open(mr.seriesInstanceUid)).toMatchObject({ image: { frames: { length: 1 } } });
    expect(store.entry(mr.seriesInstanceUid)?.part).toContain('slices 2 to 2 of 3');
    close();
    store.narrow(mr.seriesInstanceUid, { from: 1, to: 3 });
    expect(store.open(mr.seriesInstanceUid)).toMatchObject({ state: { kind: 'loading' } });
    expect(store.entry(ct.seriesInstanceUid)).toMatchObject({ image: null, state: { kind: 'idle' } });
  });
});
