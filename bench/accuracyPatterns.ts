/** Which anchors are given and which labels asked for: the rows of the tables of `docs/accuracy.md`. */
import { LEARNED } from './accuracyData.ts';

export interface AnchorPattern {
  readonly name: string;
  /** Indices in `LEARNED`, head to foot. */
  readonly anchors: readonly number[];
  readonly targets: readonly number[];
}

export const TWO_NEAR = 'two anchors, 2–6 apart';
export const TWO_MIDDLE = 'two anchors, 7–10 apart';
export const TWO_FAR = 'two anchors, 11–16 apart';
export const THREE_FAR = 'three anchors, 11–16 apart';
export const PAIR_NEAR = 'an adjacent pair, 1–2 beyond';
export const PAIR_FAR = 'an adjacent pair, 3–4 beyond';
const PAIR_FARTHER = 'an adjacent pair, 5–8 beyond';

/** All places of the spine; three anchors: both ends and the middle one (the upper of two). */
export function anchorPatterns(): readonly AnchorPattern[] {
  const count = LEARNED.length;
  const patterns: AnchorPattern[] = [];
  for (let a = 0; a < count; a++) {
    for (let gap = 2; gap <= 16 && a + gap < count; gap++) {
      const name = gap <= 6 ? TWO_NEAR : gap <= 10 ? TWO_MIDDLE : TWO_FAR;
      const between = Array.from({ length: gap - 1 }, (_, k) => a + k + 1);
      patterns.push({ name, anchors: [a, a + gap], targets: between });
      const middle = a + Math.floor(gap / 2);
      if (gap >= 11)
        patterns.push({
          name: THREE_FAR,
          anchors: [a, middle, a + gap],
          targets: between.filter((k) => k !== middle),
        });
    }
    if (a + 1 >= count) continue;
    for (let beyond = 1; beyond <= 8; beyond++) {
      const name = beyond <= 2 ? PAIR_NEAR : beyond <= 4 ? PAIR_FAR : PAIR_FARTHER;
      for (const target of [a - beyond, a + 1 + beyond])
        if (target >= 0 && target < count) patterns.push({ name, anchors: [a, a + 1], targets: [target] });
    }
  }
  return patterns;
}

export interface Place {
  /** Levels to the nearest anchor. */
  readonly distance: number;
  /** Outside all anchors. */
  readonly beyond: boolean;
  /** A person confirms each of these (definitions.md): over 4 levels between two anchors, over 2 beyond. */
  readonly confirmed: boolean;
}

export function placeOf({ anchors }: AnchorPattern, target: number): Place {
  const distance = Math.min(...anchors.map((anchor) => Math.abs(anchor - target)));
  const above = anchors.findLast((anchor) => anchor < target);
  const below = anchors.find((anchor) => anchor > target);
  if (above === undefined || below === undefined) return { distance, beyond: true, confirmed: distance > 2 };
  return { distance, beyond: false, confirmed: below - above - 1 > 4 };
}
