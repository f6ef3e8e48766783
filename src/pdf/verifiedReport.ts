import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Issue, type Result } from '../domain/result.ts';
import { planClaims } from '../interchange/readback/claims.ts';
import { claimDifferences, type Carried } from '../interchange/readback/compare.ts';
import type { ReportSources } from '../report/content/reportDocument.ts';
import { printedClaims } from '../report/readback/printedClaims.ts';
import { renderReport } from './renderReport.ts';

/** What is read back from the printed pages. */
const PRINTED: Carried = Object.fromEntries(
  [
    'patient.id patient.issuer patient.birthDate plan.id plan.version plan.sites',
    'site.target site.side site.approach site.plannedVolumeMl site.maximumVolumeMl site.aliquotMl',
  ].flatMap((names) => names.split(' ').map((name) => [name, 1e-3] as const)),
);

/**
 * The report as PDF, given out only if the letters on its pages say what the plan says.
 *
 * @returns the bytes; or one `read-back` issue for each statement that came back missing, changed or invented
 */
export async function verifiedReport(
  plan: TargetingPlan,
  sources: ReportSources,
): Promise<Result<Uint8Array, readonly Issue[]>> {
  const pdf = await renderReport(plan, sources);
  const faults = reportFaults(plan, pdf);
  return faults.length === 0 ? ok(pdf) : err(faults);
}

/** What the printed pages say differently from the plan; empty when they say the same. */
export function reportFaults(plan: TargetingPlan, pdf: Uint8Array): readonly Issue[] {
  const printed = printedClaims(pdf);
  if (!printed.ok) return [issue('read-back', printed.error.message)];
  return claimDifferences(planClaims(plan), printed.value, PRINTED).map(({ path, how }) =>
    issue('read-back', `The printed page says it otherwise (${how}).`, path),
  );
}
