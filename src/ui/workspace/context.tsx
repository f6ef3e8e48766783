import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Workspace, WorkspaceState } from '../../app/workspace.ts';

const WorkspaceContext = createContext<Workspace | null>(null);

export function WorkspaceProvider({
  workspace,
  children,
}: {
  readonly workspace: Workspace;
  readonly children: ReactNode;
}) {
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('useWorkspace needs a WorkspaceProvider above it');
  return workspace;
}

/** A part of the state; the component draws again only when that part changed. */
export function useWorkspaceState<T>(select: (state: WorkspaceState) => T): T {
  return useStore(useWorkspace().store, select);
}
