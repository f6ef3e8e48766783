import { z } from 'zod';
import { PLAN_SCHEMA_VERSION, targetingPlanSchema } from './plan.ts';

/**
 * JSON Schema (draft 2020-12) of the targeting plan, generated from the zod source. What only code can check (types of
 * their classification system, everything `verifyPlan` derives) is not in it.
 */
export function planJsonSchema(): object {
  return {
    $id: `https://patchpoint.invalid/schemas/targeting-plan-${PLAN_SCHEMA_VERSION}.json`,
    title: `Patchpoint targeting plan, schema version ${PLAN_SCHEMA_VERSION}`,
    ...z.toJSONSchema(targetingPlanSchema, { target: 'draft-2020-12' }),
  };
}
