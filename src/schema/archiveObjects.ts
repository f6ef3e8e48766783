import { z } from 'zod';
import { targetingPlanSchema } from './plan.ts';

/** What the archive holds beside the images of a patient: our own plans, and objects of other makers, as understood. */
const reason = z.object({ path: z.string(), words: z.string(), reason: z.string() });

export const archivedPlanSchema = z.object({
  sopInstanceUid: z.string(),
  plan: targetingPlanSchema,
  /** `here`: this server holds the same version; `differs`: it holds another plan under that name; `absent`: it has none. */
  known: z.enum(['here', 'differs', 'absent']),
});

export const archivedObjectSchema = z.object({
  sopInstanceUid: z.string(),
  studyInstanceUid: z.string(),
  kind: z.enum([
    'report',
    'key-objects',
    'presentation',
    'segmentation',
    'structures',
    'document',
    'image',
    'other',
  ]),
  title: z.string(),
  /** Manufacturer as the object names it. */
  maker: z.string(),
  lines: z.array(z.object({ path: z.string(), words: z.string() })),
  placed: z.array(
    z.object({
      path: z.string(),
      words: z.string(),
      level: z.string().nullable(),
      side: z.string().nullable(),
    }),
  ),
  unplaced: z.array(reason),
  notUnderstood: z.array(reason),
  /** Why a report of ours does not give its plan back. */
  planProblem: z.string().nullable(),
});

export const archiveObjectsSchema = z.object({
  /** Newest signature first. */
  plans: z.array(archivedPlanSchema),
  objects: z.array(archivedObjectSchema),
  /** Series that were not read, and why. */
  notRead: z.array(z.object({ seriesInstanceUid: z.string(), modality: z.string(), reason: z.string() })),
});
export type ArchiveObjects = z.output<typeof archiveObjectsSchema>;
export type ArchivedPlan = ArchiveObjects['plans'][number];
export type ArchivedObject = ArchiveObjects['objects'][number];

/** One format of a plan on its way into the archive, read back from there. */
export const archiveReceiptSchema = z.object({
  formats: z.array(
    z.object({
      format: z.string(),
      /** `stored` now; `there` already, saying the same; `not-made`: something it is made from is missing; `refused`. */
      state: z.enum(['stored', 'there', 'not-made', 'refused']),
      objects: z.int().min(0),
      message: z.string().nullable(),
    }),
  ),
});
export type ArchiveReceipt = z.output<typeof archiveReceiptSchema>;
