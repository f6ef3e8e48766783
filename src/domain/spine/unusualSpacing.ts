import { distance } from '../geometry/vec3.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { vertebraeOf, vertebraeSpan } from '../vocabulary/scheme.ts';
import { bodyScale, expectedDistanceMm } from './alongSpine.ts';
import { spacingOf } from './spacing.ts';
import type { LevelPoint } from './spineFrame.ts';

/** A spacing this many standard deviations off the mean says the count is wrong (clinical.md 11). */
const SPACING_SDS = 3;
/** Between people, mean spacings differ by this share (1 SD); used while no other labels tell the body size. */
const BODY_SIZE_SD = 0.08;
/** A chord over n levels may be this much shorter per level than the sum of its steps. */
const CHORD_SHORTFALL_PER_LEVEL = 0.008;

/** Two labels next to each other in the list that lie farther apart or nearer than their names let expect. */
export interface UnusualSpacing {
  readonly upper: Vertebra;
  readonly lower: Vertebra;
  readonly seenMm: number;
  /** Usual for this body, mm. */
  readonly lowMm: number;
  readonly highMm: number;
  /**
   * The name of the upper one counted up from the lower one, where the distance fits another number of levels than the
   * names: both counts are right as far as they went, and between them one vertebra is missing, extra or counted twice.
   */
  readonly fromBelow: Vertebra | null;
}

/**
 * Spacings outside mean ± 3 SD, scaled by body size.
 *
 * @param labels - in the numbering, head to foot, each level once; LPS mm
 * Source: clinical.md 11 "Rules"
 */
export function unusualSpacings(
  labels: readonly LevelPoint[],
  scheme: SpineScheme,
): readonly UnusualSpacing[] {
  return labels.slice(1).flatMap((lower, i) => {
    const upper = labels[i];
    const mean = upper === undefined ? null : expectedDistanceMm(scheme, upper.level, lower.level);
    if (upper === undefined || mean === null) return [];
    // Size from the other pairs only, so that a wrong pair cannot excuse itself.
    const size = bodySize(scheme, [labels.slice(0, i + 1), labels.slice(i + 1)]);
    const span = vertebraeSpan(scheme, upper.level, lower.level);
    const steps = span.length - 1;
    const sdMm = Math.hypot(
      Math.sqrt(stepVarianceMm2(span)) * (size ?? 1),
      size === null ? BODY_SIZE_SD * mean : 0,
    );
    const usualMm = mean * (size ?? 1);
    const seenMm = distance(upper.pointLpsMm, lower.pointLpsMm);
    const lowMm = (usualMm - SPACING_SDS * sdMm) * (1 - CHORD_SHORTFALL_PER_LEVEL * steps);
    const highMm = usualMm + SPACING_SDS * sdMm;
    if (seenMm >= lowMm && seenMm <= highMm) return [];
    const fitting = Math.round((seenMm * steps) / usualMm);
    const fromBelow = fitting === steps ? null : (stepsAbove(scheme, lower.level, fitting) ?? null);
    return [{ upper: upper.level, lower: lower.level, seenMm, lowMm, highMm, fromBelow }];
  });
}

/** Ratio to the mean adult by the rows of labels that are asked; null where fewer than two pairs tell. */
function bodySize(scheme: SpineScheme, rows: readonly (readonly LevelPoint[])[]): number | null {
  const telling = rows.filter((row) => row.length > 1);
  if (telling.reduce((pairs, row) => pairs + row.length - 1, 0) < 2) return null;
  return telling.reduce((sum, row) => sum + bodyScale(scheme, row), 0) / telling.length;
}

const stepVarianceMm2 = (span: readonly Vertebra[]): number =>
  span.slice(1).reduce((sum, level, k) => {
    const above = span[k];
    return sum + (above === undefined ? 0 : (spacingOf(above, level)?.sdMm ?? 0) ** 2);
  }, 0);

function stepsAbove(scheme: SpineScheme, level: Vertebra, steps: number): Vertebra | undefined {
  const levels = vertebraeOf(scheme);
  return levels[levels.indexOf(level) - steps];
}
