import type { CaseDocument, LeakFinding, PointLps } from '../../domain/case/document.ts';
import { unreachable } from '../../domain/result.ts';
import type { SeriesSummary } from '../../dicom/model.ts';
import type { Pane } from '../../viewer/api.ts';
import { clickPlaneOf } from './clickPlane.ts';
import { LEAK_VISIBLE_MM } from './overlayModel.ts';

/** Leak marks drawn solid in the picture of a pane now: on its image and frame, or within the drawn depth of its slice. */
export function visibleFindings(
  doc: Pick<CaseDocument, 'findings'>,
  pane: Pick<Pane, 'spec' | 'state' | 'indexNearest'>,
  series: SeriesSummary,
): readonly LeakFinding[] {
  return doc.findings.filter(({ place }) => {
    switch (place.kind) {
      case 'image': {
        const { image } = pane.state();
        return image?.sopInstanceUid === place.sopInstanceUid && image.frame === place.frame;
      }
      case 'patient':
        return (
          place.frameOfReferenceUid === series.frameOfReferenceUid && inSlice(pane, series, place.pointLpsMm)
        );
      default:
        return unreachable(place);
    }
  });
}

/** Do the slices within the drawn depth of the point include the one shown? */
function inSlice(
  pane: Pick<Pane, 'spec' | 'state' | 'indexNearest'>,
  series: SeriesSummary,
  [x, y, z]: PointLps,
): boolean {
  const { index, slabMm } = pane.state();
  const mm = LEAK_VISIBLE_MM + slabMm / 2;
  const plane = clickPlaneOf(pane.spec.plane, series);
  const [dx, dy, dz] =
    plane === 'sagittal' ? [mm, 0, 0] : plane === 'coronal' ? [0, mm, 0] : ([0, 0, mm] as const);
  const slices = [
    pane.indexNearest([x - dx, y - dy, z - dz]),
    pane.indexNearest([x, y, z]),
    pane.indexNearest([x + dx, y + dy, z + dz]),
  ].filter((slice) => slice !== null);
  return slices.length > 0 && index >= Math.min(...slices) && index <= Math.max(...slices);
}
