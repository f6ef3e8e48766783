import type { PlanBlocker } from '../../case/derive.ts';
import type { HazardAnswer } from '../../case/document.ts';
import { earlierAnswer, type FiredHazard } from '../hazardAnswers.ts';
import { HAZARD_QUESTIONS, HAZARD_RULES } from '../rules/catalogue.ts';
import { unansweredHazards } from '../rules/evaluate.ts';
import { blocker, type SigningFacts } from './model.ts';

/** Safety questions without an answer, and hazards that fired without an override or acknowledgement. */
export function hazardBlockers({ doc, hazards }: SigningFacts): readonly PlanBlocker[] {
  const declared = new Set(doc.plan.declaredHazards.map((hazard) => hazard.id));
  const unasked = HAZARD_QUESTIONS.filter((rule) => rule.mustAnswer && !declared.has(rule.id)).map((rule) =>
    blocker('plan', 'hazard-unasked', `hazards.${rule.id}`, `${rule.title}: answer yes, no or "not stated".`),
  );
  const open = unansweredHazards(hazards, doc.plan.hazardAnswers).map((hazard) =>
    blocker(
      'plan',
      'hazard-unanswered',
      `hazards.${hazard.id}`,
      `${HAZARD_RULES[hazard.id].title}: ${hazard.message} ${
        hazard.severity === 'block'
          ? 'Override with a reason, or change the plan.'
          : 'Acknowledge it in words.'
      }${earlierWords(hazard, doc.plan.hazardAnswers)}`,
    ),
  );
  return [...unasked, ...open];
}

/** An answer to other facts does not count; what it was given to is said. */
function earlierWords(hazard: FiredHazard, answers: readonly HazardAnswer[]): string {
  const earlier = earlierAnswer([hazard], answers);
  if (earlier === null) return '';
  const then = earlier.answered?.map((firing) => firing.message).join(' ') ?? '';
  return then === ''
    ? ' An earlier answer does not say what it was given to.'
    : ` Answered before the facts changed: ${then}`;
}
