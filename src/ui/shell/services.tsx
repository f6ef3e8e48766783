import { createContext, useContext, type ReactNode } from 'react';
import type { ServerApi } from '../../app/api.ts';
import type { LocalCases } from '../../app/localCases.ts';
import type { Procedure } from '../../app/procedure/procedure.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { Result } from '../../domain/result.ts';

/** What `main.tsx` hands to the screens: no screen makes its own client, viewer or store. */
export interface AppServices {
  readonly server: ServerApi;
  readonly local: LocalCases;
  /** Opens the patient of a study, local or archived; the caller closes the workspace. */
  readonly openWorkspace: (studyUid: string) => Promise<Result<Workspace>>;
  /** Opens the fluoroscopy beside a plan for the wrong-level guard; null: the newest version. */
  readonly openProcedure: (planId: string, version: number | null) => Promise<Result<Procedure>>;
}

const ServicesContext = createContext<AppServices | null>(null);

export function ServicesProvider({ services, children }: { services: AppServices; children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): AppServices {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices needs a ServicesProvider above it');
  return services;
}
