import { createStore } from 'zustand/vanilla';
import type { Workspace, WorkspaceState } from '../../../src/app/workspace.ts';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { ctSeries, PATIENT, TODAY } from '../../domain/builders.ts';

type PlanState = Pick<WorkspaceState, 'patient' | 'doc' | 'derived' | 'lock' | 'plans' | 'step'>;
type PlanVerbs = Pick<Workspace, 'dispatch' | 'setStep' | 'sign' | 'startNewVersion'>;

const derive = (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY);

/** The part of a workspace that the plan form uses, over the real domain: no viewer, no server. */
export function planWorkspace(start: CaseDocument): Workspace {
  const store = createStore<PlanState>(() => ({
    patient: PATIENT,
    doc: start,
    derived: derive(start),
    lock: null,
    plans: [],
    step: 'plan',
  }));
  const verbs: PlanVerbs & { readonly store: typeof store } = {
    store,
    dispatch: (command) => {
      const next = applyCommand(store.getState().doc, command);
      if (!next.ok) return next.error;
      store.setState({ doc: next.value, derived: derive(next.value) });
      return null;
    },
    setStep: (step) => store.setState({ step }),
    sign: () => {
      store.setState({ lock: { code: 'signed', message: 'Signed and locked.' } });
      return Promise.resolve(null);
    },
    startNewVersion: () => {
      store.setState({ lock: null });
      return null;
    },
  };
  // The form is handed a whole workspace by its type; what it does not use is not here.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return verbs as unknown as Workspace;
}
