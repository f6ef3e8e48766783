import { z } from 'zod';
import type { PlanReview, TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Issue, type Result } from '../domain/result.ts';
import {
  COMPARTMENTS,
  CONFIDENCES,
  COUNTED_FROM,
  HAZARD_IDS,
  PATCH_KINDS,
  ROLES,
  SERIES_CLASSES,
  SEVERITIES,
  SIDES,
} from '../domain/vocabulary/terms.ts';
import {
  adoptedMark,
  answerInWords,
  declaredHazard,
  deviation,
  finite,
  hazardAnswer,
  id,
  keyImage,
  labeling,
  leakType,
  level,
  levelDecision,
  numbering,
  place,
  projectionLabeling,
  regionMeasurement,
  regionShape,
  sideDecision,
  text,
  uid,
  vertebra,
} from './common.ts';
import { circumstances } from './circumstances.ts';
import { broughtUpToDate, migratedPlan } from './planMigrations.ts';
import { ruleLimits } from './ruleLimits.ts';
import { planSite } from './site.ts';

export const PLAN_SCHEMA_VERSION = 3;
const timestamp = z.iso.datetime();

export const signatureSchema = z.strictObject({
  name: text(200).min(1),
  role: z.enum(ROLES),
  at: timestamp,
  authenticated: z.boolean(),
});

export const derivedLocation = z.strictObject({
  vertebra: vertebra.nullable(),
  interspace: z.strictObject({ upper: vertebra, lower: vertebra }).nullable(),
  fraction: finite.nullable(),
  near: z.array(level).max(4),
  side: z.enum(['left', 'right', 'midline']).nullable(),
  lateralMm: finite.nullable(),
  apMm: finite.nullable(),
  sigmaMm: z.number().nonnegative().nullable(),
  exitingRoot: text(4).nullable(),
  problems: z.array(text(60)).max(40),
  words: text(2000),
});

export const planSeriesSchema = z.strictObject({
  studyInstanceUid: uid,
  seriesInstanceUid: uid,
  modality: text(16),
  class: z.enum(SERIES_CLASSES),
  description: text(200),
  studyDate: text(8),
  accessionNumber: text(64),
  frameOfReferenceUid: uid.nullable(),
  patientPosition: text(16).nullable(),
  postureReason: text(2000).min(1).exactOptional(),
  turnDeg: finite.min(-90).max(90).exactOptional(),
  instances: z.array(z.strictObject({ sopClassUid: uid, sopInstanceUid: uid })).max(5000),
});

/** The signed plan on the wire, version 3; compiles only while it equals the domain's type. A new shape is a new schemaVersion with a named migration. */
export const targetingPlanSchema: z.ZodType<TargetingPlan> = z.strictObject({
  schema: z.literal('patchpoint.targeting-plan'),
  schemaVersion: z.literal(PLAN_SCHEMA_VERSION),
  planId: id,
  version: z.int().min(1),
  replacesVersion: z.int().min(1).nullable(),
  createdAt: timestamp,
  software: z.strictObject({ name: z.literal('Patchpoint'), version: text(40) }),
  notice: text(500).min(1),
  rules: z.strictObject({ version: z.int().min(1), limits: ruleLimits }),
  patient: z.strictObject({
    id: text(64),
    issuer: text(64),
    name: text(324),
    birthDate: text(8),
    sex: text(16),
  }),
  series: z.array(planSeriesSchema).max(100),
  numbering: z.strictObject({
    ...numbering.shape,
    countedFrom: z.enum(COUNTED_FROM),
    relative: text(300).nullable(),
  }),
  labelings: z.array(labeling).max(50),
  projectionLabelings: z.array(projectionLabeling).max(200),
  findings: z
    .array(
      z.strictObject({
        id,
        trackingUid: uid,
        ordinal: z.int().min(1),
        place,
        derived: derivedLocation,
        level: level.nullable(),
        side: z.enum(SIDES),
        sideDecision,
        levelDecision,
        leakType,
        compartment: z.enum(COMPARTMENTS),
        confidence: z.enum(CONFIDENCES),
        note: text(4000),
        adoptions: z.array(adoptedMark).max(20).optional(),
      }),
    )
    .max(50),
  regions: z
    .array(
      z.strictObject({
        id,
        trackingUid: uid,
        ordinal: z.int().min(1),
        seriesUid: uid,
        frameOfReferenceUid: uid,
        shape: regionShape,
        measurement: regionMeasurement,
        extent: level.nullable(),
        note: text(4000),
      }),
    )
    .max(50),
  kind: z.enum(PATCH_KINDS),
  sites: z.array(planSite).min(1).max(10),
  deviations: z.array(deviation).max(40),
  declaredHazards: z.array(declaredHazard).max(60),
  hazards: z
    .array(
      z.strictObject({
        id: z.enum(HAZARD_IDS),
        siteId: id.nullable(),
        severity: z.enum(SEVERITIES),
        message: text(1000),
        source: text(500),
        facts: text(4000).optional(),
      }),
    )
    .max(200),
  hazardAnswers: z.array(hazardAnswer).max(200),
  conservativeTherapy: answerInWords(2000),
  aftercare: answerInWords(2000),
  rationale: text(8000),
  circumstances,
  keyImages: z.array(keyImage).max(100),
  signature: signatureSchema.nullable(),
});

export const planReviewSchema: z.ZodType<PlanReview> = z.strictObject({
  decision: z.enum(['accepted', 'returned']),
  comment: text(4000),
  hazardAnswers: z.array(hazardAnswer).max(200),
  reviewer: signatureSchema,
});

/**
 * Reads a plan from outside. An unknown schema or version is refused by name before anything else is looked at; an
 * earlier version is brought to the present one (`planMigrations.ts`).
 *
 * @returns the plan, or one Issue per fault with a JSON-pointer-like path; messages carry no values from the file
 */
export function parseTargetingPlan(input: unknown): Result<TargetingPlan, readonly Issue[]> {
  const head = z.object({ schema: z.unknown(), schemaVersion: z.unknown() }).safeParse(input);
  if (!head.success || head.data.schema !== 'patchpoint.targeting-plan') {
    return err([issue('not-a-plan', 'This is not a Patchpoint targeting plan.', 'schema')]);
  }
  const migrated = migratedPlan(input, head.data.schemaVersion);
  if (migrated === null) {
    return err([
      issue(
        'unknown-version',
        'This plan has a schema version that this software does not know.',
        'schemaVersion',
      ),
    ]);
  }
  const parsed = targetingPlanSchema.safeParse(migrated.plan);
  if (parsed.success) return ok(broughtUpToDate(parsed.data, migrated.from));
  return err(
    parsed.error.issues.map((fault) => issue(`invalid-${fault.code}`, fault.message, fault.path.join('.'))),
  );
}
