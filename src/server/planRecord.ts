import type { z } from 'zod';
import type { PackedStudy } from '../dicom/packedStudy.ts';
import {
  caseRecordSchema,
  planRecordSchema,
  planRecordsSchema,
  studiesSchema,
  worklistSchema,
} from '../schema/http.ts';
import {
  archiveObjectsSchema,
  archiveReceiptSchema,
  type ArchiveObjects,
  type ArchiveReceipt,
} from '../schema/archiveObjects.ts';

/** Readonly all the way down: what a store hands out nobody changes. */
export type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/** The server speaks the schemas' types; the page speaks app/api.ts; a test keeps the two equal. */
export type PlanRecord = Frozen<z.output<typeof planRecordSchema>>;
export type HandoffState = PlanRecord['handoff'];
export type CaseRecord = Frozen<z.output<typeof caseRecordSchema>>;
export type WorklistPatient = Frozen<z.output<typeof worklistSchema>>[number];

/** The same schemas, answering to readonly values. */
export const planRecordAnswer: z.ZodType<PlanRecord> = planRecordSchema;
export const planRecordsAnswer: z.ZodType<readonly PlanRecord[]> = planRecordsSchema;
export const caseRecordAnswer: z.ZodType<CaseRecord> = caseRecordSchema;
export const worklistAnswer: z.ZodType<readonly WorklistPatient[]> = worklistSchema;
export const studiesAnswer: z.ZodType<readonly PackedStudy[]> = studiesSchema;
export const archiveObjectsAnswer: z.ZodType<Frozen<ArchiveObjects>> = archiveObjectsSchema;
export const archiveReceiptAnswer: z.ZodType<Frozen<ArchiveReceipt>> = archiveReceiptSchema;
