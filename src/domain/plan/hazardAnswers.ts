import type { AnsweredFacts, HazardAnswer } from '../case/document.ts';
import type { PlanHazard } from './targetingPlan.ts';

/** A rule that fired on a draft, with the stable key of what it states. */
export interface FiredHazard extends PlanHazard {
  readonly facts: string;
}

/** The same rule at the same site: what an answer is filed under. */
export const isAbout = (
  answer: Pick<HazardAnswer, 'id' | 'siteId'>,
  hazard: Pick<PlanHazard, 'id' | 'siteId'>,
): boolean => answer.id === hazard.id && answer.siteId === hazard.siteId;

/** Was this answer given to what the hazard states now? "H4 pump at L2" answered says nothing of another target. */
export const isAnsweredBy = (hazard: PlanHazard, answer: HazardAnswer): boolean =>
  isAbout(answer, hazard) &&
  (answer.answered ?? []).some(
    (given) => given.severity === hazard.severity && given.facts === (hazard.facts ?? ''),
  );

/** What an answer given now is bound to: all firings a person had before their eyes. */
export const answeredNow = (firings: readonly PlanHazard[]): readonly AnsweredFacts[] =>
  firings.map(({ severity, facts, message }) => ({ severity, facts: facts ?? '', message }));

/** The answer once given under this rule and site, when it does not cover every firing of now; else null. */
export function earlierAnswer(
  firings: readonly PlanHazard[],
  answers: readonly HazardAnswer[],
): HazardAnswer | null {
  const given = answers.find(
    (answer) => answer.reason.trim() !== '' && firings.some((hazard) => isAbout(answer, hazard)),
  );
  if (given === undefined || firings.every((hazard) => isAnsweredBy(hazard, given))) return null;
  return given;
}
