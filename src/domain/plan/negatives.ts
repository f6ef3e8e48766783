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
