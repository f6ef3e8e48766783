import { z } from 'zod';
import type { CaseDocument } from '../domain/case/document.ts';
import { NO_CIRCUMSTANCES } from '../domain/plan/circumstances.ts';
import { COMPARTMENTS, CONFIDENCES, PATCH_KINDS } from '../domain/vocabulary/terms.ts';
import { circumstances } from './circumstances.ts';
import {
  adoptedMark,
  answerInWords,
  declaredHazard,
  deviation,
  hazardAnswer,
  id,
  keyImage,
  labeling,
  leakType,
  levelDecision,
  numbering,
  place,
  projectionLabeling,
  regionMeasurement,
  regionShape,
  sideDecision,
  text,
  uid,
} from './common.ts';
import { handCalibration, ruler } from './ruler.ts';
import { draftSite } from './site.ts';

/** Drafts saved before the circumstances were asked for have none. */
const NO_CIRCUMSTANCES_WIRE = { ...NO_CIRCUMSTANCES, negatives: [] };

/** The draft a browser saves and a server keeps: `CaseDocument` on the wire. Compiles only while both are one. */
export const caseDocumentSchema: z.ZodType<CaseDocument> = z.strictObject({
  caseId: id,
  labelings: z.record(uid, labeling),
  postureDecisions: z.record(uid, z.strictObject({ reason: text(2000).min(1) })).exactOptional(),
  rulers: z.array(ruler).max(200).exactOptional(),
  calibrations: z.record(uid, handCalibration).exactOptional(),
  projectionLabelings: z.record(z.string().regex(/^[0-9.]{1,64}#[0-9]+$/), projectionLabeling),
  numbering,
  findings: z
    .array(
      z.strictObject({
        id,
        trackingUid: uid,
        ordinal: z.int().min(1),
        place,
        leakType: leakType.nullable(),
        compartment: z.enum(COMPARTMENTS).nullable(),
        confidence: z.enum(CONFIDENCES).nullable(),
        sideDecision,
        levelDecision,
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
        note: text(4000),
      }),
    )
    .max(50),
  plan: z.strictObject({
    kind: z.enum(PATCH_KINDS).nullable(),
    sites: z.array(draftSite).max(10),
    deviations: z.array(deviation).max(40),
    declaredHazards: z.array(declaredHazard).max(60),
    hazardAnswers: z.array(hazardAnswer).max(200),
    conservativeTherapy: answerInWords(2000).nullable(),
    aftercare: answerInWords(2000).nullable(),
    rationale: text(8000),
    circumstances: circumstances.default(NO_CIRCUMSTANCES_WIRE),
  }),
  keyImages: z.array(keyImage).max(100),
});
