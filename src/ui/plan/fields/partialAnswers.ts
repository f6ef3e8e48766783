import { useReducer } from 'react';
import type { Workspace } from '../../../app/workspace.ts';

export type Parts = Readonly<Record<string, string | number | undefined>>;

/**
 * A needle of which only the type is known yet is no answer, so the document does not hold it. It is kept here, for
 * as long as the workspace is open, so that another step can be looked at meanwhile.
 */
const kept = new WeakMap<Workspace, Map<string, Parts>>();

export function usePartialAnswer(
  workspace: Workspace,
  path: string,
): readonly [Parts, (parts: Parts) => void] {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const ofWorkspace = kept.get(workspace) ?? new Map<string, Parts>();
  kept.set(workspace, ofWorkspace);
  return [
    ofWorkspace.get(path) ?? {},
    (parts) => {
      ofWorkspace.set(path, parts);
      redraw();
    },
  ];
}
