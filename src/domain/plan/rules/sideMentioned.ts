/** Words in which left and right are not the side of a leak: how the patient lay, which hand writes. */
const NOT_A_SIDE =
  /\b(?:left|right)(?:[- ](?:lateral )?decubitus|[- ]lateral\b|[- ]side[- ]down|[- ]handed)/gi;

/**
 * The one side a free text speaks of; null when it names none or both. Reads English words only: a text it does
 * not understand says nothing, and never clears a contradiction found elsewhere.
 */
export function sideMentioned(text: string): 'left' | 'right' | null {
  const told = text.replaceAll(NOT_A_SIDE, ' ');
  const left = /\bleft(?:-sided)?\b/i.test(told);
  const right = /\bright(?:-sided)?\b/i.test(told);
  if (left === right) return null;
  return left ? 'left' : 'right';
}
