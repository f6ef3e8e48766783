import type { CaseDocument, LeakFinding } from '../case/document.ts';
import { labelsFor } from '../findings/labelsFor.ts';
import { locateOnImage } from '../findings/locateOnImage.ts';
import { err, issue, ok, type Result } from '../result.ts';
import { pairOf, toSpineCoordinate, type SpineCoordinate } from '../spine/spineCoordinate.ts';
import { coordinateSpread, type CoordinateSpread } from '../spine/spineCoordinateSpread.ts';
import { axesBetween } from '../spine/spineFrame.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { restsOnProvisional, spineOfLabeling } from './labelledSpine.ts';

/** What a mark says in the patient's own spine: a place, or from a projection image a height alone. */
export type MarkSource =
  | {
      readonly kind: 'place';
      readonly at: SpineCoordinate;
      readonly spread: CoordinateSpread;
      /** How far the tilt of the disc plane moves the place along the body in a beam from front to back, mm. */
      readonly tiltMm: number;
      readonly provisional: boolean;
    }
  | {
      readonly kind: 'height';
      readonly upper: Vertebra;
      readonly lower: Vertebra;
      readonly fraction: number;
      readonly alongSdMm: number;
      readonly provisional: false;
    };

type Doc = Pick<CaseDocument, 'labelings' | 'projectionLabelings' | 'numbering'>;

/**
 * One standard deviation of a height read on a projection image, mm: beam divergence and tilt move what lies 30 mm
 * behind the bodies along the spine (15° of tilt between patient and beam: 8 mm). By judgement; no calibrated beam is assumed.
 */
export const PROJECTION_ALONG_SD_MM = 8;

/** A leak mark in spine coordinates of its own series; err (with the reason) where its labels do not hold it. */
export function markSource(doc: Doc, finding: Pick<LeakFinding, 'place'>): Result<MarkSource> {
  const { place } = finding;
  if (place.kind === 'image') {
    const { interspace, fraction } = locateOnImage(doc, place);
    if (interspace === null || fraction === null)
      return err(issue('level-unknown', 'The level of the mark is not known on its own image.'));
    return ok({
      kind: 'height',
      ...interspace,
      fraction,
      alongSdMm: PROJECTION_ALONG_SD_MM,
      provisional: false,
    });
  }
  const labels = labelsFor(doc.labelings, place);
  if (labels.kind === 'none')
    return err(issue(labels.problem, 'The series of the mark has no spine labels.'));
  const spine = spineOfLabeling(labels.labeling, doc.numbering);
  const at = toSpineCoordinate(spine, place.pointLpsMm);
  if (!at.ok) return at;
  const [upper, lower] = pairOf(spine, at.value) ?? [];
  const axes =
    upper === undefined || lower === undefined ? null : axesBetween(spine, upper, lower, at.value.fraction);
  return ok({
    kind: 'place',
    at: at.value,
    tiltMm: Math.abs(at.value.posteriorMm * (axes?.posterior[2] ?? 0)),
    spread: coordinateSpread(spine, labels.labeling.labels, at.value),
    provisional: restsOnProvisional(labels.labeling, at.value),
  });
}
