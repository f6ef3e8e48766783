import { DISCLOSURES } from '../../../domain/plan/circumstances.ts';
import type { TargetingPlan } from '../../../domain/plan/targetingPlan.ts';
import { POSITION_CODES } from '../../codes/codes.ts';
import { AROUND, DISCLOSURE_CONCEPTS, PRESENCE_CODES } from '../../codes/circumstanceConcepts.ts';
import { PLAN, SR, UNITS } from '../../codes/planConcepts.ts';
import { derivedUid } from '../uids.ts';
import { code, container, num, text, uidref, type SrItem } from './items.ts';
import { groupHead, levelItems } from './levelItems.ts';

/** What was disclosed, let off and will be checked: only what was answered; an unanswered question is not in the report. */
export function circumstanceItems({ circumstances }: TargetingPlan): readonly SrItem[] {
  const { disclosures, csfDrainedMl: drained, postProcedureCheck: check } = circumstances;
  return [
    ...DISCLOSURES.flatMap((name) => {
      const answer = disclosures[name];
      return answer === null ? [] : [code('CONTAINS', DISCLOSURE_CONCEPTS[name], PRESENCE_CODES[answer])];
    }),
    ...(drained === null
      ? []
      : drained === 'none'
        ? [code('CONTAINS', AROUND.csfDrained, PLAN.none)]
        : drained === 'not-stated'
          ? [code('CONTAINS', AROUND.csfDrained, PLAN.notStated)]
          : [num(AROUND.csfDrained, drained, UNITS.mL)]),
    ...(check === null || check.trim() === '' ? [] : [text('CONTAINS', AROUND.check, check)]),
  ];
}

/** One TID 1501 group an examination that showed no leak: posture, what was covered, the series it was read on. */
export const negativeGroups = (plan: TargetingPlan): readonly SrItem[] =>
  plan.circumstances.negatives.map((negative, index) =>
    container('CONTAINS', SR.group, '1501', [
      ...groupHead(
        `NEG-${index + 1}`,
        derivedUid('negative', plan.planId, negative.id),
        SR.anatomical,
        AROUND.negative,
      ),
      ...levelItems(negative.coverage, null),
      code('CONTAINS', AROUND.posture, POSITION_CODES[negative.posture] ?? PLAN.notStated),
      ...(negative.seriesUid === null ? [] : [uidref('CONTAINS', SR.seriesUid, negative.seriesUid)]),
      ...(negative.note.trim() === '' ? [] : [text('CONTAINS', SR.comment, negative.note)]),
    ]),
  );
