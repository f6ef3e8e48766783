import { draftDifferences } from '../../domain/plan/draftDifferences.ts';
import type { RuleLimits } from '../../domain/plan/rules/limits.ts';
import { documentShown } from './documentShown.ts';
import type { WorkspaceCore } from './core.ts';
import { findSeries } from './series.ts';

/**
 * What differs between the version someone else saved and the one on this screen, in words, theirs first; null where
 * the other version could not be read.
 */
export async function differencesFromOther(
  { server, editor, store, studies }: Pick<WorkspaceCore, 'server' | 'editor' | 'store' | 'studies'>,
  limits: RuleLimits,
): Promise<readonly string[] | null> {
  const { caseId } = store.getState();
  const other = await server.caseById(caseId);
  if (!other.ok) return null;
  const theirs = documentShown(other.value);
  const { doc, derived } = editor.current();
  return draftDifferences(
    { doc: theirs, derived: editor.derive(theirs), limits },
    { doc, derived, limits },
    (seriesUid) => findSeries(studies, seriesUid)?.description ?? 'a series not opened here',
  );
}
