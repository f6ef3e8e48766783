import { useQuery } from '@tanstack/react-query';
import type { PlanRecord } from '../../app/api.ts';
import { useServices } from '../shell/services.tsx';
import { PastChecks } from './PastChecks.tsx';

/** The tip checks of a plan version beside what was done: they are kept with the plan, not with the report. */
export function KeptChecks({ record: { planId, version } }: { readonly record: PlanRecord }) {
  const { server } = useServices();
  const checks = useQuery({
    queryKey: ['guard', planId, version],
    queryFn: async () => {
      const answer = await server.guardChecks(planId, version);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    },
    retry: false,
  });
  if (checks.isError) return <p role="alert">The tip checks could not be read.</p>;
  return <PastChecks checks={checks.data ?? []} />;
}
