import { useEffect } from 'react';
import type { PlanRecord } from '../../app/api.ts';
import { comparedWith, createLooks } from '../../app/looks.ts';
import { pageStorage } from '../common/pageStorage.ts';
import { useSession } from '../shell/queries.ts';

const looks = createLooks(pageStorage());

/** The version that this person compares with; the one shown counts as looked at from now on. */
export function useCompared(
  record: PlanRecord,
  versions: readonly PlanRecord[],
): ReturnType<typeof comparedWith> {
  const name = useSession().data?.name ?? null;
  const { planId, version } = record;
  useEffect(() => {
    if (name !== null) looks.add(name, planId, version);
  }, [name, planId, version]);
  return comparedWith(versions, record, name === null ? [] : looks.at(name, planId));
}
