import type { Vertebra } from './level.ts';
import { regionOf } from './scheme.ts';

/** Spinal nerve roots. C8 exists as a root only. */
export type NerveRoot = Vertebra | 'C8';

/**
 * The root that leaves through this interspace's foramina; never "the involved root".
 *
 * C1-C2 to C6-C7 → the lower number's root; C7-T1 → C8; T1-T2 and below → the upper (L4-L5 → L4).
 *
 * @returns null for a cervical numbering the rule does not cover (C7 absent: no agreed root name)
 * Source: definitions.md "Level of a point", clinical.md 5
 */
export function exitingRoot(upper: Vertebra, lower: Vertebra): NerveRoot | null {
  if (regionOf(upper) !== 'C') return upper;
  if (regionOf(lower) === 'C') return lower;
  return upper === 'C7' ? 'C8' : null;
}

/** C1-C2 is a joint without a disc (definitions.md: problem `no-disc`). */
export const hasDisc = (upper: Vertebra, lower: Vertebra): boolean => !(upper === 'C1' && lower === 'C2');
