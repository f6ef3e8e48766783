import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Pane, PaneState } from '../../../app/workspace.ts';
import { useWorkspace } from '../context.tsx';

/** Mounts the viewer's pane in the element it is given and lets it go with the element. */
export function useAttachedPane(paneId: string): [(element: HTMLDivElement) => () => void, Pane | null] {
  const workspace = useWorkspace();
  const [pane, setPane] = useState<Pane | null>(null);
  const host = useCallback(
    (element: HTMLDivElement) => {
      const attached = workspace.attachPane(paneId, element);
      setPane(attached?.pane ?? null);
      return () => {
        attached?.detach();
        setPane(null);
      };
    },
    [workspace, paneId],
  );
  return [host, pane];
}

const never = (): (() => void) => () => undefined;

/** What a pane shows now; at most one change a frame. */
export function usePaneState(pane: Pane | null): PaneState | null {
  const subscribe = useCallback(
    (listener: () => void) => (pane === null ? never() : pane.onChange(listener)),
    [pane],
  );
  return useSyncExternalStore(subscribe, () => pane?.state() ?? null);
}
