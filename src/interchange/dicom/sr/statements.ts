import type { TargetingPlan } from '../../../domain/plan/targetingPlan.ts';
import { numberingWords } from '../../../domain/plan/words.ts';
import { CONCEPTS, COUNTED_FROM_CODES, PATCH_CODES, type Code } from '../../codes/codes.ts';
import { PLAN, UNITS } from '../../codes/planConcepts.ts';
import { circumstanceItems } from './circumstances.ts';
import { code, num, text, type SrItem } from './items.ts';

/** Statements about the whole plan (TID 1500 rows 12–14, Qualitative Evaluations). */
export function planStatements(plan: TargetingPlan): readonly SrItem[] {
  const { numbering, signature } = plan;
  return [
    say(PLAN.planId, plan.planId),
    num(PLAN.planVersion, plan.version, UNITS.none),
    ...(plan.replacesVersion === null ? [] : [num(PLAN.planReplaces, plan.replacesVersion, UNITS.none)]),
    code('CONTAINS', PLAN.planKind, PATCH_CODES[plan.kind]),
    code(
      'CONTAINS',
      CONCEPTS.numberingMethod,
      COUNTED_FROM_CODES[numbering.countedFrom] ?? PLAN.unverifiedNumbering,
    ),
    ...maybe(PLAN.statement, numberingWords(numbering)),
    ...maybe(PLAN.relative, numbering.relative ?? ''),
    ...plan.hazards.map((hazard) =>
      say(PLAN.hazard, `${hazard.id} ${hazard.severity} ${hazard.siteId ?? 'plan'}\n${hazard.message}`),
    ),
    ...plan.hazardAnswers.map((answer) =>
      say(PLAN.hazardAnswer, `${answer.id} ${answer.siteId ?? 'plan'}: ${answer.reason}`),
    ),
    ...maybe(PLAN.rationale, plan.rationale),
    ...maybe(PLAN.conservative, plan.conservativeTherapy),
    ...maybe(PLAN.aftercare, plan.aftercare),
    ...circumstanceItems(plan),
    say(PLAN.notice, plan.notice),
    ...(signature === null
      ? []
      : [
          say(PLAN.signedBy, signature.name),
          say(PLAN.signedRole, signature.role),
          say(PLAN.signedAt, signature.at),
          code(
            'CONTAINS',
            PLAN.signedFlag,
            signature.authenticated ? PLAN.authenticated : PLAN.notAuthenticated,
          ),
        ]),
  ];
}

const say = (name: Code, value: string): SrItem => text('CONTAINS', name, value);
const maybe = (name: Code, value: string): readonly SrItem[] =>
  value.trim() === '' ? [] : [say(name, value)];
