import { err, issue, ok, type Result } from '../result.ts';
import { SHORTEST_REASON } from '../vocabulary/answer.ts';
import type { CaseCommand } from './commands.ts';
import { countConflicts } from './countConflicts.ts';
import type { CaseDocument } from './document.ts';

/**
 * A person says in words why the labels hold although two counts do not meet; '' takes it back. To have the other count
 * win is to renumber: then the two agree, and nothing is left to say.
 */
export function keepCount(
  doc: CaseDocument,
  { id, reason }: Extract<CaseCommand, { readonly type: 'count/keep' }>,
): Result<CaseDocument> {
  const words = reason.trim();
  const others = (doc.numbering.keptCounts ?? []).filter((kept) => kept.id !== id);
  const conflict = countConflicts(doc).find((one) => one.id === id);
  if (words !== '' && conflict === undefined)
    return err(issue('unknown-id', 'These counts do not disagree: there is nothing to decide.'));
  if (words !== '' && words.length < SHORTEST_REASON)
    return err(issue('reason-short', 'Say in words why the labels are right.'));
  const keptCounts =
    conflict === undefined || words === ''
      ? others
      : [...others, { id, against: conflict.against, reason: words }];
  return ok({ ...doc, numbering: { ...doc.numbering, keptCounts } });
}
