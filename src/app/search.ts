import { z } from 'zod';

const uid = z
  .string()
  .max(64)
  .regex(/^[0-9]+(\.[0-9]+)*$/);

/** `/?study=UID` opens that study. Anything else in the address is ignored, never trusted. The router reads a bare
 * number as a number, so a UID without dots arrives as one. */
export const worklistSearch = z.object({
  study: z
    .preprocess((value) => (typeof value === 'number' ? String(value) : value), uid)
    .optional()
    .catch(undefined),
});

/** `/plan/ID?version=2`: an older version, read only. */
export const planSearch = z.object({ version: z.int().min(1).optional().catch(undefined) });
