import type { InstanceSource, LoadState } from '../imaging/api.ts';
import { loadSeries } from '../imaging/loadSeries.ts';
import { seriesBytes, seriesPictures } from '../imaging/seriesBytes.ts';
import { isComplete, openSeriesImage, type SeriesImage } from '../imaging/seriesImage.ts';
import { sliceRangeOf, type SliceRange } from '../imaging/sliceRange.ts';
import type { Unsubscribe } from './api.ts';
import type { Graphics, HeldVolume } from './graphics.ts';
import { deviceMemoryGb, pictureBudgetBytes, roomFor, type HeldSeries } from './memoryBudget.ts';

/** One series known to the viewer. `image` exists from the moment a pane first shows it. */
export interface SeriesEntry {
  readonly source: InstanceSource;
  readonly image: SeriesImage | null;
  /** The volume in the graphics memory: from the last slice on, where there is graphics hardware. */
  readonly held: HeldVolume | null;
  readonly state: LoadState;
  /** Which slices stand for the series, in a sentence; null where it is whole. */
  readonly part: string | null;
}
export interface SeriesEvents {
  frame(index: number): void;
  state(state: LoadState): void;
  /** The same values can be drawn better. */
  redraw(): void;
}

export interface SeriesStore {
  add(source: InstanceSource): void;
  remove(seriesUid: string): void;
  entry(seriesUid: string): SeriesEntry | null;
  entries(): readonly SeriesEntry[];
  /** Makes room and starts loading, once. */
  open(seriesUid: string): SeriesEntry | null;
  cancel(seriesUid: string): void;
  retry(seriesUid: string): void;
  /** Room for it without letting go of anything. */
  fits(seriesUid: string): boolean;
  /** From now on these slices stand for the series. */
  narrow(seriesUid: string, range: SliceRange): void;
  subscribe(seriesUid: string, events: SeriesEvents): Unsubscribe;
  onState(listener: (seriesUid: string, state: LoadState) => void): Unsubscribe;
  /** Says how far the loads are that go on. */
  tellProgress(): void;
  /** There may be graphics now: whole volumes go there. */
  graphicsFound(): void;
  dispose(): void;
}

interface MutableEntry {
  source: InstanceSource;
  /** Before it was narrowed. */
  readonly whole: InstanceSource;
  part: string | null;
  image: SeriesImage | null;
  held: HeldVolume | null;
  state: LoadState;
  /** When its state was told last, `performance.now()`. */
  toldAt: number;
  abort: AbortController | null;
  readonly listeners: Set<SeriesEvents>;
  /** Stopped because nobody wanted it any more: goes on when it is opened again. */
  left: boolean;
}

/**
 * Progress is told with the pictures that are drawn anew, and this often where none is: each word of it is drawn, by the
 * thread and the processor that load.
 */
const PROGRESS_EVERY_MS = 2_000;
/** A pane that only changes its place on the screen is back within this time: its load must not stop. */
const LEFT_AFTER_MS = 400;

