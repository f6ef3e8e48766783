import type { PlanHazard, PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import type { HazardAnswer } from '../../domain/case/document.ts';
import { HAZARD_RULES } from '../../domain/plan/rules/catalogue.ts';
import { levelWords } from '../../interchange/words.ts';
import { fact, facts, heading, quiet, type Block, type Fact } from './blocks.ts';
import { severityWords } from './reportWords.ts';

const ORDER = { block: 0, acknowledge: 1, inform: 2 } as const;

/** Rules that fired, the worst first, each with its source and with both roles' own words. */
export function hazardBlocks(plan: TargetingPlan, review: PlanReview | null): readonly Block[] {
  const hazards = plan.hazards.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  if (hazards.length === 0)
    return [quiet('No rule fired on what is known. What was not stated is named on the next pages.')];
  return hazards.map((hazard): Block => {
    const site = plan.sites.findIndex(({ id }) => id === hazard.siteId);
    const where = plan.sites.length > 1 && site >= 0 ? `Site ${site + 1}: ` : '';
    return {
      kind: 'hazard',
      severity: hazard.severity,
      title: `${where}${hazard.message}`,
      lines: [
        `${hazard.id} · ${severityWords[hazard.severity]} · ${hazard.source}`,
        ...reasonLine('Radiologist', hazard, plan.hazardAnswers),
        ...reasonLine('Pain physician', hazard, review?.hazardAnswers ?? []),
      ],
    };
  });
}

const reasonLine = (by: string, hazard: PlanHazard, answers: readonly HazardAnswer[]): readonly string[] =>
  answers
    .filter((answer) => answer.id === hazard.id && answer.siteId === hazard.siteId)
    .map((answer) => `${by}’s reason to go on: ${answer.reason}`);

/** What was asked about the patient, and the answers, absent ones included. */
export function declaredHazardBlocks(plan: TargetingPlan): readonly Block[] {
  if (plan.declaredHazards.length === 0) return [];
  const rows = plan.declaredHazards.map((hazard): Fact => {
    const present = { yes: 'Present', no: 'Absent', 'not-stated': 'Not stated' }[hazard.present];
    const level = hazard.level === null ? '' : ` at ${levelWords(hazard.level)}`;
    return fact(
      `${hazard.id} ${HAZARD_RULES[hazard.id].title}`,
      `${present}${level}${hazard.note.trim() === '' ? '' : `; ${hazard.note}`}`,
    );
  });
  return [heading('Hazards asked about'), facts(rows)];
}
