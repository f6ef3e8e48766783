import { draftDifferences } from '../../domain/plan/draftDifferences.ts';
import type { RuleLimits } from '../../domain/plan/rules/limits.ts';
import type { OtherVersion } from '../workspace.ts';
import { documentShown } from './documentShown.ts';
import type { WorkspaceCore } from './core.ts';
import { findSeries } from './series.ts';

/** The version someone else saved beside the one on this screen; null where it could not be read. */
export async function differencesFromOther(
  { server, editor, store, studies }: Pick<WorkspaceCore, 'server' | 'editor' | 'store' | 'studies'>,
  limits: RuleLimits,
): Promise<OtherVersion | null> {
  const { caseId } = store.getState();
  const other = await server.caseById(caseId);
  if (!other.ok) return null;
  const theirs = documentShown(other.value);
  const { doc, derived } = editor.current();
  const differs = draftDifferences(
    { doc: theirs, derived: editor.derive(theirs), limits },
    { doc, derived, limits },
    (seriesUid) => findSeries(studies, seriesUid)?.description ?? 'a series not opened here',
  );
  return { draftVersion: other.value.draftVersion, differs };
}
