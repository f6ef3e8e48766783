import { firstText } from '../../dicom/attributes.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { parseTargetingPlan } from '../../schema/plan.ts';
import { NO_CONTEXT } from '../context.ts';
import { readBackFaults } from '../exportVerified.ts';
import { readAttributes } from '../readback/sr.ts';
import { R } from './readTags.ts';

/**
 * The whole plan out of one of our reports: from its private element, and only where every statement of the coded
 * content says the same. A report edited elsewhere is shown as a foreign object, never taken for the plan.
 *
 * @returns issues `no-plan` (a report of another maker), `plan-invalid`, `plan-differs`
 */
export function restorePlan(bytes: Uint8Array): Result<TargetingPlan> {
  const attributes = readAttributes(bytes);
  if (!attributes.ok) return attributes;
  if (firstText(attributes.value, R.privateCreator) !== 'PATCHPOINT 1.0')
    return err(issue('no-plan', 'The report carries no plan of this software.'));
  let json: unknown;
  try {
    json = JSON.parse(firstText(attributes.value, R.privatePlan));
  } catch {
    return err(issue('plan-invalid', 'The plan inside the report cannot be read.'));
  }
  const plan = parseTargetingPlan(json);
  if (!plan.ok) return err(issue('plan-invalid', 'The plan inside the report is not a valid plan.'));
  const [fault] = readBackFaults(plan.value, 'sr', [{ bytes }], NO_CONTEXT);
  return fault === undefined
    ? ok(plan.value)
    : err(
        issue('plan-differs', 'The plan inside and the report around it say different things.', fault.path),
      );
}
