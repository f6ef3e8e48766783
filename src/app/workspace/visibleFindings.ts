import { unreachable } from '../../domain/result.ts';
import type { ProjectedMark } from '../../domain/across/projectMark.ts';
import type { CaseDocument, LeakFinding, PointLps } from '../../domain/case/document.ts';
import { length, type Vec3 } from '../../domain/geometry/vec3.ts';
import type { SeriesSummary } from '../../dicom/model.ts';
import type { Pane } from '../../viewer/api.ts';
import { clickPlaneOf } from './clickPlane.ts';
import { LEAK_VISIBLE_MM } from './overlayModel.ts';
import { stillProjected } from './projectedMarks.ts';

type ShownPane = Pick<Pane, 'spec' | 'state' | 'indexNearest'>;
interface PatientPoint {
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string;
  readonly pointLpsMm: PointLps;
}

/** Leaks that the picture of a pane names now: marked or adopted there, or projected onto it from another series. */
export function visibleFindings(
  doc: CaseDocument,
  pane: ShownPane,
  series: SeriesSummary,
): readonly LeakFinding[] {
  return doc.findings.filter(
    (finding) =>
      isMarked(finding, pane, series) ||
      stillProjected(doc, finding).some((mark) => isProjected(mark, pane, series)),
  );
}

/** Leak marks drawn solid in the picture of a pane now: on its image and frame, or within the drawn depth of its slice. */
export function markedFindings(
  doc: Pick<CaseDocument, 'findings'>,
  pane: ShownPane,
  series: SeriesSummary,
): readonly LeakFinding[] {
  return doc.findings.filter((finding) => isMarked(finding, pane, series));
}

function isMarked({ place, adoptions = [] }: LeakFinding, pane: ShownPane, series: SeriesSummary): boolean {
  const { slabMm } = pane.state();
  const mm = LEAK_VISIBLE_MM + slabMm / 2;
  const here = (point: PatientPoint): boolean =>
    sameSpace(point, series) && inSlice(pane, series, point.pointLpsMm, [mm, mm, mm]);
  if (adoptions.some(here)) return true;
  switch (place.kind) {
    case 'image':
      return onImage(place, pane);
    case 'patient':
      return here(place);
    default:
      return unreachable(place);
  }
}

function isProjected(mark: ProjectedMark, pane: ShownPane, series: SeriesSummary): boolean {
  switch (mark.kind) {
    case 'place': {
      const [a, b, c] = mark.semiAxesLpsMm;
      const reachMm: Vec3 = [
        length([a[0], b[0], c[0]]),
        length([a[1], b[1], c[1]]),
        length([a[2], b[2], c[2]]),
      ];
      return sameSpace(mark, series) && inSlice(pane, series, mark.pointLpsMm, reachMm);
    }
    case 'height':
      // Its lines are drawn on every slice.
      return sameSpace(mark, series);
    case 'band':
      return onImage(mark, pane);
    case 'not-shown':
      return false;
    default:
      return unreachable(mark);
  }
}

const onImage = (
  { sopInstanceUid, frame }: { readonly sopInstanceUid: string; readonly frame: number },
  pane: ShownPane,
): boolean => {
  const { image } = pane.state();
  return image?.sopInstanceUid === sopInstanceUid && image.frame === frame;
};

const sameSpace = (at: Omit<PatientPoint, 'pointLpsMm'>, series: SeriesSummary): boolean =>
  at.seriesUid === series.seriesInstanceUid || at.frameOfReferenceUid === series.frameOfReferenceUid;

/** Do the slices within a reach of the point, mm along each patient axis, include the one shown? */
function inSlice(pane: ShownPane, series: SeriesSummary, [x, y, z]: PointLps, reachMm: Vec3): boolean {
  const plane = clickPlaneOf(pane.spec.plane, series);
  const [dx, dy, dz] =
    plane === 'sagittal'
      ? [reachMm[0], 0, 0]
      : plane === 'coronal'
        ? [0, reachMm[1], 0]
        : ([0, 0, reachMm[2]] as const);
  const slices = [
    pane.indexNearest([x - dx, y - dy, z - dz]),
    pane.indexNearest([x, y, z]),
    pane.indexNearest([x + dx, y + dy, z + dz]),
  ].filter((slice) => slice !== null);
  const { index } = pane.state();
  return slices.length > 0 && index >= Math.min(...slices) && index <= Math.max(...slices);
}
