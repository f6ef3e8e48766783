import type { PointLps } from '../../domain/case/document.ts';
import { issue, type Issue } from '../../domain/result.ts';
import type { Session } from '../api.ts';
import { dispatchCommand, notify, type WorkspaceCore } from './core.ts';
import { stillProjected } from './projectedMarks.ts';

export interface AdoptRequest {
  readonly findingId: string;
  readonly seriesUid: string;
  /** Another place of the same series, where a person saw the leak; null: where it is projected. */
  readonly at: PointLps | null;
}

/** A person says: here, on this series too, I see this leak. Kept with the series it came from, and who said so. */
export function adoptProjected(
  core: WorkspaceCore,
  session: Session | null,
  { findingId, seriesUid, at }: AdoptRequest,
): Issue | null {
  const { doc, lock } = core.store.getState();
  const finding = doc.findings.find((each) => each.id === findingId);
  const mark =
    finding === undefined
      ? undefined
      : stillProjected(doc, finding).find((each) => each.seriesUid === seriesUid && each.kind === 'place');
  if (mark?.kind !== 'place' || session === null) {
    const refused = issue('not-projected', lock?.message ?? 'The leak is not projected onto this series.');
    notify(core, 'refused', refused.message);
    return refused;
  }
  const { frameOfReferenceUid, fromSeriesUid } = mark;
  return dispatchCommand(core, {
    type: 'finding/adopt',
    id: findingId,
    mark: {
      seriesUid,
      frameOfReferenceUid,
      pointLpsMm: at ?? mark.pointLpsMm,
      fromSeriesUid,
      by: { name: session.name, authenticated: session.authenticated },
      at: core.clock.now().toISOString(),
    },
  });
}
