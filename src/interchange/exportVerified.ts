import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Issue, type Result } from '../domain/result.ts';
import { parseTargetingPlan } from '../schema/plan.ts';
import { CODECS } from './codecs.ts';
import type { ExportContext, PlanFile } from './context.ts';
import { planFormat } from './formats.ts';
import { CARRIED, type FormatId } from './readback/carried.ts';
import { planClaims, type Claim, type Claims } from './readback/claims.ts';
import { claimDifferences } from './readback/compare.ts';
import { pictureFaults } from './readback/pictures.ts';

/**
 * The only way out of the room: writes a plan, parses the bytes again by code that shares nothing with the writer but
 * the schema, compares what they say with the plan, and gives them out only if they say the same.
 *
 * @returns the files; or `needs-source` (something besides the plan is missing), or one `read-back` issue for each
 *   statement that came back missing, changed or invented, by its path and without its value
 */
export function exportVerified(
  plan: TargetingPlan,
  format: FormatId,
  context: ExportContext,
): Result<readonly PlanFile[], readonly Issue[]> {
  const written = CODECS[format].write(plan, context);
  if (!written.ok) return err([written.error]);
  const faults = readBackFaults(plan, format, written.value, context);
  return faults.length === 0 ? written : err(faults);
}

/** What written files say differently from the plan; empty when they say the same. */
export function readBackFaults(
  plan: TargetingPlan,
  format: FormatId,
  files: readonly PlanFile[],
  context: ExportContext,
): readonly Issue[] {
  const read = claimsOfFiles(format, files, context);
  if (!read.ok) return [issue('read-back', read.error.message, read.error.path)];
  // Through the schema, as the readers go: a plan stored by an earlier version gets the same defaults on both sides.
  const parsed = parseTargetingPlan(plan);
  const expected = planClaims(asFarAsSaid(parsed.ok ? parsed.value : plan, format));
  const said = claimDifferences(expected, read.value, CARRIED[format]).map(({ path, how }) =>
    issue('read-back', `The written file says it otherwise (${how}).`, path),
  );
  return format === 'sc' ? [...said, ...pictureFaults(plan, files, context)] : said;
}

/** DICOM has no word for a sex besides M, F and O (PS3.3 C.7.1.1): any other is left empty there. */
function asFarAsSaid(plan: TargetingPlan, format: FormatId): TargetingPlan {
  if (planFormat(format)?.contentType !== 'application/dicom') return plan;
  const sex = /^\s*([MFO])\s*$/i.exec(plan.patient.sex)?.[1] ?? '';
  return { ...plan, patient: { ...plan.patient, sex: sex.toUpperCase() } };
}

/** All files of an export together; two files that say one thing in two ways are a fault. */
function claimsOfFiles(format: FormatId, files: readonly PlanFile[], context: ExportContext): Result<Claims> {
  const claims = new Map<string, Claim>();
  for (const { bytes } of files) {
    const read = CODECS[format].read(bytes, context);
    if (!read.ok) return read;
    for (const [path, claim] of read.value) {
      const before = claims.get(path);
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(claim))
        return err(issue('said-twice', 'Two files say one thing in two ways.', path));
      claims.set(path, claim);
    }
  }
  return ok(claims);
}
