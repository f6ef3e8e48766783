import { z } from 'zod';
import { ENDPOINTS, PRESENCES } from '../domain/plan/circumstances.ts';
import { PATIENT_POSITIONS } from '../domain/vocabulary/terms.ts';
import { answer, answerInWords, id, level, text, uid, volumeMl } from './common.ts';

const presence = z.enum(PRESENCES).nullable();

export const circumstances = z.strictObject({
  disclosures: z.strictObject({ anticoagulant: presence, pregnancy: presence, fever: presence }),
  csfDrainedMl: z.union([volumeMl, z.literal('none')]).nullable(),
  postProcedureCheck: answerInWords(2000).nullable(),
  negatives: z
    .array(
      z.strictObject({
        id,
        seriesUid: uid.nullable(),
        posture: z.enum(PATIENT_POSITIONS),
        coverage: answer(level),
        note: text(2000),
      }),
    )
    .max(50),
});

export const endpoint = z.enum(ENDPOINTS).nullable();
export const approachReason = text(2000);
