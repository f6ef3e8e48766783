import type { PlanHazard, PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import type { DeclaredHazard, HazardAnswer } from '../../domain/case/document.ts';
import { HAZARD_QUESTIONS, HAZARD_RULES, questionTopic } from '../../domain/plan/rules/catalogue.ts';
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
export const declaredHazardBlocks = (plan: TargetingPlan): readonly Block[] => [
  heading('Safety answers'),
  facts(safetyAnswerFacts(plan)),
];

/**
 * The safety questions as they were answered, the same on the review page and in the report: what is present or not
 * known each on its own, what is absent together, and last what nobody answered. An open question is never read as no.
 */
export function safetyAnswerFacts({
  declaredHazards,
}: Pick<TargetingPlan, 'declaredHazards'>): readonly Fact[] {
  const answered = (present: DeclaredHazard['present']): readonly DeclaredHazard[] =>
    declaredHazards.filter((hazard) => hazard.present === present);
  const open = HAZARD_QUESTIONS.filter(({ id }) => !declaredHazards.some((hazard) => hazard.id === id));
  return [
    ...answered('yes').map((hazard) => fact(hazardName(hazard), `Yes${placeAndNote(hazard)}`)),
    ...answered('not-stated').map((hazard) => fact(hazardName(hazard), `Not stated${placeAndNote(hazard)}`)),
    ...together(
      'Answered no',
      answered('no').map((hazard) => `${hazardName(hazard)}${placeAndNote(hazard)}`),
    ),
    ...together('Not answered', open.map(hazardName)),
  ];
}

const hazardName = ({ id }: Pick<DeclaredHazard, 'id'>): string => `${id} ${questionTopic(id)}`;

function placeAndNote({ id, present, level, note }: DeclaredHazard): string {
  const noLevel = present === 'yes' && HAZARD_RULES[id].asksLevel ? ', level not stated' : '';
  const place = level === null ? noLevel : ` at ${levelWords(level)}`;
  return `${place}${note.trim() === '' ? '' : `, ${note.trim()}`}`;
}

const together = (label: string, names: readonly string[]): readonly Fact[] =>
  names.length === 0 ? [] : [fact(label, names.join('; '))];
