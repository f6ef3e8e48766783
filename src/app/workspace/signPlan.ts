import { planFromDraft } from '../../domain/plan/planFromDraft.ts';
import { issue, type Issue } from '../../domain/result.ts';
import type { Session } from '../api.ts';
import type { Autosave } from './autosave.ts';
import type { WorkspaceCore } from './core.ts';
import { lockOf, newestPlan } from './locks.ts';
import { planSeries } from './planSeries.ts';

export interface SigningDeps {
  readonly core: WorkspaceCore;
  readonly autosave: Autosave;
  readonly session: Session | null;
  readonly softwareVersion: string;
}

/**
 * From the draft to a signed, locked version: the draft is saved first, the plan built from it, and the server checks
 * again before it stamps. The next version of a plan keeps its id and says what it replaces.
 */
export async function signPlan(deps: SigningDeps): Promise<readonly Issue[] | null> {
  const { core, autosave, session, softwareVersion } = deps;
  const { store, server, clock, ids, studies } = core;
  const { doc, patient, caseId, plans, lock } = store.getState();
  if (lock !== null) return [issue('locked', lock.message)];
  const before = newestPlan(plans);
  const plan = planFromDraft(doc, {
    patient,
    series: planSeries(doc, studies),
    planId: before?.planId ?? ids.newId(),
    version: (before?.version ?? 0) + 1,
    replacesVersion: before?.version ?? null,
    createdAt: clock.now().toISOString(),
    softwareVersion,
  });
  if (!plan.ok) return plan.error;

  store.setState({ busy: 'Signing the plan' });
  const saved = await autosave.flush();
  const signed = saved ? await server.sign(caseId, plan.value) : null;
  store.setState({ busy: null });
  if (signed === null)
    return [
      issue('not-saved', 'The draft could not be saved, so nothing was signed. Try again once it is saved.'),
    ];
  if (!signed.ok) return [signed.error];
  const all = [signed.value, ...plans];
  store.setState({ plans: all, lock: lockOf(session, all), save: 'read-only', saveMessage: null });
  core.panes.setTool('navigate');
  store.setState({ tool: 'navigate' });
  return null;
}
