import { lateralCheckOf } from '../../domain/findings/lateralCheck.ts';
import type { Workspace, WorkspaceState } from '../workspace.ts';

/** The label beside the selected leak (else the first that needs it) whose middle nobody has seen across the body. */
function openCheck({ doc, derived, selectedId }: WorkspaceState): ReturnType<typeof lateralCheckOf> {
  const selected = doc.findings.filter((finding) => finding.id === selectedId);
  for (const finding of [...selected, ...doc.findings]) {
    const check = lateralCheckOf(doc, finding, derived.locations[finding.id]);
    if (check !== null) return check;
  }
  return null;
}

/** "The label stands in the middle of the body on the axial view": one key, one step of undo. */
export function confirmMiddle(workspace: Workspace): void {
  const check = openCheck(workspace.store.getState());
  if (check === null) return;
  const { seriesUid, level } = check;
  workspace.dispatch({ type: 'label/confirm-middle', seriesUid, levels: [level], seenOn: 'axial' });
}
