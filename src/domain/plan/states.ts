import type { HazardAnswer } from '../case/document.ts';
import { err, issue, ok, unreachable, type Issue, type Result } from '../result.ts';
import type { PlanState, Role } from '../vocabulary/terms.ts';
import { HAZARD_RULES } from './rules/catalogue.ts';
import { unansweredHazards } from './rules/evaluate.ts';
import type { PlanReview, TargetingPlan } from './targetingPlan.ts';

/** What can happen to one version of a plan, and who does it. */
export type PlanEvent =
  | { readonly type: 'sign'; readonly role: Role }
  | { readonly type: 'accept'; readonly role: Role; readonly hazardAnswers: readonly HazardAnswer[] }
  | { readonly type: 'return'; readonly role: Role; readonly comment: string }
  /** A newer version was signed. */
  | { readonly type: 'supersede' };

/**
 * draft → signed → accepted or returned; any signed version is superseded by a newer one. The radiologist signs, the
 * pain physician reviews, and accepts only with reasons of their own for what blocks (definitions.md).
 */
export function nextState(
  state: PlanState,
  event: PlanEvent,
  plan: Pick<TargetingPlan, 'hazards'>,
): Result<PlanState> {
  switch (event.type) {
    case 'sign':
      if (event.role !== 'radiologist') return err(issue('role', 'The radiologist signs the plan.'));
      return state === 'draft' ? ok('signed') : err(wrongState(state, 'Only a draft is signed'));
    case 'accept': {
      if (event.role !== 'pain-physician') return err(issue('role', 'The pain physician accepts the plan.'));
      if (state !== 'signed') return err(wrongState(state, 'Only a signed plan is accepted'));
      const [open] = openOverrides(plan, event.hazardAnswers);
      return open === undefined ? ok('accepted') : err(open);
    }
    case 'return':
      if (event.role !== 'pain-physician') return err(issue('role', 'The pain physician returns the plan.'));
      if (state !== 'signed') return err(wrongState(state, 'Only a signed plan is returned'));
      return event.comment.trim() === ''
        ? err(issue('comment-missing', 'Say what should change when returning a plan.', 'comment'))
        : ok('returned');
    case 'supersede':
      return state === 'signed' || state === 'accepted' || state === 'returned'
        ? ok('superseded')
        : err(wrongState(state, 'Only a signed version is superseded'));
    default:
      return unreachable(event);
  }
}

/** Blocking hazards without the reviewer's own reason; the radiologist's does not stand in for it. */
export function openOverrides(
  plan: Pick<TargetingPlan, 'hazards'>,
  answers: readonly HazardAnswer[],
): readonly Issue[] {
  const blocking = plan.hazards.filter((hazard) => hazard.severity === 'block');
  return unansweredHazards(blocking, answers).map((hazard) =>
    issue(
      'hazard-unanswered',
      `${HAZARD_RULES[hazard.id].title}: accepting needs your own reason.`,
      `hazards.${hazard.id}`,
    ),
  );
}

/** The state a version is in after its review. */
export const reviewEvent = (
  review: Pick<PlanReview, 'decision' | 'comment' | 'hazardAnswers' | 'reviewer'>,
): PlanEvent =>
  review.decision === 'accepted'
    ? { type: 'accept', role: review.reviewer.role, hazardAnswers: review.hazardAnswers }
    : { type: 'return', role: review.reviewer.role, comment: review.comment };

const wrongState = (state: PlanState, rule: string): Issue =>
  issue('wrong-state', `${rule}; this one is ${state}.`);
