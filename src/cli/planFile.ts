import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { err, type Issue, type Result } from '../domain/result.ts';
import { parseTargetingPlan } from '../schema/plan.ts';
import { readJson } from './readJson.ts';

/** Reads and parses a plan file, or standard input for `-`; `unreadable` for what is no JSON file at all, else the schema's issues. */
export async function readPlanFile(path: string): Promise<Result<TargetingPlan, readonly Issue[]>> {
  const json = await readJson(path);
  return json.ok ? parseTargetingPlan(json.value) : err([json.error]);
}

export const isUnreadable = (issues: readonly Issue[]): boolean =>
  issues.some(
    (one) => one.code === 'unreadable' || one.code === 'not-a-plan' || one.code === 'unknown-version',
  );

export const issueLine = (one: Issue): string =>
  one.path === undefined ? `${one.code}: ${one.message}` : `${one.path}: ${one.code}: ${one.message}`;