/** Holds the series in memory and runs their loads; panes subscribe to what arrives. */
export function createSeriesStore(
  graphics: () => Graphics | null,
  budgetBytes = pictureBudgetBytes(deviceMemoryGb()),
): SeriesStore {
  const series = new Map<string, MutableEntry>();
  const stateListeners = new Set<(seriesUid: string, state: LoadState) => void>();

  const setState = (uid: string, entry: MutableEntry, state: LoadState): void => {
    entry.state = state;
    entry.toldAt = performance.now();
    for (const listener of entry.listeners) listener.state(state);
    for (const listener of stateListeners) listener(uid, state);
  };

  /** A volume with every slice goes to the graphics memory; panes draw again when it is there. */
  const hold = (entry: MutableEntry, image: SeriesImage): void => {
    const found = graphics();
    if (found === null || image.kind !== 'volume' || !isComplete(image) || entry.held !== null) return;
    entry.held = found.hold(image);
    entry.held.onReady(() => {
      for (const listener of entry.listeners) listener.redraw();
    });
  };

  const load = async (uid: string, entry: MutableEntry, image: SeriesImage): Promise<void> => {
    const abort = new AbortController();
    entry.abort = abort;
    const total = image.frames.length;
    const loaded = image.present.reduce((count, flag) => count + flag, 0);
    setState(uid, entry, { kind: 'loading', loaded, total });
    const state = await loadSeries(entry.source, image, abort.signal, {
      frame: (index) => {
        for (const listener of entry.listeners) listener.frame(index);
      },
      progress: (now) => {
        entry.state = { kind: 'loading', loaded: now, total };
        if (performance.now() - entry.toldAt >= PROGRESS_EVERY_MS) setState(uid, entry, entry.state);
      },
    });
    if (entry.abort === abort) {
      entry.abort = null;
      // Whole at the very moment its case was closed: nobody would let go of it again.
      if (series.get(uid) === entry) hold(entry, image);
      setState(uid, entry, entry.left ? { kind: 'idle' } : state);
    }
  };

  const inMemory = (except: string): readonly HeldSeries[] =>
    [...series]
      .filter(([uid, { image }]) => uid !== except && image !== null)
      .map(([uid, { source, listeners }]) => ({
        uid,
        bytes: seriesBytes(source.summary),
        wanted: listeners.size > 0,
      }));

  const release = (uid: string): void => {
    const entry = series.get(uid);
    if (entry === undefined) return;
    entry.abort?.abort();
    entry.abort = null;
    entry.held?.dispose();
    entry.held = null;
    entry.image = null;
    entry.left = false;
    setState(uid, entry, { kind: 'idle' });
  };

  /** What a series takes is known from its headers: refused before anything is fetched. */
  const clearRoom = (uid: string, entry: MutableEntry): boolean => {
    const { summary } = entry.source;
    const room = roomFor(seriesBytes(summary), seriesPictures(summary), inMemory(uid), budgetBytes);
    if (!room.ok) {
      setState(uid, entry, { kind: 'failed', ...room.error });
      return false;
    }
    for (const other of room.value) release(other);
    return true;
  };

  const makeRoom = (uid: string, entry: MutableEntry): SeriesImage | null => {
    if (!clearRoom(uid, entry)) return null;
    const opened = openSeriesImage(entry.source.summary);
    if (!opened.ok) {
      setState(uid, entry, { kind: 'failed', message: opened.error.message });
      return null;
    }
    entry.image = opened.value;
    return opened.value;
  };

  const open = (uid: string): SeriesEntry | null => {
    const entry = series.get(uid);
    if (entry === undefined) return null;
    if (entry.image === null) {
      const image = makeRoom(uid, entry);
      if (image !== null) void load(uid, entry, image);
    } else if (entry.left) {
      entry.left = false;
      void load(uid, entry, entry.image);
    }
    return entry;
  };

  const cancel = (uid: string): void => series.get(uid)?.abort?.abort();

  /** Requests of a series that was left end with it; what has arrived is kept. */
  const leaveUnwanted = (uid: string, entry: MutableEntry): void => {
    if (entry.listeners.size > 0 || series.get(uid) !== entry) return;
    // Last among those that may be let go.
    series.delete(uid);
    series.set(uid, entry);
    if (entry.abort === null) return;
    entry.left = true;
    entry.abort.abort();
  };

  const remove = (uid: string): void => {
    cancel(uid);
    series.get(uid)?.held?.dispose();
    series.delete(uid);
  };

  return {
    add: (source) => {
      const uid = source.summary.seriesInstanceUid;
      if (series.has(uid)) return;
      const state: LoadState = { kind: 'idle' };
      series.set(uid, {
        source,
        whole: source,
        part: null,
        image: null,
        held: null,
        state,
        toldAt: 0,
        abort: null,
        listeners: new Set(),
        left: false,
      });
    },
    remove,
    entry: (uid) => series.get(uid) ?? null,
    entries: () => [...series.values()],
    open,
    cancel,
    retry: (uid) => {
      const entry = series.get(uid);
      if (entry === undefined || entry.abort !== null) return;
      if (entry.image === null) setState(uid, entry, { kind: 'idle' });
      else void load(uid, entry, entry.image);
    },
    fits: (uid) => {
      const entry = series.get(uid);
      if (entry === undefined) return false;
      const taken = inMemory(uid).reduce((sum, one) => sum + one.bytes, 0);
      return taken + seriesBytes(entry.source.summary) <= budgetBytes;
    },
    narrow: (uid, range) => {
      const entry = series.get(uid);
      const summary = entry === undefined ? null : sliceRangeOf(entry.whole.summary, range);
      if (entry === undefined || summary === null) return;
      release(uid);
      entry.source = { ...entry.whole, summary };
      entry.part = `Only ${summary.stackName} are loaded: the whole series does not fit in memory.`;
    },
    subscribe: (uid, events) => {
      const entry = series.get(uid);
      entry?.listeners.add(events);
      return () => {
        if (entry === undefined) return;
        entry.listeners.delete(events);
        setTimeout(() => leaveUnwanted(uid, entry), LEFT_AFTER_MS);
      };
    },
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    tellProgress: () => {
      for (const [uid, entry] of series)
        if (entry.state.kind === 'loading') setState(uid, entry, entry.state);
    },
    graphicsFound: () => {
      for (const entry of series.values()) if (entry.image !== null) hold(entry, entry.image);
    },
    dispose: () => {
      for (const uid of series.keys()) remove(uid);
      stateListeners.clear();
    },
  };
}
