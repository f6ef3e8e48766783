import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, ok, type Issue, type Result } from '../../domain/result.ts';
import type { ExportContext } from '../../interchange/context.ts';
import { exportVerified } from '../../interchange/exportVerified.ts';
import { REPORT_FORMAT, type PlanFormat } from '../../interchange/formats.ts';
import { exportSources } from '../../interchange/sources.ts';
import { verifiedReport } from '../../pdf/verifiedReport.ts';
import type { Deps } from '../deps.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { newestSentVersion } from '../store/handoffStore.ts';
import { keyImagesBase64 } from '../store/keyImageStore.ts';

export interface ExportedFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly extension: string;
}

interface Reviewed {
  readonly plan: TargetingPlan;
  readonly review: PlanReview | null;
}

/** A plan version in a format: written, read back, and given out only if both say the same. Several objects come as ZIP. */
export async function exportPlan(
  deps: Deps,
  reviewed: Reviewed,
  format: PlanFormat | typeof REPORT_FORMAT,
): Promise<Result<ExportedFile, ServerIssue>> {
  const { contentType, extension } = format;
  const context = await exportContext(deps, reviewed);
  if (format.id === 'report') {
    const report = await verifiedReport(reviewed.plan, context);
    return report.ok
      ? ok({ bytes: Buffer.from(report.value), contentType, extension })
      : refused(report.error);
  }
  const report = WITH_REPORT.has(format.id) ? await verifiedReport(reviewed.plan, context) : null;
  if (report !== null && !report.ok) return refused(report.error);
  const files = exportVerified(reviewed.plan, format.id, { ...context, reportPdf: report?.value });
  if (!files.ok) return refused(files.error);
  const [only, ...more] = files.value;
  if (only !== undefined && more.length === 0)
    return ok({ bytes: Buffer.from(only.bytes), contentType, extension });
  const names = files.value.map(({ bytes }, index) => ({ bytes, name: `${index + 1}.${extension}` }));
  return ok({ bytes: await zipped(names), contentType: 'application/zip', extension: `${extension}.zip` });
}

/** Formats that carry the report. */
const WITH_REPORT: ReadonlySet<string> = new Set(['pdf', 'mdm']);
const refused = (issues: readonly Issue[]): Result<never, ServerIssue> =>
  err(serverIssue('plan-refused', 'The plan cannot be given out in this format.', issues));

/** What a plan is written from besides itself: its pictures, and what the archive's headers say. */
export async function exportContext(
  { database: { db }, archive }: Deps,
  { plan, review }: Reviewed,
): Promise<ExportContext> {
  const studies = await archive.studies();
  const series = studies.ok ? studies.value.flatMap((study) => study.series) : [];
  return {
    review,
    keyImagePngs: await keyImagesBase64(
      db,
      plan.keyImages.map((image) => image.id),
    ),
    replacesHandedOffVersion: await newestSentVersion(db, plan.planId, plan.version),
    ...exportSources(
      plan,
      series.flatMap((one) => one.instances),
    ),
  };
}

async function zipped(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<Buffer> {
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
  for (const { name, bytes } of files)
    await zip.add(name, new BlobReader(new Blob([Uint8Array.from(bytes)])), { lastModDate: EPOCH });
  return Buffer.from(await (await zip.close()).arrayBuffer());
}
/** The same export is the same bytes. */
const EPOCH = new Date('2000-01-01T00:00:00Z');
