import type { StoreApi } from 'zustand/vanilla';
import type { CaseCommand } from '../../domain/case/commands.ts';
import { issue, type Issue } from '../../domain/result.ts';
import type { StudySummary } from '../../dicom/model.ts';
import type { Viewer } from '../../viewer/api.ts';
import type { ServerApi } from '../api.ts';
import type { Clock, Identifiers } from '../ids.ts';
import type { PrintKeyImage } from '../keyImagePicture.ts';
import type { Notice, WorkspaceState } from '../workspace.ts';
import type { CaseEditor } from './caseEditor.ts';
import type { PaneSet } from './paneSet.ts';

/** What the verbs of a workspace work on. Built once by `createWorkspace`, handed to each file of verbs. */
export interface WorkspaceCore {
  readonly store: StoreApi<WorkspaceState>;
  readonly editor: CaseEditor;
  readonly panes: PaneSet;
  readonly viewer: Viewer;
  readonly server: ServerApi;
  readonly clock: Clock;
  readonly ids: Identifiers;
  readonly studies: readonly StudySummary[];
  readonly printKeyImage: PrintKeyImage;
}

/** The only way in for changes of the document: the lock is kept here, and a refusal is said in words. */
export function dispatchCommand(core: WorkspaceCore, command: CaseCommand): Issue | null {
  const { lock } = core.store.getState();
  const refused = lock === null ? core.editor.dispatch(command) : issue('locked', lock.message);
  if (refused !== null) notify(core, 'refused', refused.message);
  return refused;
}

export function notify(core: Pick<WorkspaceCore, 'store'>, tone: Notice['tone'], text: string): void {
  core.store.setState({ notice: { tone, text } });
}
