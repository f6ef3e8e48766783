import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyPlan } from '../domain/plan/verifyPlan.ts';
import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { ok, type Issue, type Result } from '../domain/result.ts';
import { NO_CONTEXT, type ExportContext, type PlanFile } from '../interchange/context.ts';
import { exportVerified } from '../interchange/exportVerified.ts';
import { PLAN_FORMATS, planFormat, REPORT_FORMAT, type PlanFormat } from '../interchange/formats.ts';
import { exportSources } from '../interchange/sources.ts';
import { verifiedReport } from '../pdf/verifiedReport.ts';
import { readPlanImages } from './exportImages.ts';
import { isUnreadable, issueLine, readPlanFile } from './planFile.ts';
import { writeFiles } from './writeFiles.ts';

const USAGE = `Usage: patchpoint export PLAN.json --format ${PLAN_FORMATS.map((f) => f.id).join('|')}|${REPORT_FORMAT.id} --out FILE
  --images DIR       the studies the plan refers to (marks on images, segmentation)
  --key-images DIR   pictures, <key image id>.png
  --report FILE.pdf  a finished report to wrap (else one is made)`;

/**
 * `export PLAN.json --format FORMAT --out FILE`: only a plan that `validate` accepts is written, only if the written file
 * reads back as the same plan, whole or not at all. Several objects go to FILE, FILE-2, …; `--out -` is standard output.
 */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      images: { type: 'string' },
      'key-images': { type: 'string' },
      report: { type: 'string' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [path, ...rest] = positionals;
  const format = values.format === REPORT_FORMAT.id ? REPORT_FORMAT : planFormat(values.format ?? '');
  if (path === undefined || rest.length > 0 || format === undefined || values.out === undefined) {
    console.error(USAGE);
    return 2;
  }
  const plan = await readPlanFile(path);
  const issues = plan.ok ? verifyPlan(plan.value) : plan.error;
  if (!plan.ok || issues.length > 0) {
    console.error('The plan is not valid; nothing was written.');
    for (const one of issues) console.error(issueLine(one));
    return !plan.ok && isUnreadable(plan.error) ? 2 : 1;
  }
  const context = await contextOf(plan.value, format, values);
  if (context === null) return 2;
  const files = await written(plan.value, format, context);
  if (!files.ok) {
    console.error('Nothing was written.');
    for (const one of files.error) console.error(issueLine(one));
    return 1;
  }
  if (values.out === '-') {
    for (const { bytes } of files.value) process.stdout.write(bytes);
    return 0;
  }
  const outs = await writeFiles(files.value, values.out);
  if (!outs.ok) {
    console.error(outs.error.message);
    return 1;
  }
  const bytes = files.value.reduce((sum, file) => sum + file.bytes.length, 0);
  console.log(
    JSON.stringify({
      format: values.format,
      out: values.out,
      files: outs.value,
      bytes,
      readBack: 'identical',
    }),
  );
  return 0;
}

/** The report is made here where none was given; only a report whose pages say the same is written or wrapped. */
async function written(
  plan: TargetingPlan,
  format: PlanFormat | typeof REPORT_FORMAT,
  context: ExportContext,
): Promise<Result<readonly PlanFile[], readonly Issue[]>> {
  const needed =
    format.id === 'report' || (context.reportPdf === undefined && ['pdf', 'mdm'].includes(format.id));
  const report = needed ? await verifiedReport(plan, context) : ok(context.reportPdf);
  if (!report.ok) return report;
  if (format.id !== 'report') return exportVerified(plan, format.id, { ...context, reportPdf: report.value });
  return ok(report.value === undefined ? [] : [{ bytes: report.value }]);
}

interface Sources {
  readonly images?: string | undefined;
  readonly 'key-images'?: string | undefined;
  readonly report?: string | undefined;
}

/** What the format is made from besides the plan; null (with words) where a named source cannot be read. */
async function contextOf(
  plan: TargetingPlan,
  format: PlanFormat | typeof REPORT_FORMAT,
  sources: Sources,
): Promise<ExportContext | null> {
  try {
    const images = sources.images === undefined ? null : await readPlanImages(sources.images, plan);
    const voxels =
      images === null || format.id !== 'seg'
        ? []
        : await Promise.all(plan.regions.map((region) => images.voxelsOf(region)));
    return {
      ...NO_CONTEXT,
      keyImagePngs: await readKeyImages(plan, sources['key-images']),
      ...(images === null ? {} : exportSources(plan, images.headers)),
      voxels: voxels.filter((one) => one !== null),
      reportPdf: sources.report === undefined ? undefined : new Uint8Array(await readFile(sources.report)),
    };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    console.error(`A source of the export cannot be read (${code}).`);
    return null;
  }
}

async function readKeyImages(
  plan: TargetingPlan,
  folder: string | undefined,
): Promise<Record<string, string>> {
  if (folder === undefined) return {};
  const pairs = await Promise.all(
    plan.keyImages.map(async ({ id }) => [id, await readFile(join(folder, `${id}.png`), 'base64')] as const),
  );
  return Object.fromEntries(pairs);
}
