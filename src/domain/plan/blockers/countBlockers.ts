import type { PlanBlocker } from '../../case/derive.ts';
import type { CaseDocument } from '../../case/document.ts';
import { openCountConflicts } from '../../case/countConflicts.ts';
import { COUNTS_DISAGREE, problemsAt } from '../rules/ruleHistory.ts';
import { blocker } from './model.ts';

/**
 * The count from above and the count from below meet, or a person has said in words why the labels hold.
 *
 * @param rulesVersion - the question came with version 6
 */
export const countBlockers = (
  doc: Pick<CaseDocument, 'labelings' | 'numbering'>,
  rulesVersion: number,
): readonly PlanBlocker[] =>
  problemsAt(rulesVersion, [COUNTS_DISAGREE]).flatMap((code) =>
    openCountConflicts(doc).map(({ id, against }) =>
      blocker(
        'spine',
        code,
        `numbering.counts.${id}`,
        `Two counts do not meet: ${against}. Count again and renumber, state the variant, or say why the labels hold.`,
      ),
    ),
  );
