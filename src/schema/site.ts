import { z } from 'zod';
import { APPROACHES, DELIVERIES, GUIDANCES, PATIENT_POSITIONS, SIDES } from '../domain/vocabulary/terms.ts';
import { approachReason, endpoint } from './circumstances.ts';
import {
  admixture,
  answer,
  answerInWords,
  catheter,
  id,
  level,
  needle,
  notStated,
  volumeMl,
} from './common.ts';

/** Fields of one injection site with every answer given. The draft allows null (unanswered) in each. */
const answers = {
  defect: answer(level),
  collection: z.union([notStated, z.literal('none'), level]),
  target: level,
  access: z.union([notStated, z.literal('sacral-hiatus'), level]),
  catheterTip: z.union([notStated, z.literal('not-applicable'), level]),
  side: z.enum(SIDES),
  approach: z.enum(APPROACHES),
  delivery: z.enum(DELIVERIES),
  guidance: z.enum(GUIDANCES),
  needle: answer(needle),
  catheter: z.union([notStated, z.literal('not-applicable'), catheter]),
  plannedVolumeMl: volumeMl,
  maximumVolumeMl: volumeMl,
  aliquotMl: volumeMl,
  contrastAdmixture: z.union([notStated, z.literal('none'), admixture]),
  position: z.enum(PATIENT_POSITIONS),
  stopCriterion: answerInWords(2000),
};

const identity = { id, findingId: id.nullable() };

export const planSite = z.strictObject({ ...identity, ...answers, endpoint, approachReason });

export const draftSite = z.strictObject({
  ...identity,
  defect: answers.defect.nullable(),
  collection: answers.collection.nullable(),
  target: answers.target.nullable(),
  access: answers.access.nullable(),
  catheterTip: answers.catheterTip.nullable(),
  side: answers.side.nullable(),
  approach: answers.approach.nullable(),
  delivery: answers.delivery.nullable(),
  guidance: answers.guidance.nullable(),
  needle: answers.needle.nullable(),
  catheter: answers.catheter.nullable(),
  plannedVolumeMl: answers.plannedVolumeMl.nullable(),
  maximumVolumeMl: answers.maximumVolumeMl.nullable(),
  aliquotMl: answers.aliquotMl.nullable(),
  contrastAdmixture: answers.contrastAdmixture.nullable(),
  position: answers.position.nullable(),
  stopCriterion: answers.stopCriterion.nullable(),
  endpoint: endpoint.default(null),
  approachReason: approachReason.default(''),
});
