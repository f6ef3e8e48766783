import { DEFAULT_LIMITS } from '../domain/plan/rules/limits.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import type { PatientHeader, SeriesSummary, StudySummary } from '../dicom/model.ts';
import { archiveSource } from '../imaging/index.ts';
import type { InstanceSource } from '../imaging/api.ts';
import { createViewer } from '../viewer/index.ts';
import type { CaseRecord, ServerApi } from './api.ts';
import { archivedStudies } from './archivedStudies.ts';
import { createWorkspace } from './createWorkspace.ts';
import { randomIdentifiers, systemClock } from './ids.ts';
import { printKeyImage } from './keyImagePicture.ts';
import type { Workspace } from './workspace.ts';
import { indexedDbJournal } from './workspace/draftJournal.ts';
import { allSeries, findSeries } from './workspace/series.ts';

export interface OpenWorkspaceDeps {
  readonly server: ServerApi;
  /** Dropped files of this patient, or [] when the study is not local. */
  readonly localStudies: (studyUid: string) => readonly StudySummary[];
  readonly localSource: (series: SeriesSummary) => InstanceSource | null;
  readonly softwareVersion: string;
}

/**
 * Opens the patient of a study, whatever its series come from: the archive, dropped files, or both. The caller closes
 * the workspace.
 */
export async function openWorkspace(deps: OpenWorkspaceDeps, studyUid: string): Promise<Result<Workspace>> {
  const { server } = deps;
  const local = deps.localStudies(studyUid);
  const person = server.session();
  const archived = await archivedStudies(server, studyUid, local.length > 0);
  if (!archived.ok) return archived;
  const studies = joined(local, archived.value);
  const wanted = studies.find((study) => study.studyInstanceUid === studyUid);
  if (wanted === undefined)
    return err(issue('study-unknown', 'No study with this address. Open the patient from the worklist.'));
  if (allSeries(studies).length === 0)
    return err(issue('no-series', 'This study has no images that can be shown. See its file verdicts.'));

  const [record, session] = await Promise.all([openCaseOrLook(server, wanted.patient), person]);
  if (!record.ok) return record;
  const journal = indexedDbJournal();
  const kept = await journal.read(record.value.caseId).catch(() => null);
  return ok(
    createWorkspace({
      record: record.value,
      studies,
      archivedStudyUid: archived.value[0]?.studyInstanceUid ?? null,
      sourceOf: (seriesUid) => {
        const series = findSeries(studies, seriesUid);
        return series === null
          ? null
          : (deps.localSource(series) ?? archiveSource(series, { root: '/dicom-web' }));
      },
      viewer: createViewer(),
      server,
      session: session.ok ? session.value : null,
      ...(record.value.caseId === 'look-only' && session.ok && session.value !== null
        ? { lookOnly: UNIDENTIFIED }
        : {}),
      journal,
      kept,
      clock: systemClock,
      ids: randomIdentifiers,
      printKeyImage,
      softwareVersion: deps.softwareVersion,
    }),
  );
}

/** Nobody has given a name: the images open, and nothing can be written (`lockOf`). A deep link needs no more. */
async function openCaseOrLook(server: ServerApi, patient: PatientHeader): Promise<Result<CaseRecord>> {
  const record = await server.openCase(patient);
  if (record.ok || !LOOK_ONLY.includes(record.error.code)) return record;
  return ok({
    caseId: 'look-only',
    patient,
    draftVersion: 0,
    document: null,
    plans: [],
    limits: DEFAULT_LIMITS,
  });
}

/** Without a name, or where the file does not say whose images they are: they open, and nothing can be written. */
const LOOK_ONLY: readonly string[] = ['not-signed-in', 'patient-unidentified', 'patient-mismatch'];

const UNIDENTIFIED =
  'Only for looking: the files do not say whose images these are, or contradict what is known of this patient id. No case can be kept for them.';

/** Local studies first; a study that is in the archive too is shown once, from the files at hand. */
function joined(local: readonly StudySummary[], archived: readonly StudySummary[]): readonly StudySummary[] {
  const uids = new Set(local.map((study) => study.studyInstanceUid));
  return [...local, ...archived.filter((study) => !uids.has(study.studyInstanceUid))];
}
