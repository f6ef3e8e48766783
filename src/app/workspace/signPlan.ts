import { planFromDraft } from '../../domain/plan/planFromDraft.ts';
import type { RuleLimits } from '../../domain/plan/rules/limits.ts';
import { issue, type Issue } from '../../domain/result.ts';
import type { Session } from '../api.ts';
import type { Autosave } from './autosave.ts';
import type { WorkspaceCore } from './core.ts';
import { documentShown } from './documentShown.ts';
import { lockOf, newestPlan } from './locks.ts';
import { planSeries } from './planSeries.ts';
import { withPrintedImages } from './printedImages.ts';
import type { PostureWatch } from './postureWatch.ts';
import { readForPosture } from './readForPosture.ts';

export interface SigningDeps {
  readonly core: WorkspaceCore;
  readonly autosave: Autosave;
  readonly session: Session | null;
  readonly softwareVersion: string;
  /** Thresholds of the site. */
  readonly limits: RuleLimits;
  readonly postures: PostureWatch;
}

/** While the server decides nothing changes: not the case, and not by undo. */
const SIGNING = {
  code: 'signing',
  message: 'The plan is being signed. Changes wait until that is done.',
} as const;

const CHANGED_MEANWHILE = issue(
  'changed-meanwhile',
  'Another version of this case was taken while the images were read, so nothing was signed. Look at it, then sign.',
);

/**
 * From the draft to a signed, locked version: the draft is saved first, the plan built from it, its key images printed
 * with its version, and the server checks again before it stamps. The next version of a plan keeps its id and says what it replaces.
 */
export async function signPlan(deps: SigningDeps): Promise<readonly Issue[] | null> {
  const { core, autosave, session, softwareVersion, limits, postures } = deps;
  const { store, server, clock, ids, studies } = core;
  const { lock } = store.getState();
  if (lock !== null) return [issue('locked', lock.message)];
  // A drag still in the hand ends here: what is signed is what is saved.
  core.editor.gesture('commit');
  // Looked at again, with the day it is now and what the images say of the posture: the plan itself holds no voxels.
  core.editor.rederive();
  const edited = core.editor.current();
  if (edited.derived.blockers.length === 0 && postures.unread(edited.doc).length > 0) {
    store.setState({ busy: 'Reading the images of every labelled CT, to check the posture', lock: SIGNING });
    const unread = await readForPosture(core, postures);
    store.setState({ busy: null });
    // Another version was taken meanwhile, with the lock that is its own: nobody has confirmed that one.
    if (store.getState().lock !== SIGNING) return [CHANGED_MEANWHILE];
    store.setState({ lock: null });
    if (unread.length > 0) return unread;
    core.editor.rederive();
  }
  const { doc, derived, patient, caseId, plans } = store.getState();
  const before = newestPlan(plans);
  const plan = planFromDraft(doc, {
    patient,
    series: planSeries(doc, studies, postures.turns()),
    planId: before?.planId ?? ids.newId(),
    version: (before?.version ?? 0) + 1,
    replacesVersion: before?.version ?? null,
    createdAt: clock.now().toISOString(),
    softwareVersion,
    limits,
  });
  if (!plan.ok) return plan.error;
  if (derived.blockers.length > 0) return derived.blockers;

  store.setState({ busy: 'Signing the plan', lock: SIGNING });
  const saved = await autosave.flush().catch(() => false);
  const printed = saved ? await withPrintedImages(core, plan.value) : null;
  const signed = printed?.ok === true ? await server.sign(caseId, printed.value) : printed;
  store.setState({ busy: null });
  if (signed === null || !signed.ok) {
    store.setState({ lock: null });
    return [
      signed?.error ??
        issue(
          'not-saved',
          'The draft could not be saved, so nothing was signed. Try again once it is saved.',
        ),
    ];
  }
  const all = [signed.value, ...plans];
  core.editor.load(documentShown({ caseId, document: doc, plans: all }));
  store.setState({ plans: all, lock: lockOf(session, all), save: 'read-only', saveMessage: null });
  core.panes.setTool('navigate');
  store.setState({ tool: 'navigate' });
  return null;
}
