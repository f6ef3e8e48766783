import type { SpineScheme, Vertebra } from '../src/domain/vocabulary/level.ts';
import type { Scan } from './accuracyData.ts';

/** The numbering as the labels show it: T11 next to L1 means no T12; T13 and L6 where labelled. */
export function schemeOf({ labels }: Scan): SpineScheme {
  const has = (level: Vertebra): boolean => labels.some((label) => label.level === level);
  return {
    absent: has('T11') && has('L1') && !has('T12') ? ['T12'] : [],
    extra: (['T13', 'L6'] as const).filter(has),
  };
}
