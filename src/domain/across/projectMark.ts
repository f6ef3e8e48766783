import type { CaseDocument, LeakFinding, PointLps } from '../case/document.ts';
import { scale } from '../geometry/vec3.ts';
import { fromSpineCoordinate, pairOf } from '../spine/spineCoordinate.ts';
import { coordinateSpread, joinedSpread, type CoordinateSpread } from '../spine/spineCoordinateSpread.ts';
import { axesBetween } from '../spine/spineFrame.ts';
import { labelledSpines, oneOfEachFrame, restsOnProvisional, type LabelledSpine } from './labelledSpine.ts';
import { markSource, type MarkSource } from './markSource.ts';
import { projectOntoImage, type ImageBand } from './projectOntoImage.ts';

/** A mark as it appears on a series it was not made on. Never a mark: drawn dashed, adopted only by a person. */
export type ProjectedMark =
  | ProjectedPlace
  | ProjectedHeight
  | ({ readonly kind: 'band' } & Projected & ImageBand)
  | ({ readonly kind: 'not-shown'; readonly reason: string } & Projected);

interface Projected {
  readonly findingId: string;
  readonly fromSeriesUid: string;
  readonly seriesUid: string;
}
interface ProjectedPlace extends Projected {
  readonly kind: 'place';
  readonly frameOfReferenceUid: string;
  readonly pointLpsMm: PointLps;
  /** Semi-axes of the 2σ ellipsoid (left, posterior, along), LPS mm. */
  readonly semiAxesLpsMm: readonly [PointLps, PointLps, PointLps];
  /** One standard deviation, both series together. */
  readonly spread: CoordinateSpread;
  readonly provisional: boolean;
}
/** From a projection image: a height of the spine, no side and no depth. */
interface ProjectedHeight extends Projected {
  readonly kind: 'height';
  readonly frameOfReferenceUid: string;
  readonly originLpsMm: PointLps;
  /** Half lengths of the lines drawn across the spine at this height, LPS mm. */
  readonly leftLpsMm: PointLps;
  readonly posteriorLpsMm: PointLps;
  readonly alongSdMm: number;
  readonly provisional: boolean;
}

/** Half length of the lines that show a height: the width of a body, and the depth of body and canal. */
const [ACROSS_MM, BEHIND_MM] = [25, 45];
/** Two standard deviations hold 95 % on each axis. */
const SHOWN_SD = 2;

/**
 * A leak mark on every other labelled frame of reference and every labelled projection image of the case.
 *
 * Level, fraction and millimetres come from the labels of the mark's own series and are put onto the labels of the
 * other: piecewise, vertebra by vertebra. Series that share the mark's frame of reference show the mark itself.
 */
export function projectMark(
  doc: Pick<CaseDocument, 'labelings' | 'projectionLabelings' | 'numbering'>,
  finding: Pick<LeakFinding, 'id' | 'place'>,
): readonly ProjectedMark[] {
  const { place } = finding;
  const base = { findingId: finding.id, fromSeriesUid: place.seriesUid };
  const source = markSource(doc, finding);
  const ownFrame = place.kind === 'patient' ? place.frameOfReferenceUid : null;
  const spines = oneOfEachFrame(labelledSpines(doc)).filter(
    ({ labeling }) => labeling.frameOfReferenceUid !== ownFrame,
  );
  const images = Object.values(doc.projectionLabelings).filter(
    ({ labels, sopInstanceUid, frame }) =>
      labels.length > 0 &&
      !(place.kind === 'image' && place.sopInstanceUid === sopInstanceUid && place.frame === frame),
  );
  return [
    ...spines.map((target): ProjectedMark => {
      const on = { ...base, seriesUid: target.labeling.seriesUid };
      return source.ok
        ? ontoSpine(source.value, target, on)
        : { kind: 'not-shown', reason: source.error.message, ...on };
    }),
    ...images.map((labeling): ProjectedMark => {
      const on = { ...base, seriesUid: labeling.seriesUid };
      const band = source.ok ? projectOntoImage(source.value, labeling, doc.numbering) : source;
      return band.ok
        ? { kind: 'band', ...on, ...band.value }
        : { kind: 'not-shown', reason: band.error.message, ...on };
    }),
  ];
}

function ontoSpine(source: MarkSource, target: LabelledSpine, on: Projected): ProjectedMark {
  const { labeling, spine } = target;
  const { frameOfReferenceUid } = labeling;
  if (source.kind === 'height') {
    const pair = pairOf(spine, source);
    const axes = pair === null ? null : axesBetween(spine, pair[0], pair[1], source.fraction);
    if (axes === null)
      return {
        kind: 'not-shown',
        reason: `${source.upper} and ${source.lower} are not both labelled.`,
        ...on,
      };
    return {
      kind: 'height',
      ...on,
      frameOfReferenceUid,
      originLpsMm: axes.origin,
      leftLpsMm: scale(axes.left, ACROSS_MM),
      posteriorLpsMm: scale(axes.posterior, BEHIND_MM),
      alongSdMm: source.alongSdMm,
      provisional: restsOnProvisional(labeling, source),
    };
  }
  const { at } = source;
  const point = fromSpineCoordinate(spine, at);
  if (!point.ok) return { kind: 'not-shown', reason: point.error.message, ...on };
  const [upper, lower] = pairOf(spine, at) ?? [];
  const axes =
    upper === undefined || lower === undefined ? null : axesBetween(spine, upper, lower, at.fraction);
  if (axes === null) return { kind: 'not-shown', reason: 'No left and right here.', ...on };
  const spread = joinedSpread(source.spread, coordinateSpread(spine, labeling.labels, at));
  return {
    kind: 'place',
    ...on,
    frameOfReferenceUid,
    pointLpsMm: point.value,
    semiAxesLpsMm: [
      scale(axes.left, SHOWN_SD * spread.lateralMm),
      scale(axes.posterior, SHOWN_SD * spread.posteriorMm),
      scale(axes.tangent, SHOWN_SD * spread.alongMm),
    ],
    spread,
    provisional: source.provisional || restsOnProvisional(labeling, at),
  };
}
