import { addScaled, distance, type Vec3 } from '../geometry/vec3.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, vertebraeBetween } from '../vocabulary/scheme.ts';
import { interpolateLabels } from './interpolate.ts';
import { bestShift, bodyTemplate, bodyWindow } from './snapProfile.ts';
import type { LevelPoint } from './spineFrame.ts';
import type { SampleValue } from './spineStations.ts';

export interface SnapRequest {
  /** What a person clicked or confirmed: the pattern to look for, and never moved. */
  readonly confirmed: readonly LevelPoint[];
  /** Provisional labels that may be moved along the spine. */
  readonly provisional: readonly LevelPoint[];
  readonly scheme: SpineScheme;
  readonly sample: SampleValue;
}

export interface SnapShift {
  readonly level: Vertebra;
  /** Where the image has the body, LPS mm. */
  readonly pointLpsMm: Vec3;
  /** From the provisional label, mm. */
  readonly movedMm: number;
  /** Likeness to the confirmed bodies, 0–1. */
  readonly likeness: number;
}

export interface SnapOffer {
  readonly shifts: readonly SnapShift[];
  /** Levels where the image does not tell: they stay where they are. */
  readonly unsure: readonly Vertebra[];
}

/** Spread of a snapped centre, mm: 95 % lay within 7 mm (2.8 of it) of the truth on phantoms, see docs/accuracy.md. */
export const SNAP_SD_MM = 2.5;

/**
 * Where the rhythm of vertebrae and discs along the spine has the provisional labels: an offer, nothing is moved here.
 *
 * The confirmed bodies show what a body looks like along the curve in this series, so CT and every MR weighting are one
 * case. From them outward, level by level, each next body is expected where the learned shape has it and looked for
 * within a third of an interval; what is found carries on to the next.
 *
 * @returns issue `snap-needs-two` without two confirmed labels, `snap-no-pattern` where they look unlike each other
 */
export function snapLabels({ confirmed, provisional, scheme, sample }: SnapRequest): Result<SnapOffer> {
  if (confirmed.length < 2)
    return err(issue('snap-needs-two', 'Click or confirm at least two vertebrae first.'));
  const levels = [...confirmed, ...provisional].map((one) => one.level).toSorted(compareVertebrae);
  const [from, to] = [levels[0] ?? 'C1', levels.at(-1) ?? 'S5'];
  const chainOf = (anchors: readonly LevelPoint[]): readonly LevelPoint[] =>
    interpolateLabels({ anchors, scheme, from, to }).labels;
  const template = bodyTemplate(confirmed, chainOf(confirmed), sample);
  if (template === null)
    return err(
      issue('snap-no-pattern', 'The confirmed vertebrae do not look alike along the spine on this series.'),
    );
  const anchors = [...confirmed];
  const shifts: SnapShift[] = [];
  const unsure: Vertebra[] = [];
  const stepsFrom = (level: Vertebra): number =>
    Math.min(...confirmed.map((one) => vertebraeBetween(scheme, one.level, level).length));
  for (const label of provisional.toSorted((a, b) => stepsFrom(a.level) - stepsFrom(b.level))) {
    const { level } = label;
    const chain = chainOf(anchors);
    const expected = chain.find((one) => one.level === level);
    const window = expected === undefined ? null : bodyWindow(expected, chain, sample);
    const best = window === null ? null : bestShift(window, template);
    if (window === null || best === null || expected === undefined) {
      unsure.push(level);
      continue;
    }
    const pointLpsMm = addScaled(expected.pointLpsMm, window.tangent, best.shiftMm);
    anchors.push({ level, pointLpsMm });
    const movedMm = distance(label.pointLpsMm, pointLpsMm);
    shifts.push({ level, pointLpsMm, movedMm, likeness: best.likeness });
  }
  return ok({ shifts, unsure });
}
