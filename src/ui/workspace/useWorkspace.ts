import { useStore } from 'zustand';
import type { Workspace, WorkspaceState } from '../../app/workspace.ts';

/** One slice of the workspace; the component renders again only when that slice changed. */
export function useWorkspace<T>(workspace: Workspace, selector: (state: WorkspaceState) => T): T {
  return useStore(workspace.store, selector);
}
