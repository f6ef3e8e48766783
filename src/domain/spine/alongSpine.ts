import { distance } from '../geometry/vec3.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { vertebraeOf, vertebraeSpan } from '../vocabulary/scheme.ts';
import { spacingOf } from './spacing.ts';
import type { LevelPoint } from './spineFrame.ts';

export interface AlongSpine {
  /** Expected distance from the first anchor along the spine, mm, of every level that known spacings reach. */
  readonly alongMm: ReadonlyMap<Vertebra, number>;
  /** Levels between two anchors with an unknown spacing between them: their share of the gap is less sure. */
  readonly acrossUnknown: ReadonlySet<Vertebra>;
}

/** Sum of the mean spacings from one vertebra down to another, mm; null where one of them is not known. */
export function expectedDistanceMm(scheme: SpineScheme, upper: Vertebra, lower: Vertebra): number | null {
  const span = vertebraeSpan(scheme, upper, lower);
  let sum = 0;
  for (let i = 1; i < span.length; i++) {
    const spacing = stepOf(span, i - 1);
    if (spacing === null) return null;
    sum += spacing;
  }
  return sum;
}

/** Ratio of the distances between anchors to the mean adult's: body size; 1 where no pair of anchors tells. */
export function bodyScale(scheme: SpineScheme, anchors: readonly LevelPoint[]): number {
  let [seen, expected] = [0, 0];
  for (const [i, lower] of anchors.entries()) {
    const upper = anchors[i - 1];
    const mean = upper === undefined ? null : expectedDistanceMm(scheme, upper.level, lower.level);
    if (upper === undefined || mean === null) continue;
    seen += distance(upper.pointLpsMm, lower.pointLpsMm);
    expected += mean;
  }
  return seen > 0 && expected > 0 ? seen / expected : 1;
}

/**
 * Places the levels of a numbering along the spine by the mean spacings, from the anchors outward. A gap between two
 * anchors that holds an unknown spacing (T13, L6, an absent vertebra) takes its length from the anchors themselves;
 * levels that only an unknown spacing reaches get none.
 *
 * @param anchors - in the numbering, head to foot, each level once; LPS mm
 */
export function alongSpine(scheme: SpineScheme, anchors: readonly LevelPoint[]): AlongSpine {
  const levels = vertebraeOf(scheme);
  const scaleOfBody = bodyScale(scheme, anchors);
  const alongMm = new Map<Vertebra, number>();
  const acrossUnknown = new Set<Vertebra>();
  let previous: LevelPoint | undefined;
  for (const anchor of anchors) {
    alongMm.set(anchor.level, 0);
    if (previous !== undefined) {
      const known = expectedDistanceMm(scheme, previous.level, anchor.level);
      const seenMm = distance(previous.pointLpsMm, anchor.pointLpsMm) / scaleOfBody;
      const least = leastDistanceMm(levels, previous.level, anchor.level);
      alongMm.set(anchor.level, (alongMm.get(previous.level) ?? 0) + (known ?? Math.max(seenMm, least)));
      if (known === null)
        for (const level of vertebraeSpan(scheme, previous.level, anchor.level)) acrossUnknown.add(level);
    }
    previous = anchor;
  }
  const at = anchors.map((anchor) => levels.indexOf(anchor.level));
  for (const [k, start] of at.entries()) {
    fill(levels, start, at[k - 1] ?? -1, -1, alongMm);
    fill(levels, start, at[k + 1] ?? levels.length, 1, alongMm);
  }
  return { alongMm, acrossUnknown };
}

/** Walks from one anchor to the next, or to the end, as far as the spacings are known. */
function fill(
  levels: readonly Vertebra[],
  start: number,
  end: number,
  step: 1 | -1,
  alongMm: Map<Vertebra, number>,
): void {
  let here = alongMm.get(levels[start] ?? 'C1') ?? 0;
  for (let i = start + step; i !== end; i += step) {
    const spacing = stepOf(levels, step === 1 ? i - 1 : i);
    const level = levels[i];
    if (spacing === null || level === undefined) return;
    here += step * spacing;
    if (!alongMm.has(level)) alongMm.set(level, here);
  }
}

/** Mean spacing from `levels[i]` to the next, mm. */
function stepOf(levels: readonly Vertebra[], i: number): number | null {
  const [upper, lower] = [levels[i], levels[i + 1]];
  return upper === undefined || lower === undefined ? null : (spacingOf(upper, lower)?.meanMm ?? null);
}

/** What the known spacings of a gap add up to, mm. */
function leastDistanceMm(levels: readonly Vertebra[], upper: Vertebra, lower: Vertebra): number {
  let sum = 0;
  for (let i = levels.indexOf(upper); i < levels.indexOf(lower); i++) sum += stepOf(levels, i) ?? 0;
  return sum;
}
