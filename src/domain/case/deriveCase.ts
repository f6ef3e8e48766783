import { postureBlockers } from '../posture/postureDecision.ts';
import { signingBlockers, signingNotices } from '../plan/blockers.ts';
import { countBlockers } from '../plan/blockers/countBlockers.ts';
import { relativeToLandmarks } from '../plan/relativeToLandmarks.ts';
import { evaluateHazards } from '../plan/rules/evaluate.ts';
import type { EvidenceSeries } from '../plan/rules/model.ts';
import type { RuleSet } from '../plan/rules/limits.ts';
import { CURRENT_RULES } from '../plan/rules/ruleHistory.ts';
import { labelProblems } from './labelProblems.ts';
import { deriveMarks } from './deriveMarks.ts';
import type { CaseDerived } from './derive.ts';
import type { CaseDocument } from './document.ts';

/**
 * Everything that follows from a case: pure, recomputed after each command, never stored in the document.
 *
 * @param series - what the rules know of the series besides their marks; a series missing here fires no rule about it
 * @param today - YYYYMMDD
 * @param rules - thresholds of the site and version of the rules; a signed plan carries its own
 */
export function deriveCase(
  doc: CaseDocument,
  series: readonly EvidenceSeries[],
  today: string,
  rules: RuleSet = CURRENT_RULES,
): CaseDerived {
  const marks = deriveMarks(doc, series, rules.version);
  const hazards = evaluateHazards({ ...marks, doc, series, today, limits: rules.limits });
  const facts = { ...marks, doc, series, hazards };
  return {
    ...marks,
    relative: relativeToLandmarks(doc, marks),
    hazards,
    blockers: [
      ...postureBlockers(doc, series, marks.locations),
      ...countBlockers(doc, rules.version),
      ...signingBlockers(facts),
    ],
    notices: signingNotices(facts),
    labelProblems: labelProblems(doc),
  };
}
