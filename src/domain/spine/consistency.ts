import { distance } from '../geometry/vec3.ts';
import { issue, type Issue } from '../result.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, isInScheme, vertebraeOf, vertebraeSpan } from '../vocabulary/scheme.ts';
import { alongSpine, bodyScale, expectedDistanceMm } from './alongSpine.ts';
import { levelCurve } from './levelCurve.ts';
import { spacingOf } from './spacing.ts';
import { alongNodeMm, spineOf, type LevelPoint } from './spineFrame.ts';

/** A spacing this many standard deviations off the mean says the count is wrong (clinical.md 11). */
const SPACING_SDS = 3;
/** Between people, mean spacings differ by this share (1 SD); used while no other labels tell the body size. */
const BODY_SIZE_SD = 0.08;
/** A chord over n levels may be this much shorter per level than the sum of its steps. */
const CHORD_SHORTFALL_PER_LEVEL = 0.008;
/** Distance from the curve through the other labels, in its own standard deviations, that needs a look. */
const OFF_CURVE_SDS = 5;

/**
 * What is odd about the labels of one series, with numbers: doubled, not in the numbering, out of order along the
 * body line, spacing outside mean ± 3 SD scaled by body size, off the curve of the others.
 *
 * @param labels - body centres in any order, LPS mm
 * @returns issues whose `path` is the level (`L3`) or the pair (`L2-L3`); empty where nothing is odd
 * Source: clinical.md 11 "Rules", geometry.json
 */
export function labelIssues(labels: readonly LevelPoint[], scheme: SpineScheme): readonly Issue[] {
  const { usable, issues } = judgeCount(labels, scheme);
  return [...issues, ...curveIssues(usable, scheme)];
}

/** The same without the curve: what can be wrong with the count itself. Cheap enough for every move of a drag. */
export const countIssues = (labels: readonly LevelPoint[], scheme: SpineScheme): readonly Issue[] =>
  judgeCount(labels, scheme).issues;

function judgeCount(
  labels: readonly LevelPoint[],
  scheme: SpineScheme,
): { readonly usable: readonly LevelPoint[]; readonly issues: readonly Issue[] } {
  const sorted = labels.toSorted((a, b) => compareVertebrae(a.level, b.level));
  const doubled = sorted.filter((label, i) => sorted[i + 1]?.level === label.level);
  const foreign = sorted.filter((label) => !isInScheme(scheme, label.level));
  const usable = sorted.filter((label) => isInScheme(scheme, label.level) && !doubled.includes(label));
  const issues = [
    ...doubled.map(({ level }) => issue('duplicate-label', `${level} is labelled twice.`, level)),
    ...foreign.map(({ level }) =>
      issue('not-in-numbering', `${level} is labelled but not in this patient's numbering.`, level),
    ),
    ...orderIssues(usable, scheme),
    ...spacingIssues(usable, scheme),
  ];
  return { usable, issues };
}

function orderIssues(labels: readonly LevelPoint[], scheme: SpineScheme): readonly Issue[] {
  const { nodes } = spineOf({ labels, scheme });
  return nodes.slice(1).flatMap((lower, i) => {
    const upper = nodes[i];
    if (upper === undefined) return [];
    const alongMm = (alongNodeMm(upper, lower.centre) - alongNodeMm(lower, upper.centre)) / 2;
    // Labels run from head to foot whatever the posture, except across the sacrum.
    const turned = upper.centre[2] < lower.centre[2] && lower.level.charAt(0) !== 'S';
    if (alongMm > 0 && !turned) return [];
    const text = `${lower.level} lies ${Math.abs(upper.centre[2] - lower.centre[2]).toFixed(0)} mm toward the head of ${upper.level}: check the order of the labels.`;
    return [issue('order', text, `${upper.level}-${lower.level}`)];
  });
}

function spacingIssues(labels: readonly LevelPoint[], scheme: SpineScheme): readonly Issue[] {
  return labels.slice(1).flatMap((lower, i) => {
    const upper = labels[i];
    if (upper === undefined) return [];
    const mean = expectedDistanceMm(scheme, upper.level, lower.level);
    if (mean === null) return [];
    // Size from the other pairs only, so that a wrong pair cannot excuse itself.
    const others = [labels.slice(0, i + 1), labels.slice(i + 1)].filter((part) => part.length > 1);
    const scales = others.map((part) => bodyScale(scheme, part));
    const sizeKnown = others.reduce((n, part) => n + part.length - 1, 0) >= 2;
    const size = sizeKnown ? scales.reduce((a, b) => a + b, 0) / scales.length : 1;
    const span = vertebraeSpan(scheme, upper.level, lower.level);
    const steps = span.length - 1;
    const stepVariance = span.slice(1).reduce((sum, level, k) => {
      const above = span[k];
      return sum + (above === undefined ? 0 : (spacingOf(above, level)?.sdMm ?? 0) ** 2);
    }, 0);
    const sd = Math.hypot(Math.sqrt(stepVariance) * size, sizeKnown ? 0 : BODY_SIZE_SD * mean);
    const seen = distance(upper.pointLpsMm, lower.pointLpsMm);
    const [low, high] = [
      (mean * size - SPACING_SDS * sd) * (1 - CHORD_SHORTFALL_PER_LEVEL * steps),
      mean * size + SPACING_SDS * sd,
    ];
    if (seen >= low && seen <= high) return [];
    const hint =
      seen > high
        ? 'a vertebra may have been passed over'
        : 'one vertebra may carry two labels, or one is collapsed';
    const counts = bothCounts(scheme, upper.level, lower.level, Math.round((seen * steps) / (mean * size)));
    const text = `${upper.level} to ${lower.level} measures ${seen.toFixed(1)} mm; ${low.toFixed(0)} to ${high.toFixed(0)} mm is usual for this body: ${hint}.${counts}`;
    return [issue('spacing', text, `${upper.level}-${lower.level}`)];
  });
}

/**
 * The count from above and the count from below, where the distance between two labels fits another number of levels than
 * their names: both are right as far as they were counted, and one vertebra between is missing, extra or counted twice.
 *
 * @param fitting - steps that the distance fits
 */
function bothCounts(scheme: SpineScheme, upper: Vertebra, lower: Vertebra, fitting: number): string {
  const levels = vertebraeOf(scheme);
  const [from, to] = [levels.indexOf(upper), levels.indexOf(lower)];
  const counted = levels[to - fitting];
  if (fitting < 1 || fitting === to - from || counted === undefined) return '';
  return ` The counts disagree: counted from above this is ${upper}, counted up from ${lower} it is ${counted}.`;
}

function curveIssues(labels: readonly LevelPoint[], scheme: SpineScheme): readonly Issue[] {
  // The ends have a neighbour on one side only: the curve says too little there.
  return labels.slice(1, -1).flatMap((label) => {
    const others = labels.filter((other) => other !== label);
    const curve = levelCurve(alongSpine(scheme, others).alongMm, others);
    const expected = curve?.(label.level) ?? null;
    if (expected === null) return [];
    const { pointLpsMm, varianceMm2 } = expected;
    const offMm = distance(pointLpsMm, label.pointLpsMm);
    const limitMm = OFF_CURVE_SDS * Math.sqrt(varianceMm2);
    if (offMm <= limitMm) return [];
    const text = `${label.level} lies ${offMm.toFixed(1)} mm off the curve of the other labels; up to ${limitMm.toFixed(0)} mm is usual: check it.`;
    return [issue('off-curve', text, label.level)];
  });
}
