import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportVerified } from '../../src/interchange/exportVerified.ts';
import { NO_CONTEXT } from '../../src/interchange/context.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { parseTargetingPlan } from '../../src/schema/plan.ts';

/** Plans that were made by hand in the browser on real images: their numbers are not round. */
describe.each(['sample', 'ct_lumbar_3mm', 'mr_lumbar_t2_sag'])('the plan of docs/jobs/%s', (job) => {
  const read = parseTargetingPlan(JSON.parse(readFileSync(`docs/jobs/${job}/plan.json`, 'utf8')));
  if (!read.ok) throw new Error('The plan of the documentation does not parse.');
  const plan = read.value;

  it.each(PLAN_FORMATS.filter(({ needs }) => needs === 'plan').map(({ id }) => id))('as %s', (format) => {
    const written = exportVerified(plan, format, NO_CONTEXT);
    expect(written.ok ? [] : written.error).toEqual([]);
  });
});
