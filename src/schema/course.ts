import { z } from 'zod';
import type { CourseEntry, CourseEvent } from '../domain/plan/course.ts';
import { EPIDUROGRAM_SEEN } from '../domain/plan/epidurogram.ts';
import { APPROACHES, SIDES } from '../domain/vocabulary/terms.ts';
import { answer, id, level, text, volumeMl } from './common.ts';
import { signatureSchema } from './plan.ts';

const doneSite = z.discriminatedUnion('done', [
  z.strictObject({ siteId: id, done: z.literal(false), reason: text(2000) }),
  z.strictObject({
    siteId: id,
    done: z.literal(true),
    level: answer(level),
    side: z.enum(SIDES),
    approach: z.enum(APPROACHES),
    injectedVolumeMl: volumeMl,
    epidurogram: z.strictObject({ seen: z.enum(EPIDUROGRAM_SEEN), reason: text(2000) }).optional(),
  }),
]);

/** What became of an accepted plan; compiles only while it equals the domain's type. */
export const courseEventSchema: z.ZodType<CourseEvent, CourseEvent> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scheduled'), plannedFor: z.iso.datetime(), where: text(200) }),
  z.strictObject({ kind: z.literal('cancelled'), reason: text(2000) }),
  z.strictObject({
    kind: z.literal('performed'),
    report: z.strictObject({
      performedOn: z.iso.date(),
      sites: z.array(doneSite).max(10),
      stopReason: answer(text(2000)),
      complications: answer(text(2000)),
      response: answer(text(2000)),
      deviationReason: text(2000),
    }),
  }),
]);

export const courseEntrySchema: z.ZodType<CourseEntry, CourseEntry> = z.strictObject({
  event: courseEventSchema,
  by: signatureSchema,
});
