import { useCallback, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Procedure, ProcedureState } from '../../app/procedure/procedure.ts';
import type { Pane, PaneState } from '../../app/workspace.ts';

export const useProcedureState = <T>(procedure: Procedure, select: (state: ProcedureState) => T): T =>
  useStore(procedure.store, select);

/** Mounts the image in the element it is given and lets it go with the element. */
export function useProcedurePane(
  procedure: Procedure,
): [(element: HTMLDivElement) => () => void, Pane | null] {
  const [pane, setPane] = useState<Pane | null>(null);
  const host = useCallback(
    (element: HTMLDivElement) => {
      const attached = procedure.attach(element);
      setPane(attached?.pane ?? null);
      return () => {
        attached?.detach();
        setPane(null);
      };
    },
    [procedure],
  );
  return [host, pane];
}

const never = (): (() => void) => () => undefined;

export function usePaneStateOf(pane: Pane | null): PaneState | null {
  const subscribe = useCallback(
    (listener: () => void) => (pane === null ? never() : pane.onChange(listener)),
    [pane],
  );
  return useSyncExternalStore(subscribe, () => pane?.state() ?? null);
}
