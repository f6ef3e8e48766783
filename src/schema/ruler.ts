import { z } from 'zod';
import { id, place, pointPx, text, uid } from './common.ts';

export const ruler = z.strictObject({ id, from: place, to: place });

export const handCalibration = z.strictObject({
  seriesUid: uid,
  sopInstanceUid: uid,
  frame: z.int().min(1),
  fromPx: pointPx,
  toPx: pointPx,
  lengthMm: z.number().positive().max(600),
  by: z.strictObject({ name: text(200).min(1), authenticated: z.boolean() }),
  at: z.iso.datetime(),
});
