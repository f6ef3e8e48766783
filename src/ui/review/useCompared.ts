import type { PlanRecord } from '../../app/api.ts';
import { comparedWith } from '../../app/looks.ts';
import { useLooks } from '../shell/queries.ts';

/** The version that this person compares with; the one shown counts as looked at from now on. `asking`: not yet known. */
export function useCompared(
  record: PlanRecord,
  versions: readonly PlanRecord[],
): ReturnType<typeof comparedWith> | 'asking' {
  const looks = useLooks(record.planId, record.version);
  if (looks.isPending && record.plan.replacesVersion !== null) return 'asking';
  return comparedWith(versions, record, looks.data?.versions ?? []);
}
