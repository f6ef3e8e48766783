import { readingWords, unsettled } from '../../across/adoptionAgreement.ts';
import type { PlanBlocker } from '../../case/derive.ts';
import { blocker, type SigningFacts } from './model.ts';

/**
 * A leak adopted on another series names another level or side there: one of the two series is counted or turned
 * wrongly, and nothing tells which. It is not signed until a person says which holds, or the labels agree again.
 */
export const adoptionBlockers = ({ doc }: SigningFacts): readonly PlanBlocker[] =>
  doc.findings.flatMap((finding) =>
    unsettled(doc, finding).map(({ mark, here, there, level }) =>
      blocker(
        'leak',
        'adoption-disagrees',
        `findings.${finding.id}.adoptions.${mark.seriesUid}`,
        `Leak ${finding.ordinal}: ${readingWords(here)} by the labels it was marked on, ${readingWords(there)} where it was adopted. ` +
          `${level ? 'Count both series again' : 'Check the side on both series'}, or say which holds.`,
      ),
    ),
  );
