import type { PlanBlocker } from '../case/derive.ts';
import type { CaseDocument } from '../case/document.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { PostureEvidence } from './postureModel.ts';

/** Shorter than this is no reason. */
const SHORTEST_REASON = 8;

/** Keeps the reason; '' takes it back. */
export function decidePosture(doc: CaseDocument, seriesUid: string, reason: string): Result<CaseDocument> {
  const { [seriesUid]: _before, ...others } = doc.postureDecisions ?? {};
  const words = reason.trim();
  if (words === '') return ok({ ...doc, postureDecisions: others });
  if (words.length < SHORTEST_REASON)
    return err(issue('reason-short', 'Say in words how the sides of this series were checked.'));
  return ok({ ...doc, postureDecisions: { ...others, [seriesUid]: { reason: words } } });
}

/** Series whose posture is contradicted block signing while marks rest on them and nobody has said why they are right. */
export function postureBlockers(
  doc: CaseDocument,
  series: readonly { readonly seriesUid: string; readonly posture?: PostureEvidence }[],
): readonly PlanBlocker[] {
  return series
    .filter(({ seriesUid, posture }) => posture === 'contradicts' && restsOn(doc, seriesUid))
    .filter(({ seriesUid }) => doc.postureDecisions?.[seriesUid] === undefined)
    .map(({ seriesUid }) => ({
      step: 'spine' as const,
      code: 'posture-contradicted',
      path: `posture.${seriesUid}`,
      message: POSTURE_WARNING,
    }));
}

/** What is said on the image and before signing. */
export const POSTURE_WARNING =
  'The anatomy contradicts the registered posture: the back lies where the header says front. Left and right may be exchanged.';

function restsOn(doc: CaseDocument, seriesUid: string): boolean {
  return (
    doc.labelings[seriesUid] !== undefined ||
    doc.findings.some(({ place }) => place.seriesUid === seriesUid) ||
    doc.regions.some((region) => region.seriesUid === seriesUid)
  );
}
