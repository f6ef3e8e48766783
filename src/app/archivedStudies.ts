import type { StudySummary } from '../dicom/model.ts';
import { ok, type Result } from '../domain/result.ts';
import type { ServerApi } from './api.ts';

/**
 * What the archive holds of the patient of a study. A study opened from files is looked for in the worklist first: asked
 * by its address, an archive that does not hold it answers 404, which the browser writes into its console as a fault.
 *
 * @returns [] where a study from files is not in the archive, or the archive does not answer: the files are enough
 */
export async function archivedStudies(
  server: Pick<ServerApi, 'worklist' | 'study'>,
  studyUid: string,
  fromFiles: boolean,
): Promise<Result<readonly StudySummary[]>> {
  if (!fromFiles) return server.study(studyUid);
  const patients = await server.worklist();
  const held =
    patients.ok &&
    patients.value.some(({ studies }) =>
      studies.some(({ studyInstanceUid }) => studyInstanceUid === studyUid),
    );
  if (!held) return ok([]);
  const archived = await server.study(studyUid);
  return archived.ok ? archived : ok([]);
}
