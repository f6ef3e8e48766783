import type { DisplayFacts } from './pictureFacts.ts';

const RELATIONSHIPS: Readonly<Record<string, string>> = {
  LIN: 'linear in X-ray intensity',
  LOG: 'logarithm of X-ray intensity',
  DISP: 'made for display',
};

/**
 * What a stored value of a projection image stands for: Pixel Intensity Relationship and its sign (PS3.3 C.8.11.3.1.2;
 * sign −1: higher values mean less X-ray). It says whether values can be compared; polarity on the screen follows the
 * photometric interpretation alone.
 *
 * @returns null where the file does not say
 */
export function intensityWords(display: DisplayFacts | undefined): string | null {
  const relationship = RELATIONSHIPS[display?.intensityRelationship?.toUpperCase() ?? ''];
  if (relationship === undefined) return null;
  return display?.intensitySign === -1 ? `${relationship}, higher is less` : relationship;
}
