import type { InstanceSource, LoadState } from '../imaging/api.ts';
import { loadSeries } from '../imaging/loadSeries.ts';
import { isComplete, openSeriesImage, type SeriesImage } from '../imaging/seriesImage.ts';
import type { Unsubscribe } from './api.ts';
import type { Graphics, HeldVolume } from './graphics.ts';

/** One series known to the viewer. `image` exists from the moment a pane first shows it. */
export interface SeriesEntry {
  readonly source: InstanceSource;
  readonly image: SeriesImage | null;
  /** The volume in the graphics memory: from the last slice on, where there is graphics hardware. */
  readonly held: HeldVolume | null;
  readonly state: LoadState;
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
  subscribe(seriesUid: string, events: SeriesEvents): Unsubscribe;
  onState(listener: (seriesUid: string, state: LoadState) => void): Unsubscribe;
  dispose(): void;
}

interface MutableEntry {
  source: InstanceSource;
  image: SeriesImage | null;
  held: HeldVolume | null;
  state: LoadState;
  abort: AbortController | null;
  readonly listeners: Set<SeriesEvents>;
}

/** Progress is told this often: each word of it is work for the page's thread, which is loading. */
const PROGRESS_EVERY_MS = 100;

/** Holds the series in memory and runs their loads; panes subscribe to what arrives. */
export function createSeriesStore(graphics: Graphics | null): SeriesStore {
  const series = new Map<string, MutableEntry>();
  const stateListeners = new Set<(seriesUid: string, state: LoadState) => void>();

  const setState = (uid: string, entry: MutableEntry, state: LoadState): void => {
    entry.state = state;
    for (const listener of entry.listeners) listener.state(state);
    for (const listener of stateListeners) listener(uid, state);
  };

  /** A volume with every slice goes to the graphics memory; panes draw again when it is there. */
  const hold = (entry: MutableEntry, image: SeriesImage): void => {
    if (graphics === null || image.kind !== 'volume' || !isComplete(image) || entry.held !== null) return;
    entry.held = graphics.hold(image);
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
    let told = performance.now();
    const state = await loadSeries(entry.source, image, abort.signal, {
      frame: (index) => {
        for (const listener of entry.listeners) listener.frame(index);
      },
      progress: (now) => {
        entry.state = { kind: 'loading', loaded: now, total };
        if (performance.now() - told < PROGRESS_EVERY_MS) return;
        told = performance.now();
        setState(uid, entry, entry.state);
      },
    });
    if (entry.abort === abort) {
      entry.abort = null;
      hold(entry, image);
      setState(uid, entry, state);
    }
  };

  const makeRoom = (uid: string, entry: MutableEntry): SeriesImage | null => {
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
    }
    return entry;
  };

  const cancel = (uid: string): void => series.get(uid)?.abort?.abort();

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
        image: null,
        held: null,
        state,
        abort: null,
        listeners: new Set(),
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
    subscribe: (uid, events) => {
      const listeners = series.get(uid)?.listeners;
      listeners?.add(events);
      return () => listeners?.delete(events);
    },
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    dispose: () => {
      for (const uid of series.keys()) remove(uid);
      stateListeners.clear();
    },
  };
}
