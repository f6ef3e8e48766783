import type { Vec3 } from '../geometry/vec3.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, isInScheme, vertebraeBetween, vertebraeSpan } from '../vocabulary/scheme.ts';
import { alongSpine, type AlongSpine } from './alongSpine.ts';
import { countIssues } from './consistency.ts';
import { SPINE_MODEL } from './data/spineModel.ts';
import { levelCurve, type LevelCurve } from './levelCurve.ts';
import { spineModel } from './model.ts';
import type { LevelPoint } from './spineFrame.ts';

export interface InterpolationRequest {
  /** Body centres a person placed, in any order; LPS mm. */
  readonly anchors: readonly LevelPoint[];
  readonly scheme: SpineScheme;
  /** The range wanted, both included, either order. */
  readonly from: Vertebra;
  readonly to: Vertebra;
}

export interface InterpolatedLabel {
  readonly level: Vertebra;
  readonly pointLpsMm: Vec3;
  readonly source: 'anchor' | 'interpolated' | 'extrapolated';
  /** One standard deviation of the 3D position along its worst axis, mm; 0 for anchors. */
  readonly sdMm: number;
}

export interface Interpolation {
  /** Head to foot. A level without a label has its reason in `problems`. */
  readonly labels: readonly InterpolatedLabel[];
  /** `needs-confirmation:X`, `no-spacing:X`, `too-few-anchors`, `spacing:X-Y` … (definitions.md "Command line"). */
  readonly problems: readonly string[];
}

/** From clicked labels the rest: the one door for whatever model stands behind it. */
export type Interpolator = (request: InterpolationRequest) => Interpolation;

/** More levels than this between two anchors, or beyond the last: a person confirms each (definitions.md). */
const MAX_BETWEEN = 4;
const MAX_BEYOND = 2;

/**
 * Places the levels of a range where a learned shape of the spine, given the anchors, most probably has them; across a
 * spacing that is not known, and where the anchors look like no spine learned from, the average spine led through them.
 * A level that no known spacing reaches gets no position; two anchors at least give the direction.
 *
 * Source: definitions.md "Command line" `label`; docs/accuracy.md; shape, spacing and spread `data/`
 */
export const interpolateLabels: Interpolator = ({ anchors, scheme, from, to }) => {
  const sorted = anchors.toSorted((a, b) => compareVertebrae(a.level, b.level));
  const isDoubled = (label: LevelPoint): boolean =>
    sorted.filter((other) => other.level === label.level).length > 1;
  const usable = sorted.filter((label) => isInScheme(scheme, label.level) && !isDoubled(label));
  const problems = countIssues(sorted, scheme).map((found) => `${found.code}:${found.path ?? ''}`);
  const wanted = vertebraeSpan(scheme, from, to);
  for (const end of new Set([from, to]))
    if (!isInScheme(scheme, end)) problems.push(`not-in-numbering:${end}`);
  const along = alongSpine(scheme, usable);
  const curve = learnedCurve(scheme, usable) ?? levelCurve(along.alongMm, usable);
  if (curve === null) problems.push(usable.length < 2 ? 'too-few-anchors' : 'anchors-coincide');
  const labels: InterpolatedLabel[] = [];
  for (const level of wanted) {
    const placed = place(level, usable, scheme, along, curve);
    if (placed.label !== null) labels.push(placed.label);
    if (placed.problem !== null) problems.push(placed.problem);
  }
  return { labels, problems: [...new Set(problems)] };
};

const learnedCurve = spineModel(SPINE_MODEL);

interface Placed {
  readonly label: InterpolatedLabel | null;
  readonly problem: string | null;
}

function place(
  level: Vertebra,
  anchors: readonly LevelPoint[],
  scheme: SpineScheme,
  along: AlongSpine,
  curve: LevelCurve | null,
): Placed {
  const anchor = anchors.find((candidate) => candidate.level === level);
  if (anchor !== undefined)
    return { label: { level, pointLpsMm: anchor.pointLpsMm, source: 'anchor', sdMm: 0 }, problem: null };
  if (curve === null) return { label: null, problem: null };
  const expected = curve(level);
  if (expected === null) return { label: null, problem: `no-spacing:${level}` };
  const above = anchors.findLast((candidate) => compareVertebrae(candidate.level, level) < 0);
  const below = anchors.find((candidate) => compareVertebrae(candidate.level, level) > 0);
  const bracketed = above !== undefined && below !== undefined;
  const far = bracketed
    ? vertebraeBetween(scheme, above.level, below.level).length > MAX_BETWEEN
    : vertebraeBetween(scheme, (above ?? below)?.level ?? level, level).length + 1 > MAX_BEYOND;
  const label: InterpolatedLabel = {
    level,
    pointLpsMm: expected.pointLpsMm,
    source: bracketed ? 'interpolated' : 'extrapolated',
    sdMm: Math.sqrt(expected.varianceMm2),
  };
  const confirm = far || along.acrossUnknown.has(level);
  return { label, problem: confirm ? `needs-confirmation:${level}` : null };
}
