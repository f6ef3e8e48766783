import type { Vertebra } from '../vocabulary/level.ts';
import { VERSE_SPACING } from './data/verseSpacing.ts';

export interface Spacing {
  readonly meanMm: number;
  readonly sdMm: number;
}

/**
 * L5-S1 is in no landmark set at hand (no sacrum). The mean is the joint offset of one scaled adult OpenSim
 * thoracolumbar model (geometry.json "disc_to_disc_mm"); the standard deviation is 1.5 times that of L4-L5, by
 * judgement, since one model says nothing about spread.
 */
const LUMBOSACRAL: Spacing = { meanMm: 34.9, sdMm: 4.0 };

/**
 * Distance between the body centres of two neighbouring vertebrae, mm.
 *
 * @returns null where no spacing is known: beside T13 and L6, across an absent vertebra, below S1. Nothing is guessed.
 * Source: geometry.json "inter_centroid_mm.verse20"; definitions.md "Command line", `no-spacing`
 */
export function spacingOf(upper: Vertebra, lower: Vertebra): Spacing | null {
  if (upper === 'L5' && lower === 'S1') return LUMBOSACRAL;
  return VERSE_SPACING[`${upper}-${lower}`] ?? null;
}
