import type { SeriesSummary } from '../../dicom/model.ts';
import { CLICK_PLANES, type ClickPlane } from '../../domain/case/document.ts';
import type { Plane } from '../../viewer/api.ts';

/**
 * The anatomical plane in which a click falls. Original images are named by the axis their normal is nearest to: +x
 * sagittal, +y coronal, +z axial (LPS).
 *
 * @returns null for images without an orientation
 */
export function clickPlaneOf(plane: Plane, series: Pick<SeriesSummary, 'instances'>): ClickPlane | null {
  // A straightened plane is read like the straight one: on a sagittal one, the place across it is not checked.
  if (plane !== 'stack')
    return CLICK_PLANES.find((known) => known === plane || `curved-${known}` === plane) ?? 'oblique';
  const first = series.instances[0];
  const axes = (first?.perFrame?.[0] ?? first)?.imageOrientationPatient ?? null;
  if (axes === null) return null;
  const normal = [
    axes[1] * axes[5] - axes[2] * axes[4],
    axes[2] * axes[3] - axes[0] * axes[5],
    axes[0] * axes[4] - axes[1] * axes[3],
  ].map(Math.abs);
  return CLICK_PLANES[normal.indexOf(Math.max(...normal))] ?? null;
}
