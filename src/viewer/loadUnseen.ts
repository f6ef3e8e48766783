import type { LoadState } from '../imaging/api.ts';
import type { SeriesStore } from './seriesStore.ts';

/**
 * Loads a series that no pane shows. It counts as wanted until its load has ended or `signal` fires; then the store may
 * stop it, unless a pane shows it.
 *
 * @param open - makes room and starts
 * @returns how the load ended; `cancelled` after the signal
 */
export function loadUnseen(
  store: Pick<SeriesStore, 'entry' | 'subscribe' | 'retry'>,
  seriesUid: string,
  open: () => void,
  signal?: AbortSignal,
): Promise<LoadState> {
  return new Promise((resolve) => {
    const end = (state: LoadState): void => {
      stop();
      signal?.removeEventListener('abort', leave);
      resolve(state);
    };
    const settle = (state: LoadState): void => {
      if (state.kind !== 'loading' && state.kind !== 'idle') end(state);
    };
    const leave = (): void => end({ kind: 'cancelled', loaded: 0, total: 0 });
    const stop = store.subscribe(seriesUid, {
      frame: () => undefined,
      state: settle,
      redraw: () => undefined,
    });
    if (signal?.aborted === true) return leave();
    signal?.addEventListener('abort', leave);
    const before = store.entry(seriesUid)?.state.kind;
    if (before === 'failed' || before === 'cancelled') store.retry(seriesUid);
    open();
    settle(store.entry(seriesUid)?.state ?? { kind: 'failed', message: UNKNOWN });
  });
}

const UNKNOWN = 'This series is not known to the viewer.';
