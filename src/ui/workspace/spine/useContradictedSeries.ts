import { contradictedSeries } from '../../../domain/posture/postureDecision.ts';
import { useWorkspaceState } from '../context.tsx';

/** Series whose anatomy contradicts their registered posture, by Series Instance UID. */
export function useContradictedSeries(): readonly string[] {
  const postures = useWorkspaceState((state) => state.postures);
  const findings = useWorkspaceState((state) => state.doc.findings);
  const locations = useWorkspaceState((state) => state.derived.locations);
  const evidence = Object.entries(postures ?? {}).map(([seriesUid, posture]) => ({ seriesUid, posture }));
  return contradictedSeries({ findings }, evidence, locations);
}
