import type { z } from 'zod';
import type { caseRecordSchema, handoffStateSchema, planRecordSchema } from '../schema/http.ts';

/** The server speaks the schemas' types; the page speaks app/api.ts; a test keeps the two equal. */
export type PlanRecord = z.output<typeof planRecordSchema>;
export type HandoffState = z.output<typeof handoffStateSchema>;
export type CaseRecord = z.output<typeof caseRecordSchema>;
