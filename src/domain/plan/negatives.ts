import { formatLevel } from '../vocabulary/levelText.ts';
import type { PatientPosition } from '../vocabulary/terms.ts';
import type { NegativeFinding } from './circumstances.ts';

const POSTURES: Readonly<Record<PatientPosition, string>> = {
  prone: 'prone',
  supine: 'supine',
  'left-lateral-decubitus': 'left decubitus',
  'right-lateral-decubitus': 'right decubitus',
  'lateral-decubitus-side-not-stated': 'decubitus, side not stated,',
  sitting: 'sitting',
  'not-stated': 'posture not stated,',
};

/** "right decubitus negative, T1..T12" */
export const negativeWords = ({ posture, coverage }: Pick<NegativeFinding, 'posture' | 'coverage'>): string =>
  `${POSTURES[posture]} negative, ${coverage === 'not-stated' ? 'coverage not stated' : formatLevel(coverage)}`;

/**
 * Side down is side tested (clinical.md 4): one decubitus side negative says nothing of the other.
 *
 * @returns what is missing, in words, or null
 */
export function unpairedDecubitus(negatives: readonly Pick<NegativeFinding, 'posture'>[]): string | null {
  const has = (posture: PatientPosition): boolean => negatives.some((one) => one.posture === posture);
  const [left, right] = [has('left-lateral-decubitus'), has('right-lateral-decubitus')];
  if (left === right) return null;
  const [read, open] = left ? ['left', 'right'] : ['right', 'left'];
  return `Negative with the ${read} side down; with the ${open} side down nothing is recorded.`;
}
