import type { HazardAnswer } from '../case/document.ts';
import { err, issue, ok, type Issue, type Result } from '../result.ts';
import type { PlanState, Role } from '../vocabulary/terms.ts';
import { isAbout } from './hazardAnswers.ts';
import { HAZARD_RULES } from './rules/catalogue.ts';
import type { PlanReview, TargetingPlan } from './targetingPlan.ts';

/** What can happen to one version of a plan, and who does it. */
export type PlanEvent =
  | { readonly type: 'sign'; readonly role: Role }
  | { readonly type: 'accept'; readonly role: Role; readonly hazardAnswers: readonly HazardAnswer[] }
  | { readonly type: 'return'; readonly role: Role; readonly comment: string }
  | { readonly type: 'schedule'; readonly role: Role }
  | { readonly type: 'perform'; readonly role: Role }
  | { readonly type: 'cancel'; readonly role: Role }
  /** A newer version was signed. */
  | { readonly type: 'supersede' };

/** Who does it, from which states, and where it leads. The database refuses the same again (migration 0004). */
const TRANSITIONS: Readonly<
  Record<
    PlanEvent['type'],
    {
      readonly by: Role | null;
      readonly refusal: string;
      readonly from: readonly PlanState[];
      readonly to: PlanState;
      readonly rule: string;
    }
  >
> = {
  sign: {
    by: 'radiologist',
    refusal: 'The radiologist signs the plan.',
    from: ['draft'],
    to: 'signed',
    rule: 'Only a draft is signed',
  },
  accept: {
    by: 'pain-physician',
    refusal: 'The pain physician accepts the plan.',
    from: ['signed'],
    to: 'accepted',
    rule: 'Only a signed plan is accepted',
  },
  return: {
    by: 'pain-physician',
    refusal: 'The pain physician returns the plan.',
    from: ['signed'],
    to: 'returned',
    rule: 'Only a signed plan is returned',
  },
  schedule: {
    by: 'pain-physician',
    refusal: 'The pain physician schedules the procedure.',
    from: ['accepted', 'scheduled'],
    to: 'scheduled',
    rule: 'Only an accepted plan is scheduled',
  },
  perform: {
    by: 'pain-physician',
    refusal: 'The pain physician reports what was done.',
    from: ['accepted', 'scheduled'],
    to: 'performed',
    rule: 'Only an accepted plan is performed',
  },
  cancel: {
    by: 'pain-physician',
    refusal: 'The pain physician cancels the procedure.',
    from: ['accepted', 'scheduled'],
    to: 'cancelled',
    rule: 'Only an accepted plan that was not performed is cancelled',
  },
  supersede: {
    by: null,
    refusal: '',
    from: ['signed', 'accepted', 'returned', 'scheduled'],
    to: 'superseded',
    rule: 'Only a version that waits for review or procedure is superseded',
  },
};

/**
 * draft → signed → accepted or returned → scheduled → performed or cancelled; a version that waits is superseded by a
 * newer one, one that was performed or cancelled stays what it is. The radiologist signs, the pain physician reviews,
 * and accepts only with reasons of their own for what blocks (definitions.md).
 */
export function nextState(
  state: PlanState,
  event: PlanEvent,
  plan: Pick<TargetingPlan, 'hazards'>,
): Result<PlanState> {
  const { by, refusal, from, to, rule } = TRANSITIONS[event.type];
  if ('role' in event && event.role !== by) return err(issue('role', refusal));
  if (!from.includes(state)) return err(issue('wrong-state', `${rule}; this one is ${state}.`));
  if (event.type === 'return' && event.comment.trim() === '') {
    return err(issue('comment-missing', 'Say what should change when returning a plan.', 'comment'));
  }
  const open = event.type === 'accept' ? openOverrides(plan, event.hazardAnswers)[0] : undefined;
  return open === undefined ? ok(to) : err(open);
}

/** Blocking hazards without the reviewer's own reason; the radiologist's does not stand in for it. */
export function openOverrides(
  plan: Pick<TargetingPlan, 'hazards'>,
  answers: readonly HazardAnswer[],
): readonly Issue[] {
  // A locked plan does not change under its reviewer: the rule and its site name the hazard.
  const open = plan.hazards.filter(
    (hazard) =>
      hazard.severity === 'block' &&
      !answers.some((answer) => isAbout(answer, hazard) && answer.reason.trim() !== ''),
  );
  return open.map((hazard) =>
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
