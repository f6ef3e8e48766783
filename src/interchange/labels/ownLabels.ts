import { z } from 'zod';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { VERTEBRAE } from '../../domain/vocabulary/level.ts';
import { withoutDoubles } from './collect.ts';
import type { FileLabel, LabelFile } from './labelFile.ts';

const file = z.strictObject({
  schema: z.literal('patchpoint.spine-labels'),
  schemaVersion: z.literal(1),
  coordinateSystem: z.literal('LPS'),
  units: z.literal('mm'),
  frameOfReferenceUid: z.string().max(64),
  labels: z
    .array(
      z.strictObject({ level: z.enum(VERTEBRAE), pointLpsMm: z.tuple([z.number(), z.number(), z.number()]) }),
    )
    .max(40),
});

/** Patchpoint's own label file. */
export function readOwnLabels(input: unknown): Result<LabelFile> {
  const parsed = file.safeParse(input);
  if (!parsed.success)
    return err(issue('not-own-labels', 'This is no Patchpoint label file of a known version.'));
  const once = withoutDoubles(parsed.data.labels);
  const { frameOfReferenceUid } = parsed.data;
  return ok({ format: 'Patchpoint labels', frameOfReferenceUid, notes: [], ...once });
}

export const writeOwnLabels = (frameOfReferenceUid: string, labels: readonly FileLabel[]): string =>
  `${JSON.stringify(
    {
      schema: 'patchpoint.spine-labels',
      schemaVersion: 1,
      coordinateSystem: 'LPS',
      units: 'mm',
      frameOfReferenceUid,
      labels: labels.map(({ level, pointLpsMm }) => ({ level, pointLpsMm })),
    },
    null,
    2,
  )}\n`;
