import type { PlanBlocker } from '../../case/derive.ts';
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
      }`,
    ),
  );
  return [...unasked, ...open];
}
