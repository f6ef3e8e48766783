import { HAZARD_RULES } from '../plan/rules/catalogue.ts';
import { err, issue, ok, unreachable, type Result } from '../result.ts';
import { levelIssue } from '../vocabulary/levelText.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument } from './document.ts';

type HazardCommand = Extract<CaseCommand, { readonly type: `hazard/${string}` }>;

/** Declared hazards, one answer a hazard; overrides and acknowledgements, one a hazard and site. */
export function applyHazard(doc: CaseDocument, command: HazardCommand): Result<CaseDocument> {
  switch (command.type) {
    case 'hazard/declare': {
      const { hazard } = command;
      if (HAZARD_RULES[hazard.id].question === null)
        return err(
          issue('hazard-automatic', `${hazard.id} follows from the marks and the plan; it is not declared.`),
        );
      const fault = hazard.level === null ? null : levelIssue(hazard.level, doc.numbering);
      if (fault !== null) return err({ ...fault, path: `hazards.${hazard.id}` });
      const others = doc.plan.declaredHazards.filter((declared) => declared.id !== hazard.id);
      return ok({ ...doc, plan: { ...doc.plan, declaredHazards: [...others, hazard] } });
    }
    case 'hazard/answer': {
      const { answer } = command;
      if (answer.siteId !== null && !doc.plan.sites.some((site) => site.id === answer.siteId))
        return err(issue('unknown-id', 'This site no longer exists.'));
      const others = doc.plan.hazardAnswers.filter(
        (given) => given.id !== answer.id || given.siteId !== answer.siteId,
      );
      const hazardAnswers = answer.reason.trim() === '' ? others : [...others, answer];
      return ok({ ...doc, plan: { ...doc.plan, hazardAnswers } });
    }
    default:
      return unreachable(command);
  }
}
