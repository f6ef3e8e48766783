import type { PointPx, ProjectionLabeling } from '../case/document.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { SpineScheme } from '../vocabulary/level.ts';
import { imageInterspace, type ImageInterspace } from './imageSpine.ts';
import { PROJECTION_ALONG_SD_MM, type MarkSource } from './markSource.ts';

/** What a projection image can show of a mark: the band of its interspace, its height, and perhaps its side. */
export interface ImageBand {
  readonly sopInstanceUid: string;
  readonly frame: number;
  /** Corners of the interspace, from body centre to body centre. */
  readonly bandPx: readonly PointPx[];
  /** The height of the mark across the band, and ± two standard deviations of it. */
  readonly heightPx: readonly [PointPx, PointPx];
  readonly spreadPx: readonly PointPx[];
  /** Only where a person has confirmed which side of the patient the right edge shows. */
  readonly side: 'shown' | 'unconfirmed' | 'not-known';
  /** Outline of the 2σ ellipse at the side of the mark; empty while `side` is not `shown`. */
  readonly ellipsePx: readonly PointPx[];
  readonly centrePx: PointPx | null;
}

/** Half width of the band as a share of the interspace: a lumbar body is about as wide as its interspace is long. */
const HALF_WIDTH = 0.85;
/** A projection hides depth and roll: what lies 30 mm behind the bodies moves sideways with 7.6° of roll. */
const HIDDEN_DEPTH_SIDE_SD_MM = 30 * Math.tan((7.6 * Math.PI) / 180);
/** Scale of a projection from mean spacings, one standard deviation: bodies of different size. */
const SCALE_SD = 0.1;
const SHOWN_SD = 2;
const ELLIPSE_POINTS = 32;

/**
 * The level band of a mark on a labelled projection image, and on AP its side once a person has confirmed the
 * orientation: what the file declares does not clear it (clinical.md 12.6).
 */
export function projectOntoImage(
  source: MarkSource,
  labeling: ProjectionLabeling,
  scheme: SpineScheme,
): Result<ImageBand> {
  const { upper, lower, fraction } = source.kind === 'place' ? source.at : source;
  const space = imageInterspace(labeling, scheme, { upper, lower });
  const across = space?.acrossAt(fraction) ?? null;
  if (space === null || across === null)
    return err(issue('level-not-labelled', `${upper} and ${lower} are not both labelled on this image.`));
  const half = HALF_WIDTH * space.lengthPx;
  const at = (alongPx: number, acrossPx: number): PointPx => [
    space.upperPx[0] + space.alongPx[0] * alongPx + across[0] * acrossPx,
    space.upperPx[1] + space.alongPx[1] * alongPx + across[1] * acrossPx,
  ];
  const alongSdMm = Math.hypot(
    PROJECTION_ALONG_SD_MM,
    source.kind === 'place' ? source.spread.alongMm : source.alongSdMm,
    // The beam runs from front to back at best: a place behind the bodies is seen where the tilted disc plane puts it.
    source.kind === 'place' ? source.tiltMm : 0,
  );
  const reachPx = (SHOWN_SD * alongSdMm * space.pxPerMm) / foreshortening(source);
  const heightPx = fraction * space.lengthPx;
  const quad = (from: number, to: number): readonly PointPx[] => [
    at(from, -half),
    at(from, half),
    at(to, half),
    at(to, -half),
  ];
  return ok({
    sopInstanceUid: labeling.sopInstanceUid,
    frame: labeling.frame,
    bandPx: quad(0, space.lengthPx),
    heightPx: [at(heightPx, -half), at(heightPx, half)],
    spreadPx: quad(heightPx - reachPx, heightPx + reachPx),
    ...sideOnImage(source, labeling, space, (acrossPx, alongPx) => at(heightPx + alongPx, acrossPx), reachPx),
  });
}

/** A tilted interspace looks shorter than it is: its pixels stand for more millimetres than the ruler says. */
function foreshortening(source: MarkSource): number {
  if (source.kind === 'height' || source.at.posteriorMm === 0) return 1;
  const sine = Math.min(0.9, source.tiltMm / Math.abs(source.at.posteriorMm));
  return Math.sqrt(1 - sine * sine);
}

function sideOnImage(
  source: MarkSource,
  { confirmedRightEdge }: ProjectionLabeling,
  { pxPerMm }: ImageInterspace,
  at: (acrossPx: number, alongPx: number) => PointPx,
  reachPx: number,
): Pick<ImageBand, 'side' | 'ellipsePx' | 'centrePx'> {
  if (source.kind === 'height') return { side: 'not-known', ellipsePx: [], centrePx: null };
  if (confirmedRightEdge === null) return { side: 'unconfirmed', ellipsePx: [], centrePx: null };
  const { lateralMm } = source.at;
  const acrossPxPerMm = pxPerMm / foreshortening(source);
  const acrossPx = (confirmedRightEdge === 'left' ? lateralMm : -lateralMm) * acrossPxPerMm;
  const sdMm = Math.hypot(source.spread.lateralMm, HIDDEN_DEPTH_SIDE_SD_MM, SCALE_SD * lateralMm);
  const widePx = SHOWN_SD * sdMm * acrossPxPerMm;
  return {
    side: 'shown',
    centrePx: at(acrossPx, 0),
    ellipsePx: Array.from({ length: ELLIPSE_POINTS }, (_, i) => {
      const angle = (2 * Math.PI * i) / ELLIPSE_POINTS;
      return at(acrossPx + widePx * Math.cos(angle), reachPx * Math.sin(angle));
    }),
  };
}
