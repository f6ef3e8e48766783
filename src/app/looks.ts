import type { PlanRecord } from './api.ts';

/** The version that a reviewer compares with: the newest earlier one they looked at, else the one that this replaces. */
export function comparedWith(
  versions: readonly PlanRecord[],
  shown: PlanRecord,
  looked: readonly number[],
): { readonly record: PlanRecord; readonly looked: boolean } | null {
  if (shown.plan.replacesVersion === null) return null;
  const seen = Math.max(...looked.filter((version) => version < shown.version));
  const known = versions.find((each) => each.version === seen);
  if (known !== undefined) return { record: known, looked: true };
  const replaced = versions.find((each) => each.version === shown.plan.replacesVersion);
  return replaced === undefined ? null : { record: replaced, looked: false };
}
