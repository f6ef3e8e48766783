import type { SeriesSummary } from '../../dicom/model.ts';
import type { LoadState } from '../../imaging/api.ts';
import type { Viewer } from '../../viewer/api.ts';
import type { Clock } from '../ids.ts';
import { seriesUidOf } from './stackKeys.ts';

/** The page must have been quiet for so long: what is being read comes first. */
const QUIET_MS = 2_000;
/** Ahead of the eye: so many series, one at a time. */
const AHEAD = 1;
/** Most likely to be opened next: what a leak is looked for on. */
const LIKELY = ['ct-myelography', 'mr-myelography', 'fluoroscopy'] as const;

/**
 * The series that will probably be opened next: the first one not yet loaded, myelograms and runs before others, of the
 * order the strip shows. Null where nothing likely is left.
 *
 * @param shown - Series Instance UIDs in panes now
 */
export function likelyNext(
  series: readonly SeriesSummary[],
  shown: ReadonlySet<string>,
  stateOf: (seriesUid: string) => LoadState['kind'],
): SeriesSummary | null {
  const waiting = series.filter(({ seriesInstanceUid: uid }) => !shown.has(uid) && stateOf(uid) === 'idle');
  for (const kind of LIKELY) {
    const found = waiting.find((one) => one.class === kind);
    if (found !== undefined) return found;
  }
  return null;
}

export interface Prefetch {
  /** Panes or loads changed: what runs is stopped, and the wait begins anew. */
  changed(): void;
  dispose(): void;
}

/**
 * Loads the likely next series once all that is shown is there and the page has been quiet: at most `AHEAD` in a
 * sitting beyond what was opened, only into free memory, and stopped at once when another series is opened.
 */
export function createPrefetch(deps: {
  readonly viewer: Pick<Viewer, 'load' | 'fits' | 'loadState'>;
  readonly series: readonly SeriesSummary[];
  readonly clock: Clock;
  /** Keys of the series in panes now. */
  readonly shown: () => readonly string[];
}): Prefetch {
  const { viewer, series, clock, shown } = deps;
  let stopWaiting: (() => void) | null = null;
  let running: { readonly uid: string; readonly abort: AbortController } | null = null;
  const fetched = new Set<string>();

  const ahead = (inPanes: ReadonlySet<string>): number =>
    [...fetched].filter((uid) => !inPanes.has(uid)).length;

  const start = async (): Promise<void> => {
    stopWaiting = null;
    const keys = shown();
    const inPanes = new Set(keys.map(seriesUidOf));
    if (keys.some((key) => viewer.loadState(key).kind === 'loading') || ahead(inPanes) >= AHEAD) return;
    const next = likelyNext(series, inPanes, (uid) => viewer.loadState(uid).kind);
    if (next === null || !viewer.fits(next.seriesInstanceUid)) return;
    const mine = { uid: next.seriesInstanceUid, abort: new AbortController() };
    running = mine;
    const ended = await viewer.load(mine.uid, mine.abort.signal);
    if (running === mine) running = null;
    if (ended.kind === 'complete') fetched.add(mine.uid);
  };

  const stop = (): void => {
    stopWaiting?.();
    stopWaiting = null;
    running?.abort.abort();
    running = null;
  };

  return {
    changed: () => {
      stop();
      stopWaiting = clock.after(QUIET_MS, () => void start());
    },
    dispose: stop,
  };
}
