import type { InstanceHeader } from './model.ts';

/**
 * What a length on a projection image is worth. `estimated` holds in one plane only, and `plane` names it; `none`: only
 * pixels can be counted.
 */
export type ProjectionDistances =
  | { readonly state: 'calibrated'; readonly spacingMm: readonly [number, number] }
  | { readonly state: 'estimated'; readonly spacingMm: readonly [number, number]; readonly plane: string }
  | { readonly state: 'none' };

/**
 * Decided from the tags alone (PS3.3 10.7.1.3, C.8.7.5): Pixel Spacing that differs from Imager Pixel Spacing was
 * calibrated, on an object of known size (FIDUCIAL) or for one assumed plane (GEOMETRY, or no type stated). The same
 * value twice is the detector's. The detector's spacing divided by the stated magnification, or by source to detector
 * over source to patient, holds in that plane; Distance Source to Entrance is the skin, not the spine, and proves nothing.
 */
export function projectionDistances(header: InstanceHeader): ProjectionDistances {
  const { pixelSpacing: own, imagerPixelSpacing: imager } = header;
  const type = header.projection?.calibrationType ?? null;
  const same = own !== null && imager !== null && own[0] === imager[0] && own[1] === imager[1];
  if (own !== null && !same) {
    if (type === 'FIDUCIAL') return { state: 'calibrated', spacingMm: own };
    const plane = type === 'GEOMETRY' ? 'the plane assumed by the system' : 'a plane the file does not name';
    return { state: 'estimated', spacingMm: own, plane };
  }
  const detector = imager ?? own;
  const magnification = magnificationOf(header);
  if (detector === null || magnification === null) return { state: 'none' };
  return {
    state: 'estimated',
    spacingMm: [detector[0] / magnification.factor, detector[1] / magnification.factor],
    plane: magnification.plane,
  };
}

function magnificationOf(header: InstanceHeader): { readonly factor: number; readonly plane: string } | null {
  if (header.estimatedMagnification !== null && header.estimatedMagnification >= 1)
    return {
      factor: header.estimatedMagnification,
      plane: 'the centre of the patient, as the system estimates',
    };
  const { distanceSourceToDetectorMm: detector, distanceSourceToPatientMm: patient } = header;
  return detector !== null && patient !== null && patient > 0 && detector >= patient
    ? { factor: detector / patient, plane: 'the isocentre' }
    : null;
}
