import { postureBlockers } from '../posture/postureDecision.ts';
import { signingBlockers, signingNotices } from '../plan/blockers.ts';
import { relativeToLandmarks } from '../plan/relativeToLandmarks.ts';
import { evaluateHazards } from '../plan/rules/evaluate.ts';
import type { EvidenceSeries } from '../plan/rules/model.ts';
import { DEFAULT_LIMITS, type RuleLimits } from '../plan/rules/limits.ts';
import { labelProblems } from './labelProblems.ts';
import { deriveMarks } from './deriveMarks.ts';
import type { CaseDerived } from './derive.ts';
import type { CaseDocument } from './document.ts';

/**
 * Everything that follows from a case: pure, recomputed after each command, never stored in the document.
 *
 * @param series - what the rules know of the series besides their marks; a series missing here fires no rule about it
 * @param today - YYYYMMDD
 */
export function deriveCase(
  doc: CaseDocument,
  series: readonly EvidenceSeries[],
  today: string,
  limits: RuleLimits = DEFAULT_LIMITS,
): CaseDerived {
  const marks = deriveMarks(doc, series);
  const hazards = evaluateHazards({ ...marks, doc, series, today, limits });
  const facts = { ...marks, doc, hazards };
  return {
    ...marks,
    relative: relativeToLandmarks(doc, marks),
    hazards,
    blockers: [...postureBlockers(doc, series, marks.locations), ...signingBlockers(facts)],
    notices: signingNotices(facts),
    labelProblems: labelProblems(doc),
  };
}
