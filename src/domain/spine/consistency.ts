import { distance } from '../geometry/vec3.ts';
import { issue, type Issue } from '../result.ts';
import type { SpineScheme } from '../vocabulary/level.ts';
import { compareVertebrae, isInScheme } from '../vocabulary/scheme.ts';
import { alongSpine } from './alongSpine.ts';
import { levelCurve } from './levelCurve.ts';
import { alongNodeMm, spineOf, type LevelPoint } from './spineFrame.ts';
import { unusualSpacings } from './unusualSpacing.ts';

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
  return unusualSpacings(labels, scheme).map(({ upper, lower, seenMm, lowMm, highMm, fromBelow }) => {
    const hint =
      seenMm > highMm
        ? 'a vertebra may have been passed over'
        : 'one vertebra may carry two labels, or one is collapsed';
    const counts =
      fromBelow === null
        ? ''
        : ` The counts disagree: counted from above this is ${upper}, counted up from ${lower} it is ${fromBelow}.`;
    const text = `${upper} to ${lower} measures ${seenMm.toFixed(1)} mm; ${lowMm.toFixed(0)} to ${highMm.toFixed(0)} mm is usual for this body: ${hint}.${counts}`;
    return issue('spacing', text, `${upper}-${lower}`);
  });
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
