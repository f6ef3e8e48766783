import { dot, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { locationWords } from './locationWords.ts';
import { nearLevels } from './nearLevels.ts';
import {
  axesBetween,
  nodeDistanceMm,
  spineOf,
  type Spine,
  type SpineAxes,
  type SpineInput,
} from './spineFrame.ts';
import { levelsOf, positionOf, type SpinePosition } from './spinePosition.ts';

export type PointLocation = Omit<DerivedLocation, 'words'>;

/** At most this far from the body line is `midline`. */
export const MIDLINE_MM = 3;
/** Standard deviation of a body line from clicked centres, mm. */
export const CENTRE_SD_MM = 1.5;
/** Standard deviation of the roll of single vertebrae against patient x over 1,226 scans; when the roll is known. */
const ROLL_SD_DEG = 7.6;
const KNOWN_ROLL_SD_DEG = 4;

/** Level, side and their words for one point. For many points prepare once with `spineOf` and use `locatePoint`. */
export function locate(input: SpineInput, pointLpsMm: Vec3): DerivedLocation {
  const spine = spineOf(input);
  const location = locatePoint(spine, pointLpsMm);
  const said = [locationWords(location), ...rollWords(spine, pointLpsMm)];
  return { ...location, words: said.join('; ') };
}

/**
 * Which roll the side was measured with: only said where it is known, and without left or right, which here name the
 * side of the mark alone. Seen from the feet, as axial images are shown, a back turned to the patient's left has turned
 * anticlockwise.
 */
function rollWords(spine: Spine, pointLpsMm: Vec3): readonly string[] {
  const rollRad = rollAt(spine, pointLpsMm);
  if (rollRad === null) return [];
  const degrees = Math.round((rollRad * 180) / Math.PI);
  const turned =
    degrees === 0
      ? 'not turned'
      : `turned ${Math.abs(degrees)}° ${degrees > 0 ? 'anticlockwise' : 'clockwise'} seen from the feet`;
  return rollRad === spine.rollRad
    ? [`side taken from the canal of all levels together, ${turned}`]
    : [`side taken from the canal beside this level, ${turned}`];
}

/** The roll the side of a point is measured with, radians; null where none is known and patient x stands for left. */
export function rollAt(spine: Spine, pointLpsMm: Vec3): number | null {
  const position = positionOf(spine, pointLpsMm);
  return position === null ? null : (axesOf(spine, position)?.rollRad ?? null);
}

const axesOf = (spine: Spine, position: SpinePosition): SpineAxes | null =>
  position.kind === 'between'
    ? axesBetween(spine, position.upper, position.lower, position.fraction)
    : axesBetween(spine, position.end, position.end, 0);

/**
 * Vertebra, interspace, fraction, side, offsets and exiting root of a point from the labelled body centres.
 *
 * @param pointLpsMm - LPS mm, same frame of reference as the labels
 * @returns what can be known; null fields and `problems` for what cannot. Nothing is rounded.
 * Source: definitions.md "Level of a point"
 */
export function locatePoint(spine: Spine, pointLpsMm: Vec3): PointLocation {
  const position = positionOf(spine, pointLpsMm);
  if (position === null)
    return { ...NOTHING, problems: spine.nodes.length > 0 ? ['point-not-finite'] : spine.problems };
  const levels = levelsOf(spine, position);
  const offsets = offsetsOf(axesOf(spine, position), pointLpsMm);
  const near =
    position.kind === 'between' && levels.interspace !== null
      ? nearLevels(
          spine.scheme,
          levels.interspace.upper,
          levels.interspace.lower,
          position.fraction,
          nodeDistanceMm(position.upper, position.lower),
        )
      : [];
  return {
    ...levels,
    ...offsets,
    near,
    problems: [...levels.problems, ...offsets.problems, ...spine.problems],
  };
}

const NOTHING: PointLocation = {
  vertebra: null,
  interspace: null,
  fraction: null,
  near: [],
  side: null,
  lateralMm: null,
  apMm: null,
  sigmaMm: null,
  exitingRoot: null,
  problems: [],
};

type Offsets = Pick<PointLocation, 'side' | 'lateralMm' | 'apMm' | 'sigmaMm' | 'problems'>;

function offsetsOf(axes: SpineAxes | null, point: Vec3): Offsets {
  if (axes === null)
    return { side: null, lateralMm: null, apMm: null, sigmaMm: null, problems: ['axis-degenerate'] };
  const offset = subtract(point, axes.origin);
  const lateralMm = dot(offset, axes.left);
  const apMm = dot(offset, axes.posterior);
  const sigmaMm = lateralSigmaMm(apMm, axes.rollRad !== null);
  return { lateralMm, apMm, sigmaMm, ...sideOf(lateralMm, sigmaMm) };
}

/**
 * Side of a lateral offset (+ patient left): within 3 mm midline, else its sign; `side-uncertain` while 3 < |offset| <
 * 2σ. Unrounded values decide.
 */
export function sideOf(
  lateralMm: number,
  sigmaMm: number,
): Pick<Offsets, 'problems'> & { readonly side: 'left' | 'right' | 'midline' } {
  const offMm = Math.abs(lateralMm);
  if (offMm <= MIDLINE_MM) return { side: 'midline', problems: [] };
  return { side: lateralMm > 0 ? 'left' : 'right', problems: offMm < 2 * sigmaMm ? ['side-uncertain'] : [] };
}

/** σ = √(1.5² + (apMm·tan r)²), r = 7.6°, or 4° when the roll is known; mm. */
export function lateralSigmaMm(apMm: number, rollKnown: boolean): number {
  const rollRad = ((rollKnown ? KNOWN_ROLL_SD_DEG : ROLL_SD_DEG) * Math.PI) / 180;
  return Math.hypot(CENTRE_SD_MM, apMm * Math.tan(rollRad));
}
