import type { PlanRecord, Session } from '../api.ts';
import type { WorkspaceState } from '../workspace.ts';

/** The newest version of the case's plan: `plans` come newest first, but nothing is built on that. */
export function newestPlan(plans: readonly PlanRecord[]): PlanRecord | null {
  return plans.toSorted((a, b) => b.version - a.version)[0] ?? null;
}

/** A signed plan is never edited, and only the radiologist writes. A returned plan is open again. */
export function lockOf(session: Session | null, plans: readonly PlanRecord[]): WorkspaceState['lock'] {
  if (session === null)
    return { code: 'role', message: 'Enter your name to mark, save and sign. Looking needs no name.' };
  if (session.role !== 'radiologist')
    return {
      code: 'role',
      message: 'You are reading as pain physician. Marks and the plan are written by the radiologist.',
    };
  const newest = newestPlan(plans);
  if (newest === null || newest.state === 'returned') return null;
  return {
    code: 'signed',
    message: `Version ${newest.version} is ${newest.state} and locked. Start version ${newest.version + 1} to change it.`,
  };
}
