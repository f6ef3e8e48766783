import type { CaseDocument } from '../../domain/case/document.ts';
import { emptyDocument } from '../../domain/case/emptyDocument.ts';
import { documentOf } from '../../domain/plan/verifyPlan.ts';
import type { CaseRecord } from '../api.ts';
import { newestPlan } from './locks.ts';

/**
 * What an opened case shows: a signed version as it was signed, whatever a draft says. Where nobody has signed, or the
 * plan came back, the draft is what is worked on. Lengths and calibrations are no part of a plan: they stay the draft's.
 */
export function documentShown({
  caseId,
  document,
  plans,
}: Pick<CaseRecord, 'caseId' | 'document' | 'plans'>): CaseDocument {
  const newest = newestPlan(plans);
  const open = newest === null || newest.state === 'returned';
  if (open) return document ?? emptyDocument(caseId);
  const { rulers, calibrations } = document ?? {};
  return {
    ...documentOf(newest.plan),
    caseId,
    ...(rulers === undefined ? {} : { rulers }),
    ...(calibrations === undefined ? {} : { calibrations }),
  };
}
