import { parseArgs } from 'node:util';
import { newerRules, verifyPlan } from '../domain/plan/verifyPlan.ts';
import { isUnreadable, issueLine, readPlanFile } from './planFile.ts';

/**
 * `validate PLAN.json`: schema, then everything the plan claims against its own marks.
 * Prints `{"valid","issues":[{"code","message","path"}],"notices":[…]}`; exit 0 valid, 1 not valid, 2 not a readable
 * plan. Notices are what rules newer than a signed plan would ask of it: it was signed by the rules of its day.
 */
export async function validateCommand(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) {
    console.error('Usage: patchpoint validate PLAN.json');
    return 2;
  }
  const plan = await readPlanFile(path);
  const issues = plan.ok ? verifyPlan(plan.value) : plan.error;
  const notices = plan.ok ? newerRules(plan.value) : [];
  console.log(JSON.stringify({ valid: issues.length === 0, issues, notices }, null, 2));
  for (const one of [...issues, ...notices]) console.error(issueLine(one));
  if (issues.length === 0) return 0;
  return !plan.ok && isUnreadable(plan.error) ? 2 : 1;
}
