/** Runs a method over scans and anchor patterns and counts what `docs/accuracy.md` tells. */
import { distance, type Vec3 } from '../src/domain/geometry/vec3.ts';
import type { Placer } from './accuracyBaselines.ts';
import { centresOf, type Scan } from './accuracyData.ts';
import { placeOf, type AnchorPattern, type Place } from './accuracyPatterns.ts';

/** One label placed from anchors, against the truth. */
export interface Outcome extends Place {
  readonly scan: string;
  readonly pattern: string;
  readonly errorMm: number;
  readonly sdMm: number;
  /** The true centre nearest to it in 3D is another vertebra's. */
  readonly wrong: boolean;
}

/**
 * @param click - what a person clicks for a true centre; the centre itself unless stated
 * @returns an outcome per label; patterns count where all levels from first to last are labelled
 */
export function score(
  placer: Placer,
  scans: readonly Scan[],
  patterns: readonly AnchorPattern[],
  click: (centre: Vec3) => Vec3 = (centre) => centre,
): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  for (const scan of scans) {
    const centres = centresOf(scan);
    const all = scan.labels.map(({ pointLpsMm }) => pointLpsMm);
    for (const pattern of patterns) {
      const involved = [...pattern.anchors, ...pattern.targets];
      const [from, to] = [Math.min(...involved), Math.max(...involved)];
      if (!centres.slice(from, to + 1).every((centre) => centre !== undefined)) continue;
      const anchors = pattern.anchors.map((k) => click(centres[k] ?? [0, 0, 0]));
      for (const [t, placed] of placer(pattern, anchors).entries()) {
        const target = pattern.targets[t] ?? 0;
        const truth = centres[target];
        if (placed === null || truth === undefined) continue;
        const errorMm = distance(placed.pointLpsMm, truth);
        outcomes.push({
          scan: scan.subject,
          pattern: pattern.name,
          ...placeOf(pattern, target),
          errorMm,
          sdMm: placed.sdMm,
          wrong: all.some((centre) => distance(centre, placed.pointLpsMm) < errorMm - 1e-9),
        });
      }
    }
  }
  return outcomes;
}
