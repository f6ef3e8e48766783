import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { fold, levelClaim, levelEnds, type Claim } from './claim.ts';

/** What a plan says around the injection; an unanswered question is a statement of its own. */
const UNANSWERED = 'unanswered';

export function circumstanceClaims({ circumstances }: TargetingPlan): readonly (readonly [string, Claim])[] {
  const { disclosures, csfDrainedMl: drained, postProcedureCheck: check, negatives } = circumstances;
  return [
    ['plan.anticoagulant', disclosures.anticoagulant ?? UNANSWERED],
    ['plan.pregnancy', disclosures.pregnancy ?? UNANSWERED],
    ['plan.fever', disclosures.fever ?? UNANSWERED],
    ['plan.csfDrainedMl', typeof drained === 'number' ? [drained] : (drained ?? UNANSWERED)],
    ['plan.check', check === null || check.trim() === '' ? UNANSWERED : fold(check)],
    ['plan.negatives', [negatives.length]],
    ...negatives.flatMap(({ posture, coverage, seriesUid, note }, index): (readonly [string, Claim])[] => {
      const at = `negative[${index + 1}]`;
      return [
        [`${at}.posture`, posture],
        [`${at}.coverage`, levelClaim(coverage)],
        [`${at}.coverageEnds`, levelEnds(coverage)],
        [`${at}.series`, seriesUid ?? 'none'],
        [`${at}.note`, fold(note)],
      ];
    }),
  ];
}
