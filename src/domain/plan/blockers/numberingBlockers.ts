import type { PlanBlocker } from '../../case/derive.ts';
import { schemeOfAnomalies } from '../../case/numberingCommands.ts';
import { SUPERNUMERARY } from '../../vocabulary/scheme.ts';
import { blocker, type SigningFacts } from './model.ts';

/** How the vertebrae were counted is asked for, never assumed (clinical.md 5). */
export function numberingBlockers({ doc }: SigningFacts): readonly PlanBlocker[] {
  const { countedFrom, seriesUid, anomalies } = doc.numbering;
  const blockers: PlanBlocker[] = [];
  if (countedFrom === null)
    blockers.push(
      blocker(
        'spine',
        'numbering-unanswered',
        'numbering.countedFrom',
        'State what the vertebrae were counted from.',
      ),
    );
  if (seriesUid === null)
    blockers.push(
      blocker(
        'spine',
        'numbering-unanswered',
        'numbering.seriesUid',
        'State on which series the vertebrae were counted.',
      ),
    );
  const stated = schemeOfAnomalies(anomalies);
  const extra = SUPERNUMERARY.find(
    (level) => doc.numbering.extra.includes(level) !== stated.extra.includes(level),
  );
  const absent = [...doc.numbering.absent, ...stated.absent].find(
    (level) => doc.numbering.absent.includes(level) !== stated.absent.includes(level),
  );
  const odd = extra ?? absent;
  if (odd !== undefined)
    blockers.push(
      blocker(
        'spine',
        'numbering-contradiction',
        'numbering.anomalies',
        `The stated anomalies and the vertebrae in the numbering disagree about ${odd}.`,
      ),
    );
  return blockers;
}
