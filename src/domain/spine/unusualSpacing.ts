import { distance } from '../geometry/vec3.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { vertebraeOf, vertebraeSpan } from '../vocabulary/scheme.ts';
import { bodyScale, expectedDistanceMm } from './alongSpine.ts';
import { spacingOf } from './spacing.ts';
import type { LevelPoint } from './spineFrame.ts';

/** A spacing this many standard deviations off the mean says the count is wrong (clinical.md 11). */
const SPACING_SDS = 3;
/** Between people, mean spacings differ by this share (1 SD). */
const BODY_SIZE_SD = 0.08;
/** A hurried click, 1 SD along the spine, mm. */
const CLICK_SD_MM = 3;
/** A chord over n levels may be this much shorter per level than the sum of its steps. */
const CHORD_SHORTFALL_PER_LEVEL = 0.008;

/** As far as two careless clicks can be to blame: three standard deviations of two of ± 3 mm, and of a size told by such. */
const CLICKS_MM = 15;

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
    const usual = usualMm(labels, scheme, i, i + 1);
    if (upper === undefined || usual === null) return [];
    const { lowMm, highMm, steps } = usual;
    const seenMm = distance(upper.pointLpsMm, lower.pointLpsMm);
    if (seenMm >= lowMm && seenMm <= highMm) return [];
    const fitting = Math.round((seenMm * steps) / usual.meanMm);
    const miscounted =
      fitting !== steps && (Math.abs(seenMm - usual.meanMm) > CLICKS_MM || !clickedOffOne(labels, scheme, i));
    const fromBelow = miscounted ? (stepsAbove(scheme, lower.level, fitting) ?? null) : null;
    return [{ upper: upper.level, lower: lower.level, seenMm, lowMm, highMm, fromBelow }];
  });
}

interface UsualDistance {
  readonly meanMm: number;
  readonly lowMm: number;
  readonly highMm: number;
  readonly steps: number;
}

/** What is usual for this body between two labels of the row; null where a spacing is unknown. */
function usualMm(
  labels: readonly LevelPoint[],
  scheme: SpineScheme,
  from: number,
  to: number,
): UsualDistance | null {
  const [upper, lower] = [labels[from], labels[to]];
  if (upper === undefined || lower === undefined) return null;
  const mean = expectedDistanceMm(scheme, upper.level, lower.level);
  if (mean === null) return null;
  // Size from the other pairs only, so that a wrong pair cannot excuse itself.
  const size = bodySize(scheme, [labels.slice(0, from + 1), labels.slice(to)]);
  const span = vertebraeSpan(scheme, upper.level, lower.level);
  const steps = span.length - 1;
  const meanMm = mean * size.ratio;
  const sdMm = Math.hypot(Math.sqrt(stepVarianceMm2(span)) * size.ratio, size.sd * mean);
  return {
    meanMm,
    lowMm: (meanMm - SPACING_SDS * sdMm) * (1 - CHORD_SHORTFALL_PER_LEVEL * steps),
    highMm: meanMm + SPACING_SDS * sdMm,
    steps,
  };
}

/**
 * Does the distance fit the names better than any other count once the next label is taken in? One click off its body makes one spacing too long and
 * the next too short; a count that is wrong stays wrong.
 *
 * @param i - index of the upper one of the pair
 */
function clickedOffOne(labels: readonly LevelPoint[], scheme: SpineScheme, i: number): boolean {
  return [i - 1, i].some((from) => {
    const [first, last] = [labels[from], labels[from + 2]];
    const usual = usualMm(labels, scheme, from, from + 2);
    if (first === undefined || last === undefined || usual === null) return false;
    const seenMm = distance(first.pointLpsMm, last.pointLpsMm);
    return Math.round((seenMm * usual.steps) / usual.meanMm) === usual.steps;
  });
}

/**
 * Ratio to the mean adult and its standard deviation, by the rows of labels that are asked, weighed against how people
 * differ: two clicks in the neck, each 3 mm off, tell a size worse than knowing nothing.
 */
function bodySize(
  scheme: SpineScheme,
  rows: readonly (readonly LevelPoint[])[],
): { readonly ratio: number; readonly sd: number } {
  let [weight, sum] = [1 / BODY_SIZE_SD ** 2, 1 / BODY_SIZE_SD ** 2];
  for (const row of rows) {
    const [first, last] = [row[0], row.at(-1)];
    if (first === undefined || last === undefined || row.length < 2) continue;
    const mean = expectedDistanceMm(scheme, first.level, last.level);
    if (mean === null) continue;
    const spread = stepVarianceMm2(vertebraeSpan(scheme, first.level, last.level));
    const told = mean ** 2 / (2 * CLICK_SD_MM ** 2 + spread);
    weight += told;
    sum += told * bodyScale(scheme, row);
  }
  return { ratio: sum / weight, sd: 1 / Math.sqrt(weight) };
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
