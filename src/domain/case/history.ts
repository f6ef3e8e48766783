/**
 * One history for one document. Documents share structure, so a step costs the changed branch, not the case.
 * A drag is one step: `mark` at pointer down, `commit` at up, `bail` on Escape.
 * Pure: each function answers the next history. `undo` inside an open gesture bails it.
 */
export interface History<D> {
  readonly present: D;
  /** Oldest first; at most `limit`. */
  readonly past: readonly D[];
  /** Next redo first. */
  readonly future: readonly D[];
  readonly limit: number;
  /** What an open gesture goes back to. */
  readonly gesture: { readonly present: D; readonly future: readonly D[] } | null;
}

export const HISTORY_LIMIT = 500;

export function createHistory<D>(present: D, limit: number = HISTORY_LIMIT): History<D> {
  if (!Number.isInteger(limit) || limit < 1)
    throw new Error("Argument 'limit' must be a whole number of 1 or more.");
  return { present, past: [], future: [], limit, gesture: null };
}

/** A new present. The same object again is no step. Inside a gesture nothing is added to the past. */
export function record<D>(history: History<D>, next: D): History<D> {
  if (next === history.present) return history;
  if (history.gesture !== null) return { ...history, present: next, future: [] };
  return { ...history, present: next, past: pushed(history, history.present), future: [] };
}

/** What the software adds to the step just made: undone and redone with it, no step of its own. */
export const amend = <D>(history: History<D>, next: D): History<D> => ({ ...history, present: next });

/** Opens a gesture (pointer down). A gesture already open is committed first. */
export function mark<D>(history: History<D>): History<D> {
  const closed = commit(history);
  return { ...closed, gesture: { present: closed.present, future: closed.future } };
}

/** Closes a gesture (pointer up): all its documents become one step, or none when nothing changed. */
export function commit<D>(history: History<D>): History<D> {
  const { gesture } = history;
  if (gesture === null) return history;
  if (gesture.present === history.present) return { ...history, future: gesture.future, gesture: null };
  return { ...history, past: pushed(history, gesture.present), gesture: null };
}

/** Leaves a gesture (Escape): as if it had never begun. */
export function bail<D>(history: History<D>): History<D> {
  const { gesture } = history;
  return gesture === null
    ? history
    : { ...history, present: gesture.present, future: gesture.future, gesture: null };
}

export const canUndo = <D>(history: History<D>): boolean =>
  history.past.length > 0 || (history.gesture !== null && history.gesture.present !== history.present);
export const canRedo = <D>(history: History<D>): boolean =>
  history.future.length > 0 && history.gesture === null;

export function undo<D>(history: History<D>): History<D> {
  if (history.gesture !== null) return bail(history);
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    ...history,
    present: previous,
    past: history.past.slice(0, -1),
    future: [history.present, ...history.future],
  };
}

export function redo<D>(history: History<D>): History<D> {
  const next = history.future[0];
  if (next === undefined || history.gesture !== null) return history;
  return {
    ...history,
    present: next,
    past: pushed(history, history.present),
    future: history.future.slice(1),
  };
}

function pushed<D>(history: History<D>, document: D): readonly D[] {
  return [...history.past, document].slice(-history.limit);
}
