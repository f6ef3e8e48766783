import { parseInstance } from '../../dicom/parseInstance.ts';
import type { ExportContext, PlanFile } from '../../interchange/context.ts';
import { exportVerified, readBackFaults } from '../../interchange/exportVerified.ts';
import { PLAN_FORMATS, type PlanFormat } from '../../interchange/formats.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import type { ArchiveReceipt } from '../../schema/archiveObjects.ts';
import { archiveClient, type InstancePlace } from '../archive/archiveClient.ts';
import type { Deps } from '../deps.ts';
import type { PlanRecord } from '../planRecord.ts';
import { exportContext } from './planExport.ts';

type Receipt = ArchiveReceipt['formats'][number];

/** DICOM objects the server makes by itself; SEG and PDF need decoded voxels and a finished report. */
const ARCHIVED = PLAN_FORMATS.filter(
  ({ contentType, needs }) => contentType === 'application/dicom' && needs !== 'voxels' && needs !== 'report',
);

/**
 * Stores a plan's objects in the archive. An object is named by its SOP Instance UID, which follows from the plan: one
 * that is there is not sent again. Afterwards every object is fetched from the archive and read back; only what says
 * the same as the plan counts as stored.
 */
export async function archivePlan(
  deps: Deps,
  record: Pick<PlanRecord, 'plan' | 'review'>,
): Promise<ArchiveReceipt> {
  const context = await exportContext(deps, record);
  const formats: Receipt[] = [];
  for (const format of ARCHIVED) formats.push(await archiveFormat(deps, record.plan, format, context));
  return { formats };
}

async function archiveFormat(
  { archive }: Deps,
  plan: TargetingPlan,
  { id: format }: PlanFormat,
  context: ExportContext,
): Promise<Receipt> {
  const files = exportVerified(plan, format, context);
  if (!files.ok) {
    const [fault] = files.error;
    const state = fault?.code === 'read-back' ? 'refused' : 'not-made';
    return { format, state, objects: 0, message: fault?.message ?? null };
  }
  const client = archiveClient(archive);
  const places = files.value.map(({ bytes }) => placeOf(bytes));
  const there = await Promise.all(places.map((place) => client.instance(place)));
  const missing = files.value.filter((_file, index) => there[index] === null).map(({ bytes }) => bytes);
  const refused = (message: string): Receipt => ({ format, state: 'refused', objects: 0, message });
  if (missing.length > 0) {
    const stored = await client.store(missing);
    if (!stored.ok) return refused(stored.error.message);
  }
  const back: PlanFile[] = [];
  for (const place of places) {
    const bytes = await client.instance(place);
    if (bytes === null) return refused('The archive took an object and does not give it back.');
    back.push({ bytes });
  }
  if (readBackFaults(plan, format, back, context).length > 0)
    return refused('The archive holds another object under this identity; it says something else.');
  return { format, state: missing.length > 0 ? 'stored' : 'there', objects: back.length, message: null };
}

function placeOf(bytes: Uint8Array): InstancePlace {
  const { header } = parseInstance(bytes, '');
  if (header === null) throw new Error('an object written here has no header');
  return {
    studyUid: header.studyInstanceUid,
    seriesUid: header.seriesInstanceUid,
    instanceUid: header.sopInstanceUid,
  };
}
