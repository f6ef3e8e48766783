import { ruleLimits } from './ruleLimits.ts';
import { z } from 'zod';
import { PLAN_STATES, ROLES, SERIES_CLASSES } from '../domain/vocabulary/terms.ts';
import { caseDocumentSchema } from './caseDocument.ts';
import { hazardAnswer, id, text, uid } from './common.ts';
import { patientHeaderSchema, studyHeaderSchema, packedStudySchema } from './dicomHeader.ts';
import { courseEntrySchema } from './course.ts';
import { planReviewSchema, targetingPlanSchema } from './plan.ts';

/** The HTTP contract of `app/api.ts` in zod: the server validates with it and describes itself by it (OpenAPI); the page parses with it. */

export const issueSchema = z.object({ code: z.string(), message: z.string(), path: z.string().optional() });
/** Every error answer. `issues` lists what blocks, for example each reason why a plan was not signed. */
export const errorSchema = issueSchema.extend({ issues: z.array(issueSchema).optional() });

const version = z.int().min(0);
const timestamp = z.iso.datetime();

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  database: z.object({ kind: z.enum(['pglite', 'postgresql']), ok: z.boolean() }),
  archive: z.object({
    kind: z.enum(['folder', 'dicomweb']),
    ok: z.boolean(),
    message: z.string().nullable(),
  }),
  record: z.object({ kind: z.enum(['embedded', 'fhir']), ok: z.boolean(), message: z.string().nullable() }),
  sampleCases: z.enum(['absent', 'generating', 'ready', 'failed']),
});

export const signInSchema = z.strictObject({ name: z.string().trim().min(1).max(200), role: z.enum(ROLES) });
export const sessionSchema = z.object({
  name: z.string(),
  role: z.enum(ROLES),
  authenticated: z.boolean(),
});

export const planGlanceSchema = z.object({
  planId: id,
  version: z.int().min(1),
  state: z.enum(PLAN_STATES),
  handoff: z.enum(['none', 'queued', 'arrived']),
  level: z.string(),
  side: z.string(),
  approach: z.string(),
});

export const worklistPatientSchema = z.object({
  patient: patientHeaderSchema,
  studies: z.array(
    z.object({
      studyInstanceUid: z.string(),
      study: studyHeaderSchema,
      series: z.array(
        z.object({
          seriesInstanceUid: z.string(),
          modality: z.string(),
          class: z.enum(SERIES_CLASSES),
          classReason: z.string(),
          description: z.string(),
          files: z.number(),
          frames: z.number(),
        }),
      ),
    }),
  ),
  caseId: id.nullable(),
  plan: planGlanceSchema.nullable(),
});
export const worklistSchema = z.array(worklistPatientSchema);
export const studiesSchema = z.array(packedStudySchema);

export const handoffStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('queued'), attempts: z.int().min(0), lastError: z.string().nullable() }),
  z.object({ kind: z.literal('arrived'), at: timestamp, where: z.string(), references: z.array(z.string()) }),
]);

export const planRecordSchema = z.object({
  planId: id,
  version: z.int().min(1),
  caseId: id,
  state: z.enum(PLAN_STATES),
  plan: targetingPlanSchema,
  review: planReviewSchema.nullable(),
  handoff: handoffStateSchema,
  /** What became of the plan after it was accepted, oldest first. */
  course: z.array(courseEntrySchema),
  procedureHandoff: handoffStateSchema,
});
export const planRecordsSchema = z.array(planRecordSchema);
/** Versions of a plan that the person who asks has looked at, oldest first. */
export const looksSchema = z.object({ versions: z.array(z.int().min(1)) });

export const openCaseSchema = z.strictObject({ patient: patientHeaderSchema });
export const caseRecordSchema = z.object({
  caseId: id,
  patient: patientHeaderSchema,
  draftVersion: version,
  document: caseDocumentSchema.nullable(),
  plans: planRecordsSchema,
  limits: ruleLimits,
});
export const draftVersionSchema = z.object({ version });
export const saveDraftSchema = caseDocumentSchema;
export const signPlanSchema = z.strictObject({ plan: targetingPlanSchema });
export const keyImageUploadSchema = z.object({ id, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export const reviewRequestSchema = z.strictObject({
  decision: z.enum(['accepted', 'returned']),
  comment: text(4000),
  hazardAnswers: z.array(hazardAnswer).max(200),
});

export const recordEntrySchema = z.object({
  planId: id,
  version: z.int().min(1),
  receivedAt: timestamp,
  resources: z.array(z.object({ reference: z.string(), resourceType: z.string(), summary: z.string() })),
});
export const recordSchema = z.array(recordEntrySchema);

export const caseParams = z.object({ caseId: id });
export const planParams = z.object({ planId: id });
export const planVersionParams = z.object({
  planId: id,
  version: z.coerce.number().int().min(1).max(100_000),
});
export const exportParams = planVersionParams.extend({ format: z.string().regex(/^[a-z0-9-]{1,40}$/) });
export const studyParams = z.object({ studyUid: uid });
export const keyImageParams = z.object({ keyImageId: id });
/** `If-Match: "3"`: the draft version that the change was made on; 0 before the first save. */
export const ifMatchHeaders = z.object({ 'if-match': z.string().regex(/^(W\/)?"?\d{1,9}"?$/) });
