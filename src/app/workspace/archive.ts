import { samePerson } from '../../dicom/patientIdentity.ts';
import { documentOf } from '../../domain/plan/verifyPlan.ts';
import { issue, type Issue } from '../../domain/result.ts';
import type { ArchivedPlan } from '../../schema/archiveObjects.ts';
import { notify, type WorkspaceCore } from './core.ts';
import { allSeries } from './series.ts';

export type { ArchivedObject, ArchivedPlan, ArchiveObjects } from '../../schema/archiveObjects.ts';

/**
 * Looks once what the archive holds beside the images; the state says what came of it. Nobody waits for it.
 *
 * @param studyUid - any study of the patient that the archive holds; one opened from files only is not asked for
 */
export async function readArchive({ store, server }: WorkspaceCore, studyUid: string): Promise<void> {
  const found = await server.archiveObjects(studyUid);
  // Taken out of the archive meanwhile: nothing to say.
  if (found.ok) store.setState({ archive: found.value });
  else if (found.error.code !== 'not-found') store.setState({ archiveProblem: found.error.message });
}

/**
 * A plan from the archive becomes the draft, as one step that can be undone. Its pictures lie where it was signed, so
 * key images are left out unless this server holds that plan.
 */
export function takeOverPlan(core: WorkspaceCore, archived: ArchivedPlan): Issue | null {
  const { lock, caseId, patient, studies } = core.store.getState();
  const { plan, known } = archived;
  if (lock !== null) return refuse(core, issue('locked', lock.message));
  if (!samePerson(plan.patient, patient))
    return refuse(core, issue('patient-mismatch', 'This plan is of another patient.'));
  const document = { ...documentOf(plan), caseId };
  const dropped = known === 'here' ? 0 : plan.keyImages.length;
  core.editor.replace(dropped === 0 ? document : { ...document, keyImages: [] });
  const open = new Set(allSeries(studies).map((series) => series.seriesInstanceUid));
  const missing = plan.series.filter((series) => !open.has(series.seriesInstanceUid)).length;
  const notes = [
    `Version ${plan.version} is now your draft; nothing is signed. Undo brings back what was here.`,
    missing === 0 ? '' : `${missing} of its series ${missing === 1 ? 'is' : 'are'} not open here.`,
    dropped === 0 ? '' : `Its ${dropped === 1 ? 'key image was' : 'key images were'} left out: capture anew.`,
  ];
  notify(core, 'refused', notes.filter((note) => note !== '').join(' '));
  return null;
}

function refuse(core: WorkspaceCore, refused: Issue): Issue {
  notify(core, 'refused', refused.message);
  return refused;
}
