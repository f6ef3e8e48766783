import type { PlanBlocker } from '../../case/derive.ts';
import type { ShownFinding } from '../../case/document.ts';
import { shownFinding, shownWords } from '../shownFindings.ts';
import { blocker, type SigningFacts } from './model.ts';

/** A picture cannot be corrected: one that names another level or side than the plan is taken anew or deleted. */
export function keyImageBlockers(facts: SigningFacts): readonly PlanBlocker[] {
  return facts.doc.keyImages.flatMap(({ id, shown = [] }, index) =>
    shown.flatMap((claim) => {
      const now = wordsNow(facts, claim);
      return now === null
        ? []
        : [
            blocker(
              'key-images',
              'key-image-outdated',
              `keyImages.${id}`,
              `Key image ${index + 1} shows Leak ${claim.ordinal} ${shownWords(claim)}; ${now}. Capture it again or delete it.`,
            ),
          ];
    }),
  );
}

function wordsNow(facts: SigningFacts, claim: ShownFinding): string | null {
  const finding = facts.doc.findings.find((candidate) => candidate.id === claim.findingId);
  if (finding === undefined) return 'that leak was deleted';
  const now = shownFinding(finding, facts);
  return now.level === claim.level && now.side === claim.side ? null : `it is now ${shownWords(now)}`;
}
