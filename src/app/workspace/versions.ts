import { issue, type Issue } from '../../domain/result.ts';
import type { Session } from '../api.ts';
import type { Autosave } from './autosave.ts';
import { notify, type WorkspaceCore } from './core.ts';
import { documentShown } from './documentShown.ts';
import type { DraftJournal } from './draftJournal.ts';
import { lockOf, newestPlan } from './locks.ts';

interface Keeping {
  readonly core: WorkspaceCore;
  readonly autosave: Autosave;
  readonly journal: DraftJournal;
  readonly session: Session | null;
}

/** Two people changed one case: this screen's document is saved over the other, or given up for it. */
export async function resolveConflict(
  { core, autosave, journal, session }: Keeping,
  keep: 'mine' | 'theirs',
): Promise<void> {
  const { store, editor, server } = core;
  const { caseId } = store.getState();
  const current = await server.caseById(caseId);
  if (!current.ok)
    return notify(core, 'failed', `The other version could not be read: ${current.error.message}`);
  const { doc: mine, save, other } = store.getState();
  // Answered already: the dialog takes clicks until it is gone.
  if (save !== 'conflict') return;
  const signedMeanwhile = lockOf(session, current.value.plans);
  if (keep === 'mine' && signedMeanwhile === null) {
    // Over the version that was shown, and no other: where there is a newer one, a person is asked again.
    autosave.rebase(other?.draftVersion ?? current.value.draftVersion);
    return autosave.changed(mine);
  }
  if (keep === 'mine')
    notify(core, 'failed', `Your changes were not kept: ${signedMeanwhile?.message ?? ''}`);
  // The other document first: were saving open before it, the next change would write the one given up over it.
  editor.load(documentShown(current.value));
  autosave.rebase(current.value.draftVersion);
  store.setState({
    plans: current.value.plans,
    lock: signedMeanwhile,
    ...(signedMeanwhile === null ? {} : { save: 'read-only' as const }),
    selectedId: null,
  });
  await journal.clear(caseId).catch(() => undefined);
}

/** Opens the version after the signed one. */
export function startNewVersion({ core, autosave }: Pick<Keeping, 'core' | 'autosave'>): Issue | null {
  const { lock, plans, doc } = core.store.getState();
  if (lock?.code !== 'signed') return issue('not-locked', lock?.message ?? 'Nothing is locked.');
  const next = (newestPlan(plans)?.version ?? 0) + 1;
  core.store.setState({ lock: null, save: 'saved' });
  // The next version starts from what was signed, also where a draft was left beside it.
  autosave.changed(doc);
  notify(core, 'info', `Version ${next} is open. What is signed stays as it is until you sign the new one.`);
  return null;
}
