/** Travels with every plan and export, in full words. */
export const NOTICE =
  'Research use only. Patchpoint is a research tool, not a medical device; it must not be the basis of diagnosis or treatment.';
