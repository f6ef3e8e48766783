import { applyCommand } from '../../domain/case/apply.ts';
import type { CaseCommand } from '../../domain/case/commands.ts';
import type { CaseDerived, SeriesContext } from '../../domain/case/derive.ts';
import { deriveCase } from '../../domain/case/deriveCase.ts';
import type { CaseDocument } from '../../domain/case/document.ts';
import {
  amend,
  bail,
  canRedo,
  canUndo,
  commit,
  createHistory,
  mark,
  record,
  redo,
  undo,
  type History,
} from '../../domain/case/history.ts';
import type { RuleLimits, RuleSet } from '../../domain/plan/rules/limits.ts';
import { RULES_VERSION } from '../../domain/plan/rules/ruleHistory.ts';
import type { Issue } from '../../domain/result.ts';

export interface EditedCase {
  readonly doc: CaseDocument;
  readonly derived: CaseDerived;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Inside a drag: shown, not yet worth saving. */
  readonly inGesture: boolean;
}

/** The one document and its one history; what follows from the document is computed once per change. */
export interface CaseEditor {
  current(): EditedCase;
  dispatch(command: CaseCommand): Issue | null;
  /** The same for what the software finds by itself: it joins the person's last step, no step of undo of its own. */
  amend(command: CaseCommand): Issue | null;
  undo(): void;
  redo(): void;
  gesture(phase: 'mark' | 'commit' | 'bail'): void;
  /** The server's document after a conflict: the history starts anew, and nothing is to be saved. */
  load(doc: CaseDocument): void;
  /** Another document in one step of the same history: undone, the one before is back. */
  replace(doc: CaseDocument): void;
  /** More is known of the series than when the document last changed: what follows from it is computed again. */
  rederive(): void;
  /** What follows from another document on the same series, by the same rules. */
  derive(doc: CaseDocument): CaseDerived;
}

export interface CaseEditorOptions {
  readonly doc: CaseDocument;
  /** Asked anew at each change: what is known of a series grows while it loads. */
  readonly series: () => readonly SeriesContext[];
  /** Thresholds of the site. */
  readonly limits: RuleLimits;
  /** YYYYMMDD. */
  readonly today: () => string;
  readonly onChange: (edited: EditedCase, loaded: boolean) => void;
}

export function createCaseEditor(options: CaseEditorOptions): CaseEditor {
  const rules: RuleSet = { version: RULES_VERSION, limits: options.limits };
  let history = createHistory(options.doc);
  let edited = editedFrom(history, null);

  function derive(doc: CaseDocument): CaseDerived {
    return deriveCase(doc, options.series(), options.today(), rules);
  }

  function editedFrom(next: History<CaseDocument>, before: EditedCase | null): EditedCase {
    const derived = before !== null && before.doc === next.present ? before.derived : derive(next.present);
    return {
      doc: next.present,
      derived,
      canUndo: canUndo(next),
      canRedo: canRedo(next),
      inGesture: next.gesture !== null,
    };
  }

  function become(next: History<CaseDocument>, loaded = false): void {
    if (next === history) return;
    history = next;
    edited = editedFrom(next, edited);
    options.onChange(edited, loaded);
  }

  return {
    current: () => edited,
    derive,
    rederive() {
      edited = editedFrom(history, null);
      options.onChange(edited, true);
    },
    dispatch(command) {
      const applied = applyCommand(history.present, command, options.series());
      if (!applied.ok) return applied.error;
      become(record(history, applied.value));
      return null;
    },
    amend(command) {
      const applied = applyCommand(history.present, command, options.series());
      if (!applied.ok) return applied.error;
      become(amend(history, applied.value));
      return null;
    },
    undo: () => become(undo(history)),
    redo: () => become(redo(history)),
    gesture: (phase) =>
      become(phase === 'mark' ? mark(history) : phase === 'commit' ? commit(history) : bail(history)),
    replace: (doc) => become(record(commit(history), doc)),
    load: (doc) => become(createHistory(doc), true),
  };
}
