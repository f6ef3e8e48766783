import type { Vertebra } from '../vocabulary/level.ts';
import { pairOf, type SpineCoordinate } from './spineCoordinate.ts';
import { lateralSigmaMm } from './locate.ts';
import { axesBetween, type Spine } from './spineFrame.ts';

/** One standard deviation of a spine coordinate along each of its axes, mm. */
export interface CoordinateSpread {
  readonly alongMm: number;
  readonly lateralMm: number;
  readonly posteriorMm: number;
}

export interface LabelSpread {
  readonly level: Vertebra;
  /** One standard deviation of the 3D position along its worst axis, mm; 0 for clicks. */
  readonly sdMm: number;
  readonly clickedOn?: string | undefined;
  readonly middleSeenOn?: string | undefined;
}

/** Standard deviation of a body line from clicked centres, mm (definitions.md "Side"). */
const CENTRE_SD_MM = 1.5;
/** A body clicked on a sagittal slice lies up to 12 mm beside its middle (decisions/0008): half of that is one σ. */
const SAGITTAL_CLICK_SD_MM = 6;

/**
 * What one series leaves open about a coordinate read on, or put onto, its labels: the click on the centres, the labels'
 * own standard deviation, and the roll of the vertebra, which turns depth into side and side into depth.
 *
 * @param labels - the labels the spine was made of
 */
export function coordinateSpread(
  spine: Spine,
  labels: readonly LabelSpread[],
  at: SpineCoordinate,
): CoordinateSpread {
  const sdOf = (level: Vertebra): number => labels.find((label) => label.level === level)?.sdMm ?? 0;
  const labelMm = (1 - at.fraction) * sdOf(at.upper) + at.fraction * sdOf(at.lower);
  const openMm = (level: Vertebra): number => {
    const label = labels.find((each) => each.level === level);
    const alongTheColumn = label?.clickedOn === 'sagittal' || label?.clickedOn === 'oblique';
    return alongTheColumn && label.middleSeenOn === undefined ? SAGITTAL_CLICK_SD_MM : 0;
  };
  const sideMm = (1 - at.fraction) * openMm(at.upper) + at.fraction * openMm(at.lower);
  const [upper, lower] = pairOf(spine, at) ?? [];
  const axes =
    upper === undefined || lower === undefined ? null : axesBetween(spine, upper, lower, at.fraction);
  const rollKnown = axes !== null && axes.rollRad !== null;
  return {
    alongMm: Math.hypot(CENTRE_SD_MM, labelMm),
    lateralMm: Math.hypot(lateralSigmaMm(at.posteriorMm, rollKnown), labelMm, sideMm),
    posteriorMm: Math.hypot(lateralSigmaMm(at.lateralMm, rollKnown), labelMm),
  };
}

/** Two series, each with its own labels: their errors are independent and add in quadrature. */
export const joinedSpread = (a: CoordinateSpread, b: CoordinateSpread): CoordinateSpread => ({
  alongMm: Math.hypot(a.alongMm, b.alongMm),
  lateralMm: Math.hypot(a.lateralMm, b.lateralMm),
  posteriorMm: Math.hypot(a.posteriorMm, b.posteriorMm),
});

/** The largest of the three axes: what "± 4 mm" says of a projected place. */
export const worstMm = (spread: CoordinateSpread): number =>
  Math.max(spread.alongMm, spread.lateralMm, spread.posteriorMm);
