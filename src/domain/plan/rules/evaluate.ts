import type { HazardAnswer } from '../../case/document.ts';
import { isAnsweredBy, type FiredHazard } from '../hazardAnswers.ts';
import type { PlanHazard } from '../targetingPlan.ts';
import { HAZARD_RULES } from './catalogue.ts';
import { limitWords } from './limits.ts';
import type { CaseFacts } from './model.ts';

/** Every rule that fires, in the order H1–H21, with its source. Pure: the same facts give the same list. */
export function evaluateHazards(facts: CaseFacts): readonly FiredHazard[] {
  return Object.values(HAZARD_RULES).flatMap((rule) =>
    rule.applies(facts).map(({ siteId, message, severity, limit, facts: stated }) => ({
      id: rule.id,
      siteId,
      severity: severity ?? rule.severity,
      message,
      source: limit === undefined ? rule.source : `${rule.source}; ${limitWords(limit, facts.limits)}`,
      facts: stated,
    })),
  );
}

/**
 * A blocking hazard needs an override with a reason, one to acknowledge needs a word; information needs nothing. Only
 * an answer given to these very facts counts: after a change the question is open again.
 */
export function unansweredHazards<H extends PlanHazard>(
  hazards: readonly H[],
  answers: readonly HazardAnswer[],
): readonly H[] {
  return hazards.filter(
    (hazard) =>
      hazard.severity !== 'inform' &&
      !answers.some((answer) => answer.reason.trim() !== '' && isAnsweredBy(hazard, answer)),
  );
}
