import { z } from 'zod';
import { parseVertebra } from '../domain/vocabulary/levelText.ts';
import { schemeIssue, SUPERNUMERARY } from '../domain/vocabulary/scheme.ts';

/** Every vertebra there is; whether a patient has it is for the numbering to say. */
const ALL_VERTEBRAE = { absent: [], extra: SUPERNUMERARY };

/** Any spelling of a vertebra (clinical.md 5); the answer uses one. */
export const vertebraSchema = z.string().transform((text, context) => {
  const read = parseVertebra(text, ALL_VERTEBRAE);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.error.message });
  return z.NEVER;
});

/** Three finite numbers, patient LPS mm. */
export const lpsSchema = z.tuple([z.number(), z.number(), z.number()], {
  error: 'Expected [x, y, z] in patient LPS mm.',
});

export const levelPointSchema = z
  .object({ level: vertebraSchema, lps: lpsSchema })
  .transform(({ level, lps }) => ({ level, pointLpsMm: lps }));

/** An answer without an id says null: null is taken back. */
export const idSchema = z.union([z.string(), z.number()]).nullish();

/** A list that may be left out or null. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);

const variants = listOf(vertebraSchema);

/** Numbering of the request: variants only, both lists optional. */
export const schemeFields = { absent: variants, extra: variants } as const;

/** Refuses a numbering that contradicts itself. */
export const checkScheme: z.core.CheckFn<{
  readonly absent: readonly z.output<typeof vertebraSchema>[];
  readonly extra: readonly z.output<typeof vertebraSchema>[];
}> = (context) => {
  const found = schemeIssue(context.value);
  if (found !== null) context.issues.push({ code: 'custom', message: found.message, input: context.value });
};
