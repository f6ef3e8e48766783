import { searchCanal } from '../../domain/spine/canal.ts';
import type { SpineLabeling } from '../../domain/case/document.ts';
import type { Issue } from '../../domain/result.ts';
import type { CanalSearch } from '../workspace.ts';
import { dispatchCommand, notify, type WorkspaceCore } from './core.ts';
import { labelledVolume } from './imageOffers.ts';
import { allSeries } from './series.ts';

/** Looks for the canal in slices between frames, so that the page stays alive; one search at a time. */
export interface CanalSearches {
  /** Asked for by a person: one step of undo, and refusals are said aloud. */
  start(seriesUid: string): void;
  cancel(seriesUid: string): void;
  /** Labels or voxels changed: offers the canal of a labelled myelogram that a person works on, once its labels rest. */
  watch(): void;
  dispose(): void;
}

/** A slice of work between two frames, and the pause that lets the page draw and answer, ms. */
const SLICE_MS = 10;
const PAUSE_MS = 4;
/** Labels that rest this long, ms, are not in the middle of being clicked. */
const REST_MS = 1200;
/** Fewer labels show too little of the sac for an offer nobody asked for. */
const LEAST_LABELS = 3;

export function createCanalSearches(core: WorkspaceCore): CanalSearches {
  /** Labels (as placed) whose canal was looked for by itself, or taken away by a person: not offered again. */
  const done = new Set<string>();
  const declined = new Set<string>();
  let running: { readonly seriesUid: string; readonly stop: () => void } | null = null;
  let cancelRest: (() => void) | null = null;
  let before = core.store.getState().doc.labelings;
  for (const labeling of Object.values(before))
    if ((labeling.canal ?? []).length > 0) done.add(placesOf(labeling));

  const say = (seriesUid: string, search: CanalSearch | null): void =>
    core.store.setState(({ canalSearches }) => {
      const { [seriesUid]: _before, ...others } = canalSearches;
      return { canalSearches: search === null ? others : { ...others, [seriesUid]: search } };
    });

  /** What is found unasked joins a step of the person; a case only looked at stays as it is stored. */
  const joinsStep = (): boolean => core.editor.current().canUndo;

  function run(seriesUid: string, byItself: boolean): void {
    running?.stop();
    const volume = labelledVolume(core, seriesUid);
    if (!volume.ok) {
      refused(seriesUid, volume.error, byItself);
      return;
    }
    const { labeling } = volume.value;
    const key = placesOf(labeling);
    const search = searchCanal({ labels: labeling.labels, ...volume.value });
    let cancelNext: (() => void) | null = null;
    const stop = (): void => {
      cancelNext?.();
      running = null;
      say(seriesUid, null);
    };
    const slice = (): void => {
      const { lock } = core.store.getState();
      if (lock !== null || (byItself && !joinsStep())) {
        stop();
        if (lock !== null && !byItself) notify(core, 'refused', lock.message);
        return;
      }
      const now = core.store.getState().doc.labelings[seriesUid];
      if (now === undefined || placesOf(now) !== key) {
        stop();
        if (!byItself) notify(core, 'info', 'The labels changed: search for the canal again.');
        return;
      }
      // Voxels can go while a search runs, and a drag must not be joined half way.
      const step = core.editor.current().inGesture ? null : workFor(search, SLICE_MS);
      if (step === null || step.done !== true) {
        if (step !== null) say(seriesUid, { kind: 'running', share: step.value });
        cancelNext = core.clock.after(PAUSE_MS, slice);
        return;
      }
      stop();
      done.add(key);
      if (!step.value.ok) {
        refused(seriesUid, step.value.error, byItself);
        return;
      }
      const command = { type: 'canal/set', seriesUid, points: step.value.value.points } as const;
      const issue = byItself ? core.editor.amend(command) : dispatchCommand(core, command);
      if (issue !== null) refused(seriesUid, issue, byItself);
    };
    running = { seriesUid, stop };
    say(seriesUid, { kind: 'running', share: 0 });
    slice();
  }

  /** A posture recorded against the anatomy is said aloud even where nobody asked. */
  function refused(seriesUid: string, { code, message }: Issue, byItself: boolean): void {
    say(seriesUid, { kind: 'refused', message });
    if (!byItself || code === 'posture-against-anatomy') notify(core, 'refused', message);
  }

  const wanted = (): string | null => {
    const { doc, loads, lock } = core.store.getState();
    if (lock !== null || running !== null || core.editor.current().inGesture || !joinsStep()) return null;
    const next = allSeries(core.studies).find(({ seriesInstanceUid: uid, class: kind }) => {
      const labeling = doc.labelings[uid];
      return (
        (kind === 'ct-myelography' || kind === 'mr-myelography') &&
        labeling !== undefined &&
        labeling.labels.length >= LEAST_LABELS &&
        loads[uid]?.kind === 'complete' &&
        !declined.has(uid) &&
        !done.has(placesOf(labeling))
      );
    });
    return next?.seriesInstanceUid ?? null;
  };

  function watch(): void {
    const { labelings } = core.store.getState().doc;
    for (const [uid, labeling] of Object.entries(labelings)) {
      const old = before[uid];
      const same = old !== undefined && old.labels === labeling.labels;
      if (same && (old.canal ?? []).length > 0 && (labeling.canal ?? []).length === 0) declined.add(uid);
    }
    before = labelings;
    cancelRest?.();
    cancelRest = core.clock.after(REST_MS, () => {
      const next = wanted();
      if (next !== null) run(next, true);
    });
  }

  return {
    start: (seriesUid) => run(seriesUid, false),
    cancel: (seriesUid) => {
      if (running?.seriesUid !== seriesUid) return;
      declined.add(seriesUid);
      running.stop();
    },
    watch,
    dispose: () => {
      cancelRest?.();
      running?.stop();
    },
  };
}

function workFor<T>(work: Generator<number, T>, ms: number): IteratorResult<number, T> {
  const from = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true || performance.now() - from >= ms) return step;
  }
}

const placesOf = ({ seriesUid, labels }: SpineLabeling): string =>
  `${seriesUid} ${labels.map(({ level, pointLpsMm }) => `${level} ${pointLpsMm.join(' ')}`).join(', ')}`;
