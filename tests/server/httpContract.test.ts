import { describe, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type {
  CaseRecord,
  Health,
  PlanRecord,
  RecordEntry,
  ReviewRequest,
  Session,
  WorklistPatient,
} from '../../src/app/api.ts';
import type { CaseDocument } from '../../src/domain/case/document.ts';
import type { FileVerdict, InstanceHeader } from '../../src/dicom/model.ts';
import type { PackedStudy } from '../../src/dicom/packedStudy.ts';
import type {
  instanceHeaderSchema,
  fileVerdictSchema,
  packedStudySchema,
} from '../../src/schema/dicomHeader.ts';
import type {
  caseRecordSchema,
  healthSchema,
  planRecordSchema,
  recordEntrySchema,
  reviewRequestSchema,
  saveDraftSchema,
  sessionSchema,
  worklistPatientSchema,
} from '../../src/schema/http.ts';

/** Readonly all the way down: the contract is readonly data, zod's output is mutable. */
type Frozen<T> = T extends (infer _)[] | object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Wire<S extends z.ZodType> = Frozen<z.output<S>>;
/** Equal when each can stand where the other is asked for. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

describe('the HTTP schemas say exactly what app/api.ts says', () => {
  test('types are equal (compiled, not run)', () => {
    expectTypeOf<Same<Wire<typeof healthSchema>, Frozen<Health>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof sessionSchema>, Frozen<Session>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof worklistPatientSchema>, Frozen<WorklistPatient>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof planRecordSchema>, Frozen<PlanRecord>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof caseRecordSchema>, Frozen<CaseRecord>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof recordEntrySchema>, Frozen<RecordEntry>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof reviewRequestSchema>, Frozen<ReviewRequest>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof saveDraftSchema>, Frozen<CaseDocument>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof instanceHeaderSchema>, Frozen<InstanceHeader>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof fileVerdictSchema>, Frozen<FileVerdict>>>().toEqualTypeOf<true>();
    expectTypeOf<Same<Wire<typeof packedStudySchema>, Frozen<PackedStudy>>>().toEqualTypeOf<true>();
  });
});
