import { readFile } from 'node:fs/promises';
import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Issue, type Result } from '../domain/result.ts';
import { parseTargetingPlan } from '../schema/plan.ts';

/** Reads and parses a plan file; `unreadable` for what is no JSON file at all, else the schema's issues. */
export async function readPlanFile(path: string): Promise<Result<TargetingPlan, readonly Issue[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return err([issue('unreadable', `The file cannot be read (${code}).`)]);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err([issue('unreadable', 'The file is not JSON.')]);
  }
  const plan = parseTargetingPlan(json);
  return plan.ok ? ok(plan.value) : plan;
}

export const isUnreadable = (issues: readonly Issue[]): boolean =>
  issues.some(
    (one) => one.code === 'unreadable' || one.code === 'not-a-plan' || one.code === 'unknown-version',
  );

export const issueLine = (one: Issue): string =>
  one.path === undefined ? `${one.code}: ${one.message}` : `${one.path}: ${one.code}: ${one.message}`;
