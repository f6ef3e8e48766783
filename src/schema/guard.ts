import { z } from 'zod';
import { COUNTED_HERE, INSTRUMENTS, type GuardCheck, type TipMark } from '../domain/guard/model.ts';
import { COUNTED_FROM, SIDES } from '../domain/vocabulary/terms.ts';
import { id, level, pointPx, projectionLabeling, text, uid } from './common.ts';
import { derivedLocation, signatureSchema } from './plan.ts';

/** The wrong-level guard on the wire and in the database; compiles only while it equals the domain's types. */

const countedHere = z.enum(COUNTED_HERE).nullable();
const frameRef = z.strictObject({ sopInstanceUid: uid, frame: z.int().min(1) });

export const tipMarkSchema: z.ZodType<TipMark, TipMark> = z.strictObject({
  siteId: id,
  instrument: z.enum(INSTRUMENTS),
  tip: z.strictObject({
    kind: z.literal('image'),
    seriesUid: uid,
    sopInstanceUid: uid,
    frame: z.int().min(1),
    pointPx,
  }),
  countedFrom: countedHere,
  labelings: z.array(projectionLabeling).max(20),
});

export const guardRequestSchema = z.strictObject({ mark: tipMarkSchema, reason: text(2000) });

const leftRight = z.enum(['left', 'right']);
const levelSide = z.enum(['same', 'opposite', 'unconfirmed', 'not-compared']);
const verdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('match'), side: z.enum(['same', 'not-compared']) }),
  z.strictObject({
    kind: z.enum(['adjacent-level-mismatch', 'level-mismatch']),
    steps: z.int(),
    side: levelSide,
  }),
  z.strictObject({
    kind: z.literal('side-mismatch'),
    planned: leftRight,
    found: leftRight,
    certain: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('side-unconfirmed'),
    planned: leftRight,
    why: z.enum(['orientation', 'midline', 'within-uncertainty']),
  }),
  z.strictObject({
    kind: z.literal('level-unknown'),
    why: z.enum(['not-counted', 'landmark-not-seen', 'not-labelled', 'outside-labels', 'plan-silent']),
  }),
]);

export const guardCheckSchema: z.ZodType<GuardCheck> = z.strictObject({
  id,
  mark: tipMarkSchema,
  planned: z.strictObject({
    level: level.nullable(),
    place: z.enum(['access', 'target', 'catheter-tip']),
    side: z.enum(SIDES),
    countedFrom: z.enum(COUNTED_FROM),
    relative: text(500).nullable(),
  }),
  found: z.strictObject({
    level: level.nullable(),
    location: derivedLocation,
    countedFrom: countedHere,
    relative: text(500).nullable(),
    countedOn: frameRef.nullable(),
  }),
  verdict: verdictSchema,
  reason: text(2000),
  by: signatureSchema,
});
export const guardChecksSchema = z.array(guardCheckSchema);
