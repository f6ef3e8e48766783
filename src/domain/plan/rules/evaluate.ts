import type { HazardAnswer } from '../../case/document.ts';
import type { PlanHazard } from '../targetingPlan.ts';
import { HAZARD_RULES } from './catalogue.ts';
import type { CaseFacts } from './model.ts';

/** Every rule that fires, in the order H1–H21, with its source. Pure: the same facts give the same list. */
export function evaluateHazards(facts: CaseFacts): readonly PlanHazard[] {
  return Object.values(HAZARD_RULES).flatMap((rule) =>
    rule.applies(facts).map(({ siteId, message, severity }) => ({
      id: rule.id,
      siteId,
      severity: severity ?? rule.severity,
      message,
      source: rule.source,
    })),
  );
}

/** A blocking hazard needs an override with a reason, one to acknowledge needs a word; information needs nothing. */
export function unansweredHazards(
  hazards: readonly PlanHazard[],
  answers: readonly HazardAnswer[],
): readonly PlanHazard[] {
  return hazards.filter(
    (hazard) =>
      hazard.severity !== 'inform' &&
      !answers.some(
        (answer) => answer.id === hazard.id && answer.siteId === hazard.siteId && answer.reason.trim() !== '',
      ),
  );
}
