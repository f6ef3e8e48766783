import { issue } from '../result.ts';
import type { CanalCandidate } from './canalTemplate.ts';

/** What a run of places must show on the whole before it is called a sac; below it the answer is `not found`. */
const EVIDENCE = {
  /** HU. Undiluted CSF has 0 to 15, trabecular bone 100 to 250. */
  CT: { rim: 150, contrast: 100, evenness: 0.7, overOutside: 1.5 },
  /** Signal has no unit: only ratios count. */
  MR: { rim: 0, contrast: 0, evenness: 0.6, overOutside: 1.8 },
} as const;

/** Do these places, taken together, show what only contrast or CSF in the sac shows? */
export function looksLikeSac(candidates: readonly CanalCandidate[], modality: 'CT' | 'MR'): boolean {
  const middle = (value: (candidate: CanalCandidate) => number): number => {
    const sorted = candidates.map(value).toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  };
  const needed = EVIDENCE[modality];
  const [rim, outside] = [middle((c) => c.rim), middle((c) => c.outside)];
  return (
    rim >= needed.rim &&
    middle((c) => c.contrast) > needed.contrast &&
    middle((c) => c.evenness) >= needed.evenness &&
    rim >= needed.overOutside * outside
  );
}

/** Prone registered as supine, or the reverse: the header turns the patient, and the sac lies before the bodies. */
export const IN_FRONT = issue(
  'posture-against-anatomy',
  'The sac lies in front of the vertebral bodies as these images are registered: the posture recorded for this series contradicts the anatomy. Left and right cannot be trusted.',
);

/** No contrast, or CSF that looks like its surroundings: said, and the person is asked. */
export const notFound = (modality: 'CT' | 'MR'): ReturnType<typeof issue> =>
  issue(
    'canal-not-found',
    modality === 'CT'
      ? 'No contrast in the sac was recognised behind the labels. State the compartment yourself, or mark the canal by hand.'
      : 'The CSF in the sac could not be told from its surroundings. State the compartment yourself, or mark the canal by hand.',
  );
