import type { PatientHeader, StudySummary } from '../../dicom/model.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { planGlanceTexts } from '../../domain/plan/describe.ts';
import type { ArchivePort } from '../archive/archivePort.ts';
import type { Database } from '../db/database.ts';
import type { PlanRecord, WorklistPatient } from '../planRecord.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { allCases } from '../store/caseStore.ts';
import { newestPlans } from '../store/planStore.ts';
import { patientKey, samePerson } from '../../dicom/patientIdentity.ts';

interface Ports {
  readonly archive: ArchivePort;
  readonly database: Database;
}

/**
 * Patients with their studies, newest first, and where their plan stands. After those of the archive come patients whose
 * images were dropped on the page and are not in it: their plans wait for a review all the same.
 */
export async function worklist({
  archive,
  database: { db },
}: Ports): Promise<Result<readonly WorklistPatient[], ServerIssue>> {
  const studies = await archive.studies();
  if (!studies.ok) return studies;
  const cases = await allCases(db);
  const plans = new Map((await newestPlans(db)).map((plan) => [plan.caseId, planGlance(plan)]));
  const rowOf = (patient: PatientHeader, ofPatient: readonly StudySummary[], caseId: string | null) => ({
    patient,
    studies: ofPatient.map(worklistStudy),
    caseId,
    plan: caseId === null ? null : (plans.get(caseId) ?? null),
  });
  const groups = groupByPatient(studies.value).map((ofPatient) => {
    const { patient } = ofPatient[0];
    const known =
      patientKey(patient) === null ? undefined : cases.find((one) => samePerson(one.patient, patient));
    return rowOf(patient, ofPatient, known?.caseId ?? null);
  });
  const listed = new Set(groups.map(({ caseId }) => caseId));
  const others = cases
    .filter(({ caseId }) => !listed.has(caseId) && plans.has(caseId))
    .map(({ caseId, patient }) => rowOf(patient, [], caseId));
  return ok([...groups, ...others]);
}

/** All studies of the patient who has this one. */
export async function studiesOfSamePatient(
  archive: ArchivePort,
  studyUid: string,
): Promise<Result<readonly StudySummary[], ServerIssue>> {
  const studies = await archive.studies();
  if (!studies.ok) return studies;
  const group = groupByPatient(studies.value).find((ofPatient) =>
    ofPatient.some((study) => study.studyInstanceUid === studyUid),
  );
  return group === undefined ? err(serverIssue('not-found', 'The archive holds no such study.')) : ok(group);
}

/** Never empty: the first study speaks for the patient. */
type Group = readonly [StudySummary, ...StudySummary[]];

/** Studies without patient id and name stay apart: nothing says that they are of one patient. */
export function groupByPatient(studies: readonly StudySummary[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const study of studies.toSorted(newestFirst)) {
    const { patient } = study;
    const identity = patientKey(patient);
    // The birth date keeps two people apart who were given one id.
    const key = identity === null ? `study ${study.studyInstanceUid}` : `${identity} ${patient.birthDate}`;
    const group = groups.get(key);
    groups.set(key, group === undefined ? [study] : [...group, study]);
  }
  return [...groups.values()];
}

const newestFirst = (a: StudySummary, b: StudySummary): number => {
  const [left, right] = [a, b].map(({ study }) => `${study.date}${study.time}`);
  return left === right ? 0 : (left ?? '') < (right ?? '') ? 1 : -1;
};

const worklistStudy = ({ studyInstanceUid, study, series }: StudySummary) => ({
  studyInstanceUid,
  study,
  series: series.map((one) => ({
    seriesInstanceUid: one.seriesInstanceUid,
    modality: one.modality,
    class: one.class,
    classReason: one.classReason,
    description: one.description,
    files: one.files,
    frames: one.frames,
  })),
});

function planGlance({
  planId,
  version,
  state,
  plan,
  handoff,
}: PlanRecord): NonNullable<WorklistPatient['plan']> {
  return { planId, version, state, handoff: handoff.kind, ...planGlanceTexts(plan) };
}
