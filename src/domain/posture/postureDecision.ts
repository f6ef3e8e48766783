import type { PlanBlocker } from '../case/derive.ts';
import type { CaseDocument } from '../case/document.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../result.ts';
import { SHORTEST_REASON } from '../vocabulary/answer.ts';
import type { PostureEvidence } from './postureModel.ts';

/** Keeps the reason; '' takes it back. */
export function decidePosture(doc: CaseDocument, seriesUid: string, reason: string): Result<CaseDocument> {
  const { [seriesUid]: _before, ...others } = doc.postureDecisions ?? {};
  const words = reason.trim();
  if (words === '') return ok({ ...doc, postureDecisions: others });
  if (words.length < SHORTEST_REASON)
    return err(issue('reason-short', 'Say in words how the sides of this series were checked.'));
  return ok({ ...doc, postureDecisions: { ...others, [seriesUid]: { reason: words } } });
}

/** Problem of a location whose canal points lie before the bodies. */
const AGAINST_ANATOMY = 'posture-against-anatomy';

/**
 * Series whose posture is contradicted, in the order found: by their own voxels, or by the canal that a person set beside
 * a mark on them.
 */
export function contradictedSeries(
  doc: Pick<CaseDocument, 'findings'>,
  evidence: readonly { readonly seriesUid: string; readonly posture?: PostureEvidence }[],
  locations: Readonly<Record<string, Pick<DerivedLocation, 'problems'>>>,
): readonly string[] {
  const byVoxels = evidence.filter(({ posture }) => posture === 'contradicts');
  const byCanal = doc.findings.filter(({ id }) => locations[id]?.problems.includes(AGAINST_ANATOMY));
  return [
    ...new Set([
      ...byVoxels.map(({ seriesUid }) => seriesUid),
      ...byCanal.map(({ place }) => place.seriesUid),
    ]),
  ];
}

/** Series whose posture is contradicted block signing while marks rest on them and nobody has said why they are right. */
export function postureBlockers(
  doc: CaseDocument,
  series: readonly { readonly seriesUid: string; readonly posture?: PostureEvidence }[],
  locations: Readonly<Record<string, Pick<DerivedLocation, 'problems'>>>,
): readonly PlanBlocker[] {
  return contradictedSeries(doc, series, locations)
    .filter((seriesUid) => restsOn(doc, seriesUid) && doc.postureDecisions?.[seriesUid] === undefined)
    .map((seriesUid) => ({
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
