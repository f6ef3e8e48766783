import { z } from 'zod';
import type { RuleLimits } from '../domain/plan/rules/limits.ts';

const amount = z.number().nonnegative();

/** Values of the thresholds; how far each may be moved is checked by `verifyPlan` and where a site sets it. */
export const ruleLimits: z.ZodType<RuleLimits> = z.strictObject({
  deviceInterspaces: amount,
  imagingAgeDays: amount,
  volumeMl: amount,
  cervicalVolumeMl: amount,
  pathMismatchPercent: amount,
});
