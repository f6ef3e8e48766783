import type { SeriesSummary, StudySummary } from '../../dicom/model.ts';
import { samePerson } from '../../dicom/patientIdentity.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { ok, type Result } from '../../domain/result.ts';
import { placeMarks, readForeign, type KnownImages } from '../../interchange/foreign/readForeign.ts';
import { restorePlan } from '../../interchange/foreign/restorePlan.ts';
import type { ArchivedObject, ArchivedPlan, ArchiveObjects } from '../../schema/archiveObjects.ts';
import { archiveClient } from '../archive/archiveClient.ts';
import type { Deps } from '../deps.ts';
import type { ServerIssue } from '../serverIssue.ts';
import { planVersion } from '../store/planStore.ts';
import { studiesOfSamePatient } from './worklist.ts';

/** Modalities of objects that say something about images (PS3.3 C.7.3.1.1.1). */
const SAYING: ReadonlySet<string> = new Set(['SR', 'KO', 'PR', 'SEG', 'RTSTRUCT', 'DOC']);
const MOST_INSTANCES = 200;

/**
 * Objects in the archive beside the images of a patient: plans of ours come back whole where their report says the same
 * in every coded statement and names this patient; everything else is listed with what was understood and what not.
 */
export async function archiveObjects(
  deps: Pick<Deps, 'archive' | 'database'>,
  studyUid: string,
): Promise<Result<ArchiveObjects, ServerIssue>> {
  const studies = await studiesOfSamePatient(deps.archive, studyUid);
  if (!studies.ok) return studies;
  const client = archiveClient(deps.archive);
  const known = imagesOf(studies.value);
  const plans: ArchivedPlan[] = [];
  const objects: ArchivedObject[] = [];
  const notRead: ArchiveObjects['notRead'][number][] = [];
  for (const study of studies.value) {
    const listed = await client.seriesOf(study.studyInstanceUid);
    if (!listed.ok) return listed;
    for (const { seriesUid, modality, instances } of listed.value) {
      if (!SAYING.has(modality)) continue;
      if (instances !== null && instances > MOST_INSTANCES) {
        const reason = `it has ${String(instances)} objects; up to ${String(MOST_INSTANCES)} are read`;
        notRead.push({ seriesInstanceUid: seriesUid, modality, reason });
        continue;
      }
      let read = 0;
      for await (const bytes of client.instancesOf(study.studyInstanceUid, seriesUid)) {
        read += 1;
        const { object, plan } = objectOf(bytes, study, known);
        if (object !== null) objects.push(object);
        if (object !== null && plan !== null)
          plans.push({ sopInstanceUid: object.sopInstanceUid, plan, known: await knownHere(deps, plan) });
      }
      if (read === 0)
        notRead.push({ seriesInstanceUid: seriesUid, modality, reason: 'the archive did not send it' });
    }
  }
  return ok({ plans: plans.toSorted((a, b) => (signedAt(a) < signedAt(b) ? 1 : -1)), objects, notRead });
}

const signedAt = ({ plan }: ArchivedPlan): string => plan.signature?.at ?? '';

function objectOf(
  bytes: Uint8Array,
  study: StudySummary,
  known: KnownImages,
): { readonly object: ArchivedObject | null; readonly plan: TargetingPlan | null } {
  const read = readForeign(bytes);
  if (!read.ok) return { object: null, plan: null };
  const { value } = read;
  const { placed, unplaced } = placeMarks(value, known);
  const restored = value.kind === 'report' ? restorePlan(bytes) : null;
  const patient = restored?.ok === true ? restored.value.patient : null;
  const another = patient !== null && !samePerson(patient, study.patient);
  const problem = another
    ? 'The plan inside names another patient than the images.'
    : restored === null || restored.ok || restored.error.code === 'no-plan'
      ? null
      : restored.error.message;
  return {
    object: {
      sopInstanceUid: value.sopInstanceUid,
      studyInstanceUid: value.studyInstanceUid,
      kind: value.kind,
      title: value.title,
      maker: value.maker,
      lines: value.lines.map(({ path, words }) => ({ path, words })),
      placed: placed.map(({ path, words, level, side }) => ({ path, words, level, side })),
      unplaced: unplaced.map((one) => ({ ...one })),
      notUnderstood: value.notUnderstood.map((one) => ({ ...one })),
      planProblem: problem,
    },
    plan: restored?.ok === true && !another ? restored.value : null,
  };
}

async function knownHere(
  { database: { db } }: Pick<Deps, 'database'>,
  plan: TargetingPlan,
): Promise<ArchivedPlan['known']> {
  const here = await planVersion(db, plan.planId, plan.version);
  if (here === null) return 'absent';
  return here.plan.signature?.at === plan.signature?.at && here.plan.createdAt === plan.createdAt
    ? 'here'
    : 'differs';
}

/** Frames by image, and the frames of reference, of everything the archive shows of this patient. */
function imagesOf(studies: readonly StudySummary[]): KnownImages {
  const images = studies
    .flatMap((study) => study.series)
    .flatMap((series: SeriesSummary) => [
      ...series.instances,
      ...series.otherStacks.flatMap((stack) => stack.instances),
    ]);
  return {
    frames: new Map(images.map((image) => [image.sopInstanceUid, image.numberOfFrames])),
    framesOfReference: new Set(images.flatMap((image) => image.frameOfReferenceUid ?? [])),
  };
}
