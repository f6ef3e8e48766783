import { useState } from 'react';

interface Committed {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Hands the text on when it differs from what is stored: one step of undo per answer, not per key. */
  readonly commit: () => void;
}

/** Text typed here and handed on when the field is left; a change from outside (undo, prefill) replaces it. */
export function useCommitted(stored: string, onCommit: (text: string) => void): Committed {
  const [draft, setDraft] = useState({ stored, text: stored });
  const text = draft.stored === stored ? draft.text : stored;
  if (draft.stored !== stored) setDraft({ stored, text: stored });
  return {
    text,
    setText: (next) => setDraft({ stored, text: next }),
    commit: () => {
      if (text !== stored) onCommit(text);
    },
  };
}
